import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { send } from "./icons.js";
import { fill, type Words } from "./words.js";

/** The protocol's limit, in characters as the helpline counts them (code points). */
const LIMIT = 4_000;
const NEAR = 300;

/** Where the visitor writes. The draft lives in the field only, and the field is kept out of every store. */
export class WaymarkComposer extends LitElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 0.5rem 0.75rem max(0.625rem, env(safe-area-inset-bottom)); background: var(--bg); }
      .row { display: flex; gap: 0.5rem; align-items: flex-end; }
      textarea { flex: 1; min-width: 0; min-height: 48px; max-height: 9rem; padding: 0.6875rem 0.9375rem; line-height: 1.4; resize: none; border: 1px solid var(--edge);
        border-radius: 24px; background: var(--surface); color: var(--ink); display: block; }
      textarea::placeholder { color: var(--soft); opacity: 1; }
      button.main { min-height: 48px; border-radius: 24px; display: inline-flex; align-items: center; gap: 0.375rem; padding: 0 1.125rem; }
      svg { width: 1.25rem; height: 1.25rem; }
      .left { margin: 0.25rem 0.75rem 0; font-size: 0.875rem; color: var(--soft); }
      .left.over { color: var(--safety-edge); font-weight: 600; }
      @media (max-height: 420px) { textarea { max-height: 5rem; } }
    `,
  ];
  static override properties = { words: { attribute: false }, length: { state: true } };

  declare words: Words;
  declare length: number;

  constructor() {
    super();
    this.length = 0;
  }

  protected override render(): TemplateResult {
    const { words, length } = this;
    const over = length - LIMIT;
    return html`<div class="row">
        <!-- No spelling check and no suggestions: some browsers send what is written to a company for them. -->
        <textarea
          rows="1"
          aria-label=${words.message}
          aria-describedby="left"
          aria-invalid=${over > 0 ? "true" : "false"}
          placeholder=${words.message}
          autocomplete="off"
          spellcheck="false"
          writingsuggestions="false"
          data-gramm="false"
          enterkeyhint="send"
          @input=${this.#typed}
          @keydown=${this.#key}
        ></textarea>
        <button type="button" class="main" @click=${this.#send}>${words.send}${send}</button>
      </div>
      <p id="left" class="left ${over > 0 ? "over" : ""}" aria-live="polite">
        ${over > 0
          ? fill(words.too_long, { count: over })
          : over > -NEAR
            ? fill(words.left, { count: -over })
            : nothing}
      </p>`;
  }

  override focus(): void {
    this.#field?.focus();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  #typed(): void {
    const field = this.#field;
    if (!field) return;
    this.#grow(field);
    this.length = field.value.length > LIMIT - NEAR ? [...field.value].length : field.value.length;
    if (field.value.trim()) this.dispatchEvent(new CustomEvent("writing"));
  }

  #grow(field: HTMLTextAreaElement): void {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send(): void {
    const field = this.#field;
    const text = field?.value.trim() ?? "";
    if (!field || !text || [...text].length > LIMIT) return;
    field.value = "";
    this.#typed();
    field.focus();
    this.dispatchEvent(new CustomEvent("say", { detail: text }));
  }
}

customElements.define("waymark-composer", WaymarkComposer);
