/** Choosing a safe word: by it a visitor can say later that it is still them. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import type { Words } from "./words.js";

export type Kept = "sending" | "kept" | "failed" | null;

/** It says the same whether or not there is a word already: who comes to the page later learns nothing from it. */
export class WaymarkSafeWord extends LitElement {
  static override styles = [
    base,
    cardStyle,
    css`
      p { margin: 0.375rem 0; line-height: 1.4; font-size: 0.9375rem; }
      .field { margin: 0.5rem 0; }
    `,
  ];
  static override properties = { words: { attribute: false }, state: {} };

  declare words: Words;
  declare state: Kept;

  protected override render(): TemplateResult {
    const { words, state } = this;
    if (state === "kept") return html`<p role="status" tabindex="-1">${words.safe_word_kept}</p>`;
    return html`<form autocomplete="off" @submit=${this.#submit}>
      <p id="why">${words.safe_word_why}</p>
      <div class="field">
        <label for="word">${words.safe_word_field}</label>
        <input id="word" type="text" maxlength="80" autocomplete="off" autocapitalize="none" spellcheck="false" required aria-describedby="why" />
      </div>
      <div aria-live="polite">${state === "failed" ? html`<p class="need">${words.brief_failed}</p>` : nothing}</div>
      <button type="submit">${state === "sending" ? words.sending : words.safe_word_keep}</button>
    </form>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const word = this.renderRoot.querySelector("input")?.value.trim();
    if (word && this.state !== "sending") {
      this.dispatchEvent(new CustomEvent<string>("word", { detail: word, bubbles: true, composed: true }));
    }
  }

  /** The button that had the focus is gone: what came of it is read out. */
  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("state") && this.state === "kept" && changed.get("state") !== undefined) {
      this.renderRoot.querySelector<HTMLElement>("[role=status]")?.focus();
    }
  }
}

customElements.define("waymark-safe-word", WaymarkSafeWord);
