import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { close } from "./icons.js";
import { languages, spoken } from "./languages.js";
import type { Settings } from "./protocol.js";
import "./safe-word.js";
import type { Kept } from "./safe-word.js";
import type { Words } from "./words.js";

export const SIZES = { usual: "100%", large: "118.75%", largest: "143.75%" } as const;
export type Size = keyof typeof SIZES;

export const panelStyle = css`
  :host { display: block; background: var(--bg); overflow-y: auto; overscroll-behavior: contain; padding: 0.25rem 0.75rem 1.25rem; }
  section { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow); padding: 1rem 1.125rem; max-width: 34rem; margin: 0 auto; }
  .top { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; }
  h2 { font-size: 1.1875rem; margin: 0; }
  .icon { background: none; border-color: transparent; padding: 0.5rem; display: grid; place-items: center; } .icon svg { width: 1.5rem; height: 1.5rem; }
  label { display: grid; grid-template-columns: minmax(6rem, 2fr) 3fr; gap: 0.25rem 0.75rem; align-items: center; margin-top: 0.5rem; }
  select, input { min-height: 44px; width: 100%; min-width: 0; padding: 0.375rem 0.625rem; border: 1px solid var(--edge); border-radius: var(--round-small); background: var(--bg); color: var(--ink); }
  .acts { display: grid; gap: 0.5rem; margin-top: 1rem; border-top: 1px solid var(--line); padding-top: 1rem; }
  .acts button { text-align: start; } .row { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  p { margin: 0.5rem 0; }
  @container (max-width: 22rem) { label { grid-template-columns: 1fr; } }
`;

/** What somebody has chosen; `undo` puts the old choice back where it cannot be had. */
export interface Setting {
  name: string;
  value: string;
  undo: () => void;
}

const OPTIONS = {
  language: languages.map(({ code }) => code),
  audience: ["adult", "young"],
  nation: ["none", "england", "wales", "scotland", "northern_ireland"],
  style: ["standard", "simple"],
  size: ["usual", "large", "largest"],
} satisfies Record<string, readonly string[]>;

/** Settings and what can be done with the chat. Not a modal dialog: Exit and the numbers stay in reach. */
export class WaymarkMenu extends LitElement {
  static override styles = [base, panelStyle];
  static override properties = {
    words: { attribute: false },
    settings: { attribute: false },
    size: {},
    fresh: { type: Boolean },
    line: {},
    wordless: { type: Boolean },
    kept: {},
    asking: { state: true },
  };

  declare words: Words;
  declare settings: Settings;
  declare size: Size;
  /** Nothing has been said yet, so another chat can be opened in place of this one. */
  declare fresh: boolean;
  declare line: string;
  /** The language that was asked for is not here, and cannot be fetched. */
  declare wordless: boolean;
  /** How the choosing of a safe word goes. */
  declare kept: Kept;
  declare asking: "delete" | "words" | "safe" | null;

  constructor() {
    super();
    this.asking = null;
  }

  protected override render(): TemplateResult {
    const { words, settings } = this;
    return html`<section aria-labelledby="title">
      <div class="top">
        <h2 id="title">${words.menu}</h2>
        <button type="button" class="icon" aria-label=${words.menu_close} @click=${() => this.#tell("done")}>${close}</button>
      </div>
      ${this.#select("language", settings.language)}
      <div role="status">${this.wordless ? html`<p>${words.language_failed}</p>` : nothing}</div>
      ${this.#select("audience", settings.audience)}
      ${this.#select("nation", settings.nation ?? "none")} ${this.#select("style", settings.style)}
      ${this.#select("size", this.size)}
      <div class="acts">
        <button type="button" @click=${() => this.#tell("words")}>${words.words_get}</button>
        ${this.fresh ? this.#return() : this.#safeWord()} ${this.#delete()}
      </div>
    </section>`;
  }

  #select(name: keyof typeof OPTIONS, value: string): TemplateResult {
    const { words } = this;
    const text = words as Record<string, string>;
    return html`<label
      ><span>${text[name]}</span>
      <select autocomplete="off" @change=${(event: Event) => this.#choose(name, value, event.target as HTMLSelectElement)}>
        ${OPTIONS[name].map(
          (option) => html`<option value=${option} ?selected=${option === value}>${text[`${name}_${option}`] ?? spoken(option).name}</option>`,
        )}
      </select></label
    >`;
  }

  #choose(name: string, was: string, select: HTMLSelectElement): void {
    const setting: Setting = { name, value: select.value, undo: () => (select.value = was) };
    this.#tell("set", setting);
  }

  #return(): TemplateResult {
    const { words } = this;
    if (this.asking !== "words")
      return html`<button type="button" @click=${() => (this.asking = "words")}>${words.words_use}</button>`;
    return html`<label
        ><span>${words.words_field}</span>
        <input type="text" autocomplete="off" autocapitalize="none" spellcheck="false" @keydown=${(event: KeyboardEvent) => event.key === "Enter" && this.#words()}
      /></label>
      <div class="row"><button type="button" class="main" @click=${this.#words}>${words.words_open}</button></div>`;
  }

  #words(): void {
    const typed = this.renderRoot.querySelector("input")?.value.trim().toLowerCase().replace(/[\s,.-]+/g, " ");
    if (typed) this.#tell("return", typed);
  }

  #safeWord(): TemplateResult {
    const { words } = this;
    if (this.asking !== "safe")
      return html`<button type="button" @click=${() => (this.asking = "safe")}>${words.wait_word}</button>`;
    return html`<waymark-safe-word .words=${words} .state=${this.kept}></waymark-safe-word>`;
  }

  #delete(): TemplateResult {
    const { words } = this;
    if (this.asking !== "delete")
      return html`<button type="button" @click=${() => (this.asking = "delete")}>${words.delete}</button>`;
    return html`<div role="group" aria-label=${words.delete}>
      <p>${this.line === "open" ? words.delete_ask : words.delete_offline}</p>
      <div class="row">
        ${this.line === "open" ? html`<button type="button" class="main" @click=${() => this.#tell("delete")}>${words.delete_yes}</button>` : nothing}
        <button type="button" @click=${() => (this.asking = null)}>${words.delete_no}</button>
      </div>
    </div>`;
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("waymark-menu", WaymarkMenu);
