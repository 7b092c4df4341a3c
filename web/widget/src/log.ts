import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { base } from "./base-style.js";
import "./brief.js";
import type { WaymarkBrief } from "./brief.js";
import { card, type Around } from "./cards.js";
import type { Item } from "./conversation.js";
import { down } from "./icons.js";
import { cardStyle, logStyle } from "./log-style.js";
import type { Card, Choice } from "./protocol.js";
import type { Session } from "./session.js";
import "./still-you.js";
import { fill } from "./words.js";

/** Within this many pixels of the end a reader counts as following the talk. */
const NEAR = 48;
/** In a talk longer than this the earlier entries are folded away, but for the last ones. */
const LONG = 60;
const KEPT = 30;
/** Entries that come within this time of each other, in milliseconds, are read from the first of them. */
const TOGETHER = 4_000;

/** The conversation. New entries are read out once, as they are added; old ones, on return, are not. */
export class WaymarkLog extends LitElement {
  static override styles = [base, logStyle, cardStyle];
  static override properties = { session: { attribute: false }, around: { attribute: false }, version: {}, below: { state: true } };

  declare session: Session;
  declare around: Around;
  /** Counts changes of the session, which is one object for the whole visit. */
  declare version: number;
  /** Something is below what can be seen. */
  declare below: boolean;
  #following = true;
  #shown = 0;
  #came = -Infinity;
  #anchor = 0;
  /** How many of the first entries are folded away. */
  #folded = 0;
  /** The visitor has asked to see them, and has said nothing since. */
  #unfolded = false;
  /** What is drawn now has been read out before. */
  #hush = false;
  readonly #resized = new ResizeObserver(() => this.#keepsEnd && this.#toEnd());

  protected override firstUpdated(): void {
    if (this.#scroller) this.#resized.observe(this.#scroller);
  }

  protected override render(): TemplateResult {
    const { words } = this.around;
    const { log, quiet, note } = this.session;
    this.#fold(log.items);
    const items = log.items.slice(this.#folded);
    return html`<div
      class="log"
      role="log"
      tabindex="0"
      aria-label=${words.log}
      aria-live=${quiet || this.#hush ? "off" : "polite"}
      aria-relevant="additions"
      @scroll=${this.#scrolled}
    >
      <div class="intro">
        <p>${this.#withExit(words.exit_first)}</p>
        <p>${words.exit_second}</p>
      </div>
      ${note ? html`<p class="note">${words[note]}</p>` : nothing}
      ${this.#folded
        ? html`<button type="button" class="unfold" @click=${this.#unfold}>${fill(words.unfold, { count: this.#folded })}</button>`
        : nothing}
      ${repeat(items, (item) => item.key, (item, index) => this.#entry(item, items[index - 1], index === items.length - 1))}
      </div>
      ${this.below ? html`<button type="button" class="below" @click=${this.#toEnd}>${words.below}${down}</button>` : nothing}
      ${typing(this.session, words)}`;
  }

  /**
   * Who looks over a shoulder sees the end of a long talk and not all of it, and a slow phone has less to draw. Whoever
   * reads further up is left in peace, and a brief that waits for its answer stays.
   */
  #fold(items: readonly Item[]): void {
    const said = items.length > this.#shown && items.at(-1)?.entry.author === "visitor";
    if (said) this.#unfolded = false;
    if (items.length < this.#folded) this.#folded = 0;
    if (this.#unfolded || !(said || this.#following) || items.length - this.#folded <= LONG) return;
    const asked = items.findIndex(({ key, entry }) => entry.card?.type === "brief" && entry.author === "service" && !this.session.briefs.has(key));
    this.#folded = Math.min(items.length - KEPT, asked < 0 ? Infinity : Math.max(asked, this.#folded));
  }

  /** They come in above what is read now, which stays where it is; nobody has them read out again. */
  #unfold = (): void => {
    const box = this.#scroller;
    const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
    this.#folded = 0;
    this.#unfolded = this.#hush = true;
    this.#following = false;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.#hush = false;
      this.requestUpdate();
      if (box) box.scrollTop = box.scrollHeight - fromEnd;
      box?.focus({ preventScroll: true });
    });
  };

  /** The word on the button, drawn as the button is. */
  #withExit(text: string): TemplateResult {
    const { exit } = this.around.words;
    const [before = "", ...after] = text.split(exit);
    return after.length ? html`${before}<b>${exit}</b>${after.join(exit)}` : html`${text}`;
  }

  #entry(item: Item, before: Item | undefined, last: boolean): TemplateResult {
    const { entry, seq, state } = item;
    const { words } = this.around;
    const { author, name, kind } = entry;
    const safety = kind === "safety";
    const who = {
      visitor: words.you,
      assistant: words.author_assistant,
      worker: name || words.worker_unnamed,
      service: safety ? words.author_safety : words.author_service,
    }[author];
    const first = before?.entry.author !== author || before.entry.kind !== kind || before.entry.name !== name;
    return html`<div class="entry ${author} ${safety ? "safety" : ""} ${first ? "first" : ""}">
      <p class=${first && author !== "visitor" ? "who" : "sr"}>${who}</p>
      ${entry.text ? html`<p class="bubble">${entry.text}</p>` : nothing}
      ${entry.card ? this.#card(item) : nothing}
      ${kind === "leave_offer" ? html`<button type="button" class="leave" @click=${() => this.#tell("leave")}>${words.leave_now}</button>` : nothing}
      ${entry.choices?.length && this.#current(seq) ? this.#choices(this.#without(entry)) : nothing}
      ${state ? this.#state(item, last) : nothing}
    </div>`;
  }

  /** A question stands until it was answered, or asked anew. */
  #stillYou(seq: number | null, { ask, word }: Card): TemplateResult | typeof nothing {
    const { log, asks } = this.session;
    const later = log.items.slice(log.items.findIndex((item) => item.seq === seq) + 1);
    if (typeof ask !== "string" || later.some(({ entry }) => entry.kind?.startsWith("still_you"))) return nothing;
    return html`<waymark-still-you .words=${this.around.words} .ask=${ask} .word=${word === true} .state=${asks.get(ask)}></waymark-still-you>`;
  }

  #card({ key, entry, seq }: Item): TemplateResult | typeof nothing {
    if (entry.card?.type === "still_you") return this.#stillYou(seq, entry.card);
    if (entry.card?.type !== "brief") return entry.card ? card(entry.card, this.around) : nothing;
    // What the visitor answered is shown in the card that they answered.
    if (entry.author === "visitor") return nothing;
    const state = this.session.briefs.get(key) ?? this.#answered(seq, entry.card.kind);
    // Asked anew, with less in it: the one before can't be agreed to any more.
    if (state !== "agreed" && state !== "refused" && this.#askedAnew(seq, entry.card.kind)) return nothing;
    const typed = this.session.typedInto(entry.card.kind);
    return html`<waymark-brief .key=${key} .words=${this.around.words} .card=${entry.card} .state=${state} .typed=${typed}></waymark-brief>`;
  }

  #askedAnew(seq: number | null, kind: unknown): boolean {
    const { items } = this.session.log;
    const later = items.slice(items.findIndex((item) => item.seq === seq) + 1);
    return later.some(({ entry: { author, card } }) => author === "service" && card?.type === "brief" && card.kind === kind);
  }

  /** What the visitor has made of a brief last, where the answer is in the log already. */
  #answered(seq: number | null, kind: unknown): "agreed" | "refused" | undefined {
    const { items } = this.session.log;
    const later = items.slice(items.findIndex((item) => item.seq === seq) + 1).map(({ entry }) => entry);
    // What they made of the one after it is no answer to this one.
    const next = later.findIndex(({ author, card }) => author === "service" && card?.type === "brief" && card.kind === kind);
    const mine = later.slice(0, next < 0 ? later.length : next).findLast(({ author, card }) => author === "visitor" && card?.type === "brief" && card.kind === kind);
    return mine ? (mine.card?.agreed === true ? "agreed" : "refused") : undefined;
  }

  /** The large button says it already, and needs no answer from the helpline. */
  #without({ kind, choices = [] }: Item["entry"]): Choice[] {
    return kind === "leave_offer" ? choices.filter(({ label }) => label !== this.around.words.leave_now) : choices;
  }

  /** Choices stand until the visitor has said something after them. */
  #current(seq: number | null): boolean {
    const { items } = this.session.log;
    const from = items.findIndex((item) => item.seq === seq);
    return !items.slice(from + 1).some((item) => item.entry.author === "visitor");
  }

  #choices(choices: Choice[]): TemplateResult {
    return html`<div class="choices" role="group" aria-label=${this.around.words.choices}>
      ${choices.map(
        (choice) => html`<button type="button" @click=${() => this.#tell("choose", choice)}>${choice.label}</button>`,
      )}
    </div>`;
  }

  #state({ key, state }: Item, last: boolean): TemplateResult | typeof nothing {
    const { words } = this.around;
    if (state === "sent") return last ? html`<p class="state">${words.sent}</p>` : nothing;
    const text = { sending: words.sending, queued: words.waiting_to_send, failed: words.not_sent }[state ?? "sending"];
    return html`<p class="state ${state}">
      ${text}
      ${state === "sending" ? nothing : html`<button type="button" class="plain" @click=${() => this.#tell("retry", key)}>${words.retry}</button>`}
    </p>`;
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector(".log");
  }

  #scrolled(): void {
    const box = this.#scroller;
    if (!box) return;
    this.#following = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    this.below = !this.#following;
  }

  /** Only a talk that has begun: before, the first screen is read from its top, whatever its size. */
  get #keepsEnd(): boolean {
    return this.#following && !this.session.log.empty;
  }

  #toEnd = (): void => {
    const box = this.#scroller;
    if (box) box.scrollTop = box.scrollHeight;
  };

  protected override updated(): void {
    const box = this.#scroller;
    const from = this.#shown;
    this.#shown = this.session.log.items.length;
    if (!box) return;
    if (this.#shown === from) {
      if (this.#keepsEnd && from) this.#toEnd();
      return;
    }
    // A brief draws itself a moment later; without its height the end is not where it will be.
    const briefs = [...box.querySelectorAll<WaymarkBrief>("waymark-brief")];
    void Promise.all(briefs.map((brief) => brief.updateComplete)).then(() => this.#follow(box, from));
  }

  /**
   * Follows the talk, but never past the beginning of what is new: a long answer is read from its start, and the
   * first screen from its top, until the visitor has said something.
   */
  #follow(box: HTMLElement, from: number): void {
    const { items, empty } = this.session.log;
    const mine = items[items.length - 1]?.entry.author === "visitor";
    if (mine) this.#toEnd();
    else if (this.#following && !empty) {
      const now = performance.now();
      if (now - this.#came > TOGETHER) this.#anchor = from;
      this.#came = now;
      const first = box.querySelectorAll<HTMLElement>(".entry")[this.#anchor - this.#folded];
      box.scrollTop = first ? first.offsetTop - 12 : 0;
    }
    if (mine) this.#came = -Infinity;
    this.#scrolled();
  }
}

/** Who is writing, below the log and not in it: it comes and goes, and is not read out. */
function typing(session: Session, words: Around["words"]): TemplateResult | typeof nothing {
  if (!session.typing) return nothing;
  const name = session.owner?.name || words.worker_unnamed;
  const text = session.typing === "worker" ? fill(words.typing_worker, { name }) : words.typing_assistant;
  return html`<p class="typing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${text}</p>`;
}

customElements.define("waymark-log", WaymarkLog);
