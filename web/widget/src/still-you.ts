/** "Is it still you?": a field for the word that was agreed, and a way to say that it is no good moment. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import type { Words } from "./words.js";

export interface StillYouAnswer {
  ask: string;
  /** None: not now. */
  word?: string;
}

/**
 * The same whatever is typed: whoever sits here learns nothing from how the page takes it. Where no word was agreed
 * (`word` of its card), the question is answered in the chat, and only "not now" stands here.
 */
export class WaymarkStillYou extends LitElement {
  static override styles = [base, cardStyle];
  static override properties = { words: { attribute: false }, ask: {}, word: { type: Boolean }, state: {} };

  declare words: Words;
  declare ask: string;
  declare word: boolean;
  declare state: "sending" | "failed" | undefined;

  protected override render(): TemplateResult {
    const { words, word, state } = this;
    return html`<form class="card" aria-label=${words.still_you} autocomplete="off" @submit=${this.#submit}>
      ${word
        ? html`<div class="field">
            <label for="word">${words.still_you_word}</label>
            <input id="word" type="text" maxlength="80" autocomplete="off" autocapitalize="none" spellcheck="false" required />
          </div>`
        : nothing}
      <div aria-live="polite">${state === "failed" ? html`<p class="need">${words.brief_failed}</p>` : nothing}</div>
      <div class="row">
        ${word ? html`<button type="submit" class="main">${state === "sending" ? words.sending : words.still_you_send}</button>` : nothing}
        <button type="button" @click=${() => this.#tell()}>${words.still_you_not_now}</button>
      </div>
    </form>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const typed = this.renderRoot.querySelector("input")?.value.trim();
    if (typed) this.#tell(typed);
  }

  #tell(word?: string): void {
    if (this.state === "sending") return;
    const detail: StillYouAnswer = word === undefined ? { ask: this.ask } : { ask: this.ask, word };
    this.dispatchEvent(new CustomEvent("still-you", { detail, bubbles: true, composed: true }));
  }
}

customElements.define("waymark-still-you", WaymarkStillYou);
