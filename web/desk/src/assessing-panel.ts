/** <waymark-assessment>: a risk assessment, opened from a chat, a case or the board by `assess`. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  dropDraft, isRefusal, keepDraft, notNeeded, openPage, openVersion, saveSheet,
  type OwnPrompt, type Page, type Refusal, type Sheet, type Version,
} from "./assessing-api";
import { begins, readSheet, sendable } from "./assessing-sheet";
import { viewAssessing } from "./view-assessing";

/** How long (ms) nothing is typed until the draft is kept. */
const KEEP_AFTER = 900;

/** What the line at the foot says. */
export type Standing = "" | "keeping" | "kept" | "saved" | "dropped";

export class WaymarkAssessment extends LitElement {
  static override properties = { page: { state: true }, standing: { state: true },
    refusal: { state: true }, earlier: { state: true }, rows: { state: true } };

  declare page: Page | null;
  declare standing: Standing;
  declare refusal: Refusal | null;
  /** An earlier version that is looked at. */
  declare earlier: Version | null;
  /** Goes up when the form gets or loses a row. */
  declare rows: number;
  sheet: Sheet = {};
  private seen = 0;
  private begunFrom = 0;
  private saving = "";
  private timer = 0;
  private dirty = false;
  private under: Promise<void> = Promise.resolve();
  /** Whether it was said that what is typed could not be kept: then it may be shut all the same. */
  private warned = false;
  private readonly leaves = (): void => { void this.keep(true); };

  constructor() {
    super();
    this.page = this.refusal = this.earlier = null;
    this.standing = "";
    this.rows = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.leaves);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pagehide", this.leaves);
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  /** Whether anything typed is kept somewhere that is not saved. */
  get hasDraft(): boolean { return this.seen > 0 || (this.page?.draft ?? null) !== null; }

  /** Whether nobody has approved any of the words. */
  get allDraft(): boolean {
    const { topics = [], rules = [], refer = [], levels = [] } = this.page ?? {};
    return [...topics, ...rules, ...refer, ...levels].every((one) => one.draft);
  }

  /** Shows that of a case, or of a chat. */
  async open(of: string, id: string): Promise<void> {
    this.forget();
    this.querySelector("dialog")?.showModal();
    await this.load(of, id);
  }

  private async load(of: string, id: string): Promise<void> {
    const answer = await openPage(of, id);
    if (isRefusal(answer)) { this.refusal = answer; return; }
    this.sheet = begins(answer);
    this.seen = answer.draft && !answer.draft.of_chat ? answer.draft.version : 0;
    // A draft that was begun before there was a case has not seen a version of it.
    this.begunFrom = answer.draft ? answer.draft.begun_from : answer.number;
    if (answer.of === "chat") this.seen = answer.draft?.version ?? 0;
    this.saving = crypto.randomUUID();
    this.dirty = false;
    this.page = answer;
    this.rows += 1;
  }

  /** What is typed is kept a moment later. */
  touched(): void {
    const form = this.querySelector<HTMLFormElement>("#assessing-form");
    if (!form || !this.page?.may_write) return;
    this.sheet = readSheet(form, this.page.topics.map((one) => one.name));
    this.dirty = true;
    this.warned = false;
    if (this.standing !== "keeping") this.standing = "";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keep(), KEEP_AFTER);
  }

  /** One keeping after another: each goes by the version that the one before got. */
  keep(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    this.under = this.under.then(() => this.keepNow(leaving));
    return this.under;
  }

  private async keepNow(leaving: boolean): Promise<void> {
    const { page } = this;
    if (!page || !this.dirty) return;
    this.dirty = false;
    this.standing = "keeping";
    const answer = await keepDraft(
      page.of, page.id, this.seen, this.begunFrom, sendable(this.sheet), leaving);
    if (this.page?.id !== page.id) return;
    if (isRefusal(answer)) {
      this.dirty = true;
      this.standing = "";
      this.refusal = answer;
      return;
    }
    this.seen = answer.version;
    this.refusal = null;
    this.standing = this.dirty ? "" : "kept";
  }

  async save(): Promise<void> {
    const { page } = this;
    if (!page?.may_save) return;
    this.touched();
    clearTimeout(this.timer);
    await this.under;
    const seen = page.prompts.filter((one) => one.open).map(({ id, version }) => ({ id, version }));
    const answer = await saveSheet(page.id, this.saving, this.begunFrom, sendable(this.sheet), seen);
    if (this.page?.id !== page.id) return;
    if (isRefusal(answer)) {
      // Nothing typed is lost: it goes on as a draft.
      await this.keep();
      this.refusal = answer;
      return;
    }
    this.dirty = false;
    this.refusal = null;
    await this.load(page.of, page.id);
    this.standing = "saved";
    this.querySelector<HTMLElement>("#assessing-heading")?.focus();
  }

  /** Somebody was faster: what they wrote is in the history; what was typed here goes on after it. */
  async goOn(): Promise<void> {
    const { page, sheet } = this;
    if (!page) return;
    const answer = await openPage(page.of, page.id);
    if (isRefusal(answer)) { this.refusal = answer; return; }
    this.page = answer;
    this.sheet = sheet;
    this.seen = answer.draft && !answer.draft.of_chat ? answer.draft.version : this.seen;
    this.begunFrom = answer.number;
    this.refusal = null;
    this.saving = crypto.randomUUID();
    this.dirty = true;
    await this.keep();
    if (answer.number > 0) await this.show(answer.number);
  }

  /** Another page's newer draft instead of what is typed here. */
  async takeNewer(): Promise<void> {
    const { page } = this;
    this.refusal = null;
    if (page) await this.load(page.of, page.id);
  }

  async drop(): Promise<void> {
    const { page } = this;
    if (!page) return;
    await this.under;
    this.dirty = false;
    clearTimeout(this.timer);
    const seen = this.seen || page.draft?.version || 0;
    const answer = await dropDraft(page.of, page.id, seen);
    if (isRefusal(answer)) { this.refusal = answer; return; }
    this.refusal = null;
    await this.load(page.of, page.id);
    this.standing = "dropped";
  }

  async notNeeded(prompt: OwnPrompt, reason: string): Promise<void> {
    const { page } = this;
    if (!page) return;
    const answer = await notNeeded(prompt, reason);
    if (isRefusal(answer)) this.refusal = answer;
    // The form stays as it is: only the prompts are new.
    const fresh = await openPage(page.of, page.id);
    if (!isRefusal(fresh) && this.page?.id === page.id) this.page = { ...page, prompts: fresh.prompts };
  }

  async show(number: number): Promise<void> {
    const { page } = this;
    if (!page) return;
    if (this.earlier?.number === number) { this.earlier = null; return; }
    const answer = await openVersion(page.id, number);
    if (isRefusal(answer)) this.refusal = answer;
    else this.earlier = answer;
  }

  /** One more row, or one less, in the form; what is typed stays. */
  change(how: (sheet: Sheet) => void): void {
    this.touched();
    how(this.sheet);
    this.dirty = true;
    this.rows += 1;
  }

  /** Nothing of it stays in the page when nobody looks at it; but what could not be kept is shown
   * once more before it goes. */
  private async close(): Promise<void> {
    await this.keep();
    if (this.dirty && !this.warned) {
      this.warned = true;
      this.querySelector("dialog")?.showModal();
      return;
    }
    this.forget();
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.page = this.refusal = this.earlier = null;
    this.sheet = {};
    this.standing = "";
    this.dirty = this.warned = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("page") && changed.get("page") === null && this.page)
      this.querySelector<HTMLElement>("#assessing-heading")?.focus();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="dialog dialog--wide" aria-labelledby="assessing-heading"
        @close=${() => void this.close()}>
      ${this.page || this.refusal ? viewAssessing(this) : nothing}</dialog>`;
  }
}

customElements.define("waymark-assessment", WaymarkAssessment);

/** Opens the assessment of a case or a chat over the board. */
export function assess(of: "case" | "chat", id: string): void {
  void document.querySelector<WaymarkAssessment>("waymark-assessment")?.open(of, id);
}
