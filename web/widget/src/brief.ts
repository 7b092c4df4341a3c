import { html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import type { Part } from "./protocol.js";
import type { BriefState } from "./session.js";
import type { Words } from "./words.js";

export interface BriefAnswer {
  key: string;
  parts: Record<string, string>;
  agree: boolean;
  history: boolean;
}

/** What the helpline would see, for the visitor to correct, and to agree to or not. */
export class WaymarkBrief extends LitElement {
  static override styles = [base, cardStyle];
  static override properties = {
    words: { attribute: false },
    parts: { attribute: false },
    state: {},
    need: { state: true },
  };

  declare words: Words;
  declare parts: Part[];
  declare state: BriefState | undefined;
  /** The log entry this belongs to. */
  declare key: string;
  declare need: boolean;

  constructor() {
    super();
    this.parts = [];
    this.need = false;
  }

  protected override render(): TemplateResult {
    const { words, state } = this;
    if (state === "agreed" || state === "refused")
      return html`<section class="card"><p role="none">${state === "agreed" ? words.brief_shared : words.brief_refused}</p></section>`;
    return html`<section class="card" aria-label=${words.brief_title}>
      <h3>${words.brief_title}</h3>
      <p>${words.brief_lead}</p>
      ${this.parts.map(
        (part) => html`<label class="field"><span>${part.label}</span>
          <textarea data-part=${part.id} autocomplete="off" spellcheck="false" .value=${part.text}></textarea></label>`,
      )}
      <label class="tick"><input type="checkbox" name="agree" autocomplete="off" @change=${() => (this.need = false)} />
        <span>${words.brief_agree}</span></label>
      <label class="tick"><input type="checkbox" name="history" autocomplete="off" /><span>${words.brief_history}</span></label>
      <div aria-live="polite">
        ${this.need ? html`<p class="need">${words.brief_need}</p>` : nothing}
        ${state === "failed" ? html`<p class="need">${words.brief_failed}</p>` : nothing}
      </div>
      <div class="row">
        <button type="button" class="main" @click=${() => this.#answer(true)}>
          ${state === "sending" ? words.sending : words.brief_send}
        </button>
        <button type="button" @click=${() => this.#answer(false)}>${words.brief_refuse}</button>
      </div>
    </section>`;
  }

  #ticked(name: string): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>(`input[name=${name}]`)?.checked ?? false;
  }

  #answer(agree: boolean): void {
    if (this.state === "sending") return;
    this.need = agree && !this.#ticked("agree");
    if (this.need) return;
    const fields = this.renderRoot.querySelectorAll("textarea");
    const parts = Object.fromEntries([...fields].map((field) => [field.dataset.part ?? "", field.value]));
    const detail: BriefAnswer = { key: this.key, parts, agree, history: agree && this.#ticked("history") };
    this.dispatchEvent(new CustomEvent("brief", { detail, bubbles: true, composed: true }));
  }
}

customElements.define("waymark-brief", WaymarkBrief);
