import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base } from "./base-style.js";
import { cardStyle } from "./log-style.js";
import { fill, type Words } from "./words.js";

/** A list to be walked one by one: a frightened person sees what is next, and may see it all. */
export class WaymarkSteps extends LitElement {
  static override styles = [
    base,
    cardStyle,
    css`
      .now { font-size: 1.0625rem; min-height: 3rem; margin: 0.5rem 0 0.75rem; }
      .plain { padding-inline: 0; }
      .now:focus { outline: none; }
      .track { display: flex; gap: 4px; margin: 0.5rem 0; padding: 0; list-style: none; }
      .track i { flex: 1; height: 5px; border-radius: 3px; background: var(--line); }
      .track i.done { background: var(--accent); }
    `,
  ];
  static override properties = { words: { attribute: false }, heading: {}, steps: { attribute: false }, at: { state: true }, all: { state: true } };

  declare words: Words;
  declare heading: string;
  declare steps: string[];
  declare at: number;
  declare all: boolean;

  constructor() {
    super();
    this.steps = [];
    this.at = 0;
    this.all = false;
  }

  protected override render(): TemplateResult {
    const { words, steps, heading, all } = this;
    const walk = !all && steps.length > 1;
    return html`<section class="card" aria-label=${heading || words.steps}>
      ${heading ? html`<h3>${heading}</h3>` : nothing} ${walk ? this.#one() : html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
      ${steps.length > 1
        ? html`<button type="button" class="plain" @click=${() => (this.all = walk)}>${walk ? words.steps_all : words.steps_one}</button>`
        : nothing}
    </section>`;
  }

  #one(): TemplateResult {
    const { words, steps, at } = this;
    const last = at === steps.length - 1;
    return html`<div class="track" aria-hidden="true">${steps.map((_, n) => html`<i class=${n <= at ? "done" : ""}></i>`)}</div>
      <p class="small">${fill(words.step, { number: at + 1, count: steps.length })}</p>
      <p class="now" tabindex="-1">${steps[at]}</p>
      <div class="row">
        <button type="button" aria-disabled=${at === 0} @click=${() => this.#go(-1)}>${words.step_back}</button>
        <button type="button" class=${last ? "" : "main"} aria-disabled=${last} @click=${() => this.#go(1)}>${words.step_next}</button>
      </div>`;
  }

  /** The focus goes to the step, so that it is read out: what changes in the log is not. */
  #go(by: number): void {
    const next = this.at + by;
    if (next < 0 || next >= this.steps.length) return;
    this.at = next;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".now")?.focus());
  }
}

customElements.define("waymark-steps", WaymarkSteps);
