/** <waymark-own>: how a worker likes their desk. Each choice holds at once, and on their other pages. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { languages } from "./languages";
import { coversGraphic, keep, like, type Preferences } from "./preferences";
import { label, language, t } from "./words";

export class WaymarkOwn extends LitElement {
  static override properties = { role: { type: String } };
  declare role: string;
  private refusal: string | null = null;
  private kept = false;

  constructor() {
    super();
    this.role = "";
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private open(): void {
    this.refusal = null;
    this.kept = false;
    this.querySelector("dialog")?.showModal();
    this.requestUpdate();
  }

  private async change(wanted: Partial<Preferences>): Promise<void> {
    const answer = await keep(wanted);
    this.refusal = answer.error?.code ?? null;
    this.kept = this.refusal === null;
    if (answer.preferences && await like(answer.preferences)) {
      this.dispatchEvent(new CustomEvent("redraw", { bubbles: true }));
    }
    this.requestUpdate();
  }

  private viewLanguages(): TemplateResult {
    return html`<fieldset>
      <legend>${t("own.language")}</legend>
      ${languages.map(({ code, tag, name }) => html`<label class="choice">
        <input type="radio" name="own-language" value=${code} .checked=${language() === code}
          @change=${() => void this.change({ language: code })}>
        <span lang=${tag}>${name}</span></label>`)}
      <p class="hint">${t("own.draft")}</p>
    </fieldset>`;
  }

  private viewGraphic(): TemplateResult {
    return html`<label class="choice">
        <input type="checkbox" aria-describedby="own-covers-hint" .checked=${coversGraphic()}
          @change=${(event: Event) => void this.change({
            covers_graphic: (event.currentTarget as HTMLInputElement).checked,
          })}>
        <span>${t("own.covers")}</span></label>
      <p class="hint" id="own-covers-hint">${t("own.covers_hint")}</p>`;
  }

  protected override render(): TemplateResult {
    const reads = this.role === "worker" || this.role === "lead";
    return html`<button class="button button--quiet" type="button" @click=${() => this.open()}>
        ${t("own.open")}</button>
      <dialog class="dialog" aria-labelledby="own-heading">
        <div class="pieces">
          <h2 id="own-heading">${t("own.heading")}</h2>
          ${this.viewLanguages()}
          ${reads ? this.viewGraphic() : nothing}
          <p role="status">${this.kept ? t("own.kept") : nothing}</p>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("own.close")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-own", WaymarkOwn);
