/**
 * <desk-veil>: a visitor's words that describe something graphic, covered until the worker wants
 * them. The line on the button says what they describe. While they are covered they are nowhere on
 * the page: not for the eye, a screen reader, a copy or a search.
 */
import { LitElement, html, type TemplateResult } from "lit";
import { coversGraphic } from "./preferences";
import { joined, label, t } from "./words";

export class DeskVeil extends LitElement {
  static override properties = {
    text: { type: String }, graphic: { attribute: false }, shown: { state: true },
  };

  declare text: string;
  /** Names of what is described (data/graphic/words.yml); never none. */
  declare graphic: readonly string[];
  declare shown: boolean;

  constructor() {
    super();
    this.text = "";
    this.graphic = [];
    this.shown = false;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  protected override render(): TemplateResult {
    if (!coversGraphic()) return words(this.text);
    const what = joined([...new Set(this.graphic.map((one) => label("graphic", one)))]);
    // The same button before and after: the focus stays where it is.
    return html`<button class="button veil" type="button" aria-expanded=${String(this.shown)}
      @click=${() => { this.shown = !this.shown; }}>${this.shown ? t("veil.hide", { what })
        : t("veil.show", { what })}</button>${this.shown ? words(this.text)
        : html`<span class="veil__blur" aria-hidden="true"><i></i><i></i></span>`}`;
  }
}

const words = (text: string): TemplateResult =>
  html`<span class="veil__words" .textContent=${text}></span>`;

customElements.define("desk-veil", DeskVeil);

/** A visitor's words: as they are, or covered where they describe something graphic. */
export function viewWords(text: string, graphic: readonly string[] | undefined,
): TemplateResult | string {
  if (!graphic || graphic.length === 0) return text;
  return html`<desk-veil .text=${text} .graphic=${graphic}></desk-veil>`;
}
