/** <waymark-ask-case>: asks the visitor of this chat whether the helpline may keep a case. They decide. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { askForCase } from "./cases-api";
import { label, t } from "./words";

export class WaymarkAskCase extends LitElement {
  static override properties = { conversation: {}, asked: { state: true }, refusal: { state: true } };

  declare conversation: string;
  /** The chat in which the visitor was asked. */
  declare asked: string;
  declare refusal: string | null;

  constructor() {
    super();
    this.conversation = this.asked = "";
    this.refusal = null;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private async ask(): Promise<void> {
    const chat = this.conversation;
    this.refusal = await askForCase(chat);
    if (this.refusal === null) this.asked = chat;
  }

  protected override render(): TemplateResult {
    const done = this.asked === this.conversation;
    return html`<button class="button" type="button" aria-disabled=${String(done)}
        @click=${() => { if (!done) void this.ask(); }}>${t("case.ask")}</button>
      <span role="status">${done ? t("case.asked") : this.refusal ? label("refusal", this.refusal) : nothing}</span>`;
  }
}

customElements.define("waymark-ask-case", WaymarkAskCase);
