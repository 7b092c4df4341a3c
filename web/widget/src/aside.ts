/** Between the talk and the field: time to think, and something to do while nobody has come yet. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import type { Owned } from "./protocol.js";
import "./safe-word.js";
import type { Kept } from "./safe-word.js";
import type { Words } from "./words.js";

/** What the visitor may do here while they wait. Each has a text of its own in the catalogues. */
const WAYS = ["write", "breathe", "near", "word"] as const;
type Way = (typeof WAYS)[number];

export class WaymarkAside extends LitElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 0.375rem 0.75rem 0; border-top: 1px solid var(--line); background: var(--bg); }
      .pill { border-radius: var(--pill); padding: 0.25rem 1rem; font-size: 0.9375rem; color: var(--ink); background: var(--surface); }
      .box { border: 1px solid var(--line); border-radius: var(--round); background: var(--tint); color: var(--ink); padding: 0.25rem 0.875rem 0.625rem; }
      .box p { margin: 0.375rem 0; line-height: 1.4; font-size: 0.9375rem; }
      .head { display: flex; justify-content: space-between; align-items: center; gap: 0.5rem; width: 100%; text-align: start; background: none; border: 0; padding: 0.25rem 0; font-weight: 650; }
      .head i { flex: none; width: 0.625rem; height: 0.625rem; border: solid currentColor; border-width: 0 2px 2px 0; rotate: 225deg; margin-inline-end: 0.375rem; }
      .head[aria-expanded="true"] i { rotate: 45deg; }
      .open { max-height: 12rem; overflow-y: auto; }
      .ways { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.375rem 0; }
      .ways button { padding: 0.25rem 0.75rem; font-size: 0.9375rem; }
      .ways button[aria-pressed="true"] { border-color: var(--accent); border-width: 2px; font-weight: 650; }
      .box.think { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: center; padding-top: 0.375rem; }
      .box.think p { flex: 1 1 12rem; }
      .more { display: flex; gap: 0.75rem; align-items: center; }
      .ring { flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; border: 3px solid var(--accent); animation: breathe 10s ease-in-out infinite; }
      @keyframes breathe { 0%, 100% { scale: 0.55; } 40% { scale: 1; } }
      @media (max-height: 22rem) { .box, .pill { display: none; } }
    `,
  ];
  static override properties = { words: { attribute: false }, owned: { attribute: false }, begun: { type: Boolean }, open: { state: true }, way: { state: true }, thinking: { type: Boolean }, kept: {} };

  declare words: Words;
  declare owned: Owned | null;
  /** The visitor has said something. */
  declare begun: boolean;
  declare open: boolean;
  declare way: Way | null;
  /** The visitor has said that they need time. */
  declare thinking: boolean;
  /** How the choosing of a safe word goes. */
  declare kept: Kept;

  constructor() {
    super();
    this.open = this.begun = this.thinking = false;
    this.way = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, owned, begun } = this;
    if (owned?.owner === "waiting") return this.#waiting();
    if (!begun || (owned?.owner !== "assistant" && owned?.owner !== "worker")) return nothing;
    if (!this.thinking)
      return html`<button type="button" class="pill" @click=${() => this.#tell("think", true)}>${words.think}</button>`;
    return html`<div class="box think" role="status">
      <p>${owned.owner === "worker" ? words.think_worker : words.think_said}</p>
      <button type="button" class="pill" @click=${() => this.#tell("think", false)}>${words.think_done}</button>
    </div>`;
  }

  #waiting(): TemplateResult {
    const { words, open, way } = this;
    return html`<section class="box" aria-label=${words.wait_title}>
      <button type="button" class="head" aria-expanded=${open} aria-controls="while" @click=${() => (this.open = !open)}>${words.wait_title}<i></i></button>
      <div class="open" id="while" ?hidden=${!open} tabindex=${open ? "0" : "-1"} role="group" aria-label=${words.wait_title}>
        <div class="more" aria-live="polite">
          ${way === "breathe" ? html`<span class="ring" aria-hidden="true"></span>` : nothing}
          <p>${way && way !== "word" ? words[`wait_${way}_more`] : words.wait_honest}</p>
        </div>
        <div class="ways">
          ${WAYS.map((one) => html`<button type="button" aria-pressed=${way === one} @click=${() => this.#choose(one)}>${words[`wait_${one}`]}</button>`)}
        </div>
        ${way === "word" ? html`<waymark-safe-word .words=${words} .state=${this.kept}></waymark-safe-word>` : nothing}
      </div>
    </section>`;
  }

  /** What belongs to it stands above the ways, in the place of what stood there; a form below them. */
  #choose(way: Way): void {
    this.way = this.way === way ? null : way;
    if (this.way === "write") this.#tell("write");
    void this.updateComplete.then(() => this.renderRoot.querySelector("waymark-safe-word, .more")?.scrollIntoView({ block: "nearest" }));
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("waymark-aside", WaymarkAside);
