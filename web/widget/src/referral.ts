import { html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import type { HintedPart } from "./protocol.js";
import type { BriefState } from "./session.js";
import type { Words } from "./words.js";

export interface ReferralAnswer {
  key: string;
  /** Only the boxes that were changed: the helpline has the others. */
  parts: Record<string, string>;
  agree: boolean;
}

/** The whole self-referral, for the visitor to read, correct, and agree to or not. */
export class WaymarkReferral extends LitElement {
  static override styles = [base, cardStyle];
  static override properties = {
    words: { attribute: false },
    parts: { attribute: false },
    consent: {},
    state: {},
    need: { state: true },
  };

  declare words: Words;
  declare parts: HintedPart[];
  /** What is agreed to, as the helpline wrote it; its version is kept with the yes. */
  declare consent: string;
  declare state: BriefState | undefined;
  /** The log entry this belongs to. */
  declare key: string;
  declare need: boolean;

  constructor() {
    super();
    this.parts = [];
    this.consent = "";
    this.need = false;
  }

  protected override render(): TemplateResult {
    const { words, state } = this;
    if (state === "agreed" || state === "refused") return html``;
    return html`<section class="card" aria-label=${words.referral_title}>
      <h3>${words.referral_title}</h3>
      <p>${words.referral_lead}</p>
      ${this.parts.map((part) => this.#field(part))}
      <label class="tick"><input type="checkbox" name="agree" autocomplete="off" @change=${() => (this.need = false)} />
        <span>${this.consent}</span></label>
      <div aria-live="polite">
        ${this.need ? html`<p class="need">${words.referral_need}</p>` : nothing}
        ${state === "failed" ? html`<p class="need">${words.brief_failed}</p>` : nothing}
      </div>
      <div class="row">
        <button type="button" class="main" @click=${() => this.#answer(true)}>
          ${state === "sending" ? words.sending : words.referral_send}
        </button>
        <button type="button" @click=${() => this.#answer(false)}>${words.referral_refuse}</button>
      </div>
    </section>`;
  }

  #field({ id, label, hint, text }: HintedPart): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="small" id="${id}-hint">${hint}</p>` : nothing}
      <textarea id=${id} rows=${text.length > 60 ? 4 : 1} autocomplete="off" spellcheck="false" aria-describedby="${id}-hint" .value=${text}></textarea>
    </div>`;
  }

  #answer(agree: boolean): void {
    if (this.state === "sending") return;
    this.need = agree && !this.renderRoot.querySelector<HTMLInputElement>("input[name=agree]")?.checked;
    if (this.need) return;
    const before = new Map(this.parts.map((part) => [part.id, part.text]));
    const fields = [...this.renderRoot.querySelectorAll("textarea")];
    const changed = fields.filter((field) => before.get(field.id) !== field.value);
    const parts = Object.fromEntries(changed.map((field) => [field.id, field.value]));
    const detail: ReferralAnswer = { key: this.key, parts, agree };
    this.dispatchEvent(new CustomEvent("referral", { detail, bubbles: true, composed: true }));
  }
}

customElements.define("waymark-referral", WaymarkReferral);
