/** <waymark-cases>: the cases of this helpline, the diary, and one case opened. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { listCases, openCase, reachCase, type CaseBoard, type Filter, type Opened } from "./cases-api";
import { viewCase } from "./view-case";
import { viewCases } from "./view-cases";
import { label, t } from "./words";

const EVERY: Filter = { status: "live", reference: "", flag: "", mine: false, since: "", until: "", worker: "" };

export class WaymarkCases extends LitElement {
  static override properties = { role: {}, answered: {}, news: { state: true }, board: { state: true }, opened: { state: true },
    contact: { state: true }, more: { state: true }, refusal: { state: true } };

  declare role: string;
  declare answered: Readonly<Record<string, number>>;
  /** Its person has just said something to the opened case, and it was shown anew. */
  declare news: number;
  declare board: CaseBoard | null;
  declare opened: Opened | null;
  /** How to reach the person of the opened case, once the rules were read. */
  declare contact: string | null;
  /** On a phone: whether all that cases can be found by is shown, and not the list at once. */
  declare more: boolean;
  declare refusal: string | null;
  filter: Filter = EVERY;
  /** The newest that the board has told of the opened case: it is fetched once for each. */
  private heard = 0;
  /** The filter of the page's own choice, while another one is shown from elsewhere. */
  private own: Filter | null = null;

  constructor() {
    super();
    this.role = "";
    this.answered = {};
    this.news = 0;
    this.more = false;
    this.board = this.opened = this.contact = this.refusal = null;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  /** The list anew. */
  async list(change: Partial<Filter> = {}): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.opened = this.contact = null;
    const answer = await listCases(this.filter);
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.board = answer;
  }

  /** One case, which the trail notes. */
  async show(id: string): Promise<void> {
    const answer = await openCase(id);
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer === "string") return;
    const before = this.opened;
    if (before?.id !== answer.id) { this.contact = null; this.news = this.heard = 0; }
    // What stood there may be wrong now, the number and its rules above all: they are read again.
    else if (answer.answered > before.answered) { this.contact = null; this.news = answer.answered; }
    this.opened = answer;
  }

  async reach(): Promise<void> {
    if (!this.opened) return;
    const answer = await reachCase(this.opened.id);
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.contact = answer.contact;
  }

  /** Does it, then shows what came of it; a refusal stays on the screen. True: it was done. */
  async act(doing: Promise<string | null>, then: "show" | "list" = "show"): Promise<boolean> {
    const refused = await doing;
    const id = this.opened?.id;
    if (then === "show" && id) await this.show(id);
    else await this.list();
    if (refused !== null) this.refusal = refused;
    return refused === null;
  }

  /** From elsewhere on the page: the dialog, with this case in it. */
  async openAt(id: string): Promise<void> {
    this.querySelector("dialog")?.showModal();
    await this.list();
    await this.show(id);
  }

  /** From elsewhere on the page: the dialog, with the list of these. */
  async openList(only: Partial<Filter>): Promise<void> {
    this.own = this.filter;
    this.filter = EVERY;
    this.querySelector("dialog")?.showModal();
    await this.list(only);
  }

  private open(): void {
    this.querySelector("dialog")?.showModal();
    void this.list();
  }

  /** Nothing of a case stays in the page when nobody looks at it. */
  private close(): void {
    this.board = this.opened = this.contact = this.refusal = null;
    this.news = 0;
    this.filter = { ...this.own ?? this.filter, reference: "" };
    this.own = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.opened || !(changed.has("answered") || changed.has("opened"))) return;
    const { id, answered } = this.opened;
    // Against what is shown, not against the board before: the first board after a lost line says it all again.
    const now = this.answered[id] ?? 0;
    if (now <= Math.max(answered, this.heard)) return;
    this.heard = now;
    this.contact = null;
    void this.show(id);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // To the beginning of what is new, so that a screen reader and the keyboard are there too.
    const before = changed.get("opened") as Opened | null | undefined;
    if (changed.has("opened") && before?.id !== this.opened?.id)
      this.querySelector<HTMLElement>("#cases-heading")?.focus();
  }

  protected override render(): TemplateResult {
    const { board, opened, refusal } = this;
    return html`<button class="button button--quiet" type="button" @click=${() => this.open()}>
        ${t("case.list")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="cases-heading" @close=${() => this.close()}>
        <div class="pieces">
          ${refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", refusal)}</p>`}
          ${opened ? html`<p role="status" class=${this.news ? "note" : "unseen"}>${this.news ? t("case.news") : nothing}</p>
            ${keyed(opened.id, viewCase(this, opened, board?.workers ?? []))}` : viewCases(this, board)}
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("case.shut")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-cases", WaymarkCases);
