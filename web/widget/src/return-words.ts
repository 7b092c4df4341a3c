import { css, html, LitElement, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { panelStyle } from "./menu.js";
import type { Language } from "./languages.js";
import { day, fill, type Words } from "./words.js";

/** The words that open this chat again: on the screen once, until the visitor hides them. */
export class WaymarkWords extends LitElement {
  static override styles = [
    base,
    panelStyle,
    css`
      ol { list-style: none; margin: 0.75rem 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(8.75rem, 100%), 1fr)); gap: 0.5rem; counter-reset: word; }
      li { counter-increment: word; background: var(--tint); border-radius: var(--round-small); padding: 0.5rem 0.625rem; font-weight: 650; overflow-wrap: anywhere; }
      li::before { content: counter(word) "  "; color: var(--soft); font-weight: 400; white-space: pre; }
    `,
  ];
  static override properties = { words: { attribute: false }, given: { attribute: false }, language: {} };

  declare words: Words;
  declare given: { words: string[]; until: string };
  declare language: Language;

  protected override render(): TemplateResult {
    const { words, given, language } = this;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${words.words_title}</h2>
      <ol>
        ${given.words.map((word) => html`<li>${word}</li>`)}
      </ol>
      <p>${words.words_once}</p>
      ${given.until ? html`<p>${fill(words.words_until, { until: day(given.until, language, true) })}</p>` : ""}
      <button type="button" class="main" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>${words.words_hide}</button>
    </section>`;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector("h2")?.focus();
  }
}

customElements.define("waymark-words", WaymarkWords);
