import { html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import type { Card, Part } from "./protocol.js";
import type { BriefState } from "./session.js";
import type { Words } from "./words.js";

export interface BriefAnswer {
  key: string;
  /** Which brief of the helpline's this answers (docs/protocol.md); none where its card named none. */
  kind?: string;
  parts: Record<string, string>;
  agree: boolean;
  history: boolean;
}

/** By part: what stands in its box, and over which words of the card's it was typed. */
export type Typed = Map<string, { over: string; text: string }>;

/**
 * What the helpline would see, for the visitor to correct, and to agree to or not. The card says what it is for: title,
 * introduction, parts, what is agreed to. Where it does not, it is the brief of a handoff.
 */
export class WaymarkBrief extends LitElement {
  static override styles = [base, cardStyle];
  static override properties = {
    words: { attribute: false },
    card: { attribute: false },
    state: {},
    typed: { attribute: false },
    need: { state: true },
  };

  declare words: Words;
  declare card: Card;
  declare state: BriefState | undefined;
  /** The log entry this belongs to. */
  declare key: string;
  /** What was typed into the boxes and not sent yet: it outlives a card that is asked anew. */
  declare typed: Typed | undefined;
  declare need: boolean;

  constructor() {
    super();
    this.need = false;
  }

  /** The card's own words, or the usual ones. */
  #says(name: string): string {
    const own = this.card[name];
    return typeof own === "string" && own ? own : (this.words as Record<string, string>)[`brief_${name}`] ?? "";
  }

  protected override render(): TemplateResult {
    const { words, state, card } = this;
    const title = this.#says("title");
    const { undo } = card;
    const list = (name: string): Part[] => (Array.isArray(card[name]) ? (card[name] as Part[]) : []);
    // To be read, before and after it was agreed to.
    const rows = card.rows
      ? html`<dl class="told">${list("rows").map(({ label, text }) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`
      : nothing;
    if (state === "agreed" || state === "refused")
      return html`<section class="card"><p role="none">${this.#says(state)}</p>
        ${undo && state === "agreed" ? html`${rows}<button type="button" @click=${() => this.#answer(false)}>${undo}</button>` : nothing}
      </section>`;
    return html`<section class="card" aria-label=${title}>
      <h3>${title}</h3>
      <p>${this.#says("intro")}</p>
      ${rows}
      ${list("parts").map((part) => this.#field(part))}
      ${this.#tick("agree", this.#says("agree"))} ${card.history === false ? nothing : this.#tick("history", words.brief_history)}
      <div aria-live="polite">
        ${this.need ? html`<p class="need">${words.brief_need}</p>` : nothing}
        ${state === "failed" ? html`<p class="need">${words.brief_failed}</p>` : nothing}
      </div>
      <div class="row">
        <button type="button" class="main" @click=${() => this.#answer(true)}>
          ${state === "sending" ? words.sending : this.#says("send")}
        </button>
        <button type="button" @click=${() => this.#answer(false)}>${this.#says("refuse")}</button>
      </div>
    </section>`;
  }

  /** Read aloud with its hint; kept out of every store of the browser's, as the chat's own field is. */
  #field({ id, label, hint, text: said, line }: Part): TemplateResult {
    const about = `hint-${id}`;
    const mine = this.typed?.get(id);
    const text = mine?.over === said ? mine.text : said;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="small" id=${about}>${hint}</p>` : nothing}
      ${line
        ? html`<input id=${id} type="text" data-part=${id} aria-describedby=${about} autocomplete="off" spellcheck="false" .value=${text} @input=${this.#type(id, said)} />`
        : html`<textarea id=${id} data-part=${id} aria-describedby=${about} autocomplete="off" spellcheck="false" .value=${text} @input=${this.#type(id, said)}></textarea>`}
    </div>`;
  }

  #type(id: string, over: string): (event: Event) => void {
    return ({ target }) => this.typed?.set(id, { over, text: (target as HTMLInputElement).value });
  }

  #tick(name: string, label: string): TemplateResult {
    return html`<label class="tick"
      ><input type="checkbox" name=${name} autocomplete="off" @change=${() => (this.need = false)} /><span>${label}</span></label
    >`;
  }

  #ticked(name: string): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>(`input[name=${name}]`)?.checked ?? false;
  }

  #answer(agree: boolean): void {
    if (this.state === "sending") return;
    this.need = agree && !this.#ticked("agree");
    if (this.need) return;
    const fields = this.renderRoot.querySelectorAll<HTMLInputElement>("[data-part]");
    const { key, card } = this;
    // A long form is known to the helpline already: only what was changed goes back.
    const before = new Map((card.changes === true ? (card.parts as Part[]) : []).map(({ id, text }) => [id, text]));
    const sent = [...fields].filter((field) => before.get(field.dataset.part ?? "") !== field.value);
    const parts = Object.fromEntries(sent.map((field) => [field.dataset.part ?? "", field.value]));
    const kind = typeof card.kind === "string" ? { kind: card.kind } : {};
    const detail: BriefAnswer = { key, ...kind, parts, agree, history: agree && this.#ticked("history") };
    this.dispatchEvent(new CustomEvent("brief", { detail, bubbles: true, composed: true }));
  }
}

customElements.define("waymark-brief", WaymarkBrief);
