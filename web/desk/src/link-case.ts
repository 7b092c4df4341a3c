/** <waymark-link-case>: says that this chat is of the person of a case. It opens nothing, here or there. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { linkChat } from "./cases-api";
import { label, t } from "./words";

export class WaymarkLinkCase extends LitElement {
  static override properties = { conversation: {}, linked: { state: true }, refusal: { state: true } };

  declare conversation: string;
  /** The chat that was linked. */
  declare linked: string;
  declare refusal: string | null;

  constructor() {
    super();
    this.conversation = this.linked = "";
    this.refusal = null;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private async link(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const of = (name: string): string => String(new FormData(form).get(name) ?? "").trim();
    const chat = this.conversation;
    this.refusal = await linkChat(chat, of("reference"), of("told"));
    if (this.refusal !== null) return;
    this.linked = chat;
    form.reset();
  }

  protected override render(): TemplateResult {
    const done = this.linked === this.conversation;
    return html`<button class="button" type="button" @click=${() => this.querySelector("dialog")?.showModal()}>
        ${t("linkcase.open")}</button>
      <dialog class="dialog" aria-labelledby="link-heading" @close=${() => { this.refusal = null; this.linked = ""; }}>
        <form autocomplete="off" @submit=${(event: SubmitEvent) => void this.link(event)}>
          <h2 id="link-heading">${t("linkcase.heading")}</h2>
          <p class="quiet">${t("linkcase.lead")}</p>
          <div class="field"><label for="link-reference">${t("linkcase.reference")}</label>
            <input id="link-reference" name="reference" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"></div>
          <div class="field"><label for="link-told">${t("linkcase.told")}</label>
            <textarea id="link-told" name="told" required maxlength="1000" rows="3" autocomplete="off" aria-describedby="link-hint"></textarea>
            <p class="hint" id="link-hint">${t("linkcase.hint")}</p></div>
          ${this.refusal === null ? nothing : html`<p class="note note--bad" role="alert">
            ${this.refusal === "not_found" ? t("linkcase.none") : label("refusal", this.refusal)}</p>`}
          <p role="status">${done ? t("linkcase.done") : nothing}</p>
          <div class="dialog__acts">
            <button class="button" type="button" @click=${() => this.querySelector("dialog")?.close()}>${t("case.shut")}</button>
            <button class="button button--main" type="submit">${t("linkcase.link")}</button></div>
        </form></dialog>`;
  }
}

customElements.define("waymark-link-case", WaymarkLinkCase);
