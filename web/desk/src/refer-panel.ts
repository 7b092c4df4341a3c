/** <waymark-refer>: partner agencies in a case: who has it, and passing it on. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  partnersOf, type LeaveOut, type OfCase, type Offered, type Preview, type Ready,
} from "./partners-api";
import { viewDanger } from "./view-refer-danger";
import { viewReady } from "./view-pack";
import { viewReferrals } from "./view-referrals";
import { viewReferring } from "./view-refer";
import { label, t } from "./words";

export class WaymarkRefer extends LitElement {
  static override properties = { of: {}, live: {}, readable: {}, version: {}, news: {}, data: { state: true },
    partner: { state: true }, purpose: { state: true }, leaveOut: { state: true }, preview: { state: true },
    ready: { state: true }, refusal: { state: true }, given: { state: true } };

  declare of: string;
  declare live: boolean;
  declare readable: boolean;
  declare version: number;
  /** Goes up when the person has said something to this case themselves. */
  declare news: number;
  declare data: OfCase | null;
  declare partner: string;
  declare purpose: string;
  declare leaveOut: LeaveOut;
  /** In danger: the parts that go. */
  declare given: string[];
  declare preview: Preview | null;
  declare ready: Ready | null;
  declare refusal: string | null;

  constructor() {
    super();
    this.of = "";
    this.live = this.readable = false;
    this.version = this.news = 0;
    this.forget();
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private forget(): void {
    this.data = this.preview = this.ready = this.refusal = null;
    this.partner = this.purpose = "";
    this.leaveOut = {};
    this.given = [];
  }

  get chosen(): Offered | undefined {
    return this.data?.partners.find((one) => one.id === this.partner);
  }

  async load(): Promise<void> {
    const answer = await partnersOf(this.of);
    if (typeof answer === "string") this.refusal = answer;
    else this.data = answer;
  }

  /** Another choice: what was previewed before is not what would go now. */
  pick(change: { partner?: string; purpose?: string; leaveOut?: LeaveOut; given?: string[] }): void {
    const other = change.partner !== undefined && change.partner !== this.partner;
    Object.assign(this, change);
    if (other) {
      this.leaveOut = {};
      this.purpose = this.chosen?.consent?.purpose ?? (this.chosen?.purposes.length === 1 ? this.chosen.purposes[0] ?? "" : "");
    }
    this.preview = this.ready = this.refusal = null;
  }

  /** Leaves a line out, or takes it in again; `null`: the whole part. */
  toggle(part: string, line: number | null): void {
    const before = this.leaveOut[part];
    const { [part]: _, ...others } = this.leaveOut;
    if (line === null) {
      this.pick({ leaveOut: before?.length === 0 ? others : { ...others, [part]: [] } });
      return;
    }
    const lines = new Set(before ?? []);
    if (!lines.delete(line)) lines.add(line);
    this.pick({ leaveOut: lines.size === 0 ? others : { ...others, [part]: [...lines].sort((a, b) => a - b) } });
  }

  /** Does it and shows what came of it; true: it was done. */
  async act(doing: Promise<string | null>): Promise<boolean> {
    const refused = await doing;
    await this.load();
    this.refusal = refused;
    return refused === null;
  }

  async look(asked: Promise<{ preview: Preview } | string>): Promise<void> {
    const answer = await asked;
    this.refusal = typeof answer === "string" ? answer : null;
    this.preview = typeof answer === "string" ? null : answer.preview;
  }

  async made(asked: Promise<Ready | string>): Promise<void> {
    const answer = await asked;
    await this.load();
    this.refusal = typeof answer === "string" ? answer : null;
    this.ready = typeof answer === "string" ? null : answer;
    if (!this.ready) return;
    const { ready } = this;
    this.pick({ partner: "", given: [] });
    this.ready = ready;
    await this.updateComplete;
    // To what is shown only once: before the eyes, and read out.
    this.querySelector<HTMLElement>(".ready")?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("of") || changed.has("version") || changed.has("news")) {
      if (changed.has("of")) this.forget();
      if (this.of) void this.load();
    }
  }

  protected override render(): TemplateResult {
    const { data, refusal, ready } = this;
    return html`<section class="case__acts" aria-labelledby="refer-heading">
      <h3 id="refer-heading">${t("refer.heading")}</h3>
      ${refusal === null ? nothing
        : html`<p class="note note--bad" role="alert">${label("refusal", refusal)}</p>`}
      ${ready ? viewReady(ready) : nothing}
      ${data === null ? html`<p role="status">${t("refer.loading")}</p>` : html`
        ${viewReferrals(this, data)}
        ${this.live ? viewReferring(this, data) : nothing}
        ${this.readable ? viewDanger(this, data) : nothing}`}
    </section>`;
  }
}

customElements.define("waymark-refer", WaymarkRefer);
