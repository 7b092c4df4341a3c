/**
 * <waymark-rehearsal>: in a rehearsal, says so on every screen and lets scripted visitors come. In
 * the real service it shows nothing.
 */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { label, t } from "./words";

interface Script { script: string; title: string; practise: string }
interface Answer { rehearsal?: boolean; scripts?: Script[]; error?: { code?: string } }

async function ask(script?: string): Promise<Answer> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (script !== undefined) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify({ script });
  }
  try {
    const response = await fetch("/api/rehearsal", request);
    return response.status === 204 ? {} : (await response.json()) as Answer;
  } catch (error) {
    // No network, or a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}

export class WaymarkRehearsal extends LitElement {
  private scripts: Script[] = [];
  private chosen = "";
  private on = false;
  private said = "";

  protected override createRenderRoot(): HTMLElement { return this; }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  private async look(): Promise<void> {
    const { rehearsal, scripts } = await ask();
    this.on = rehearsal ?? this.on;
    this.scripts = scripts ?? this.scripts;
    this.chosen = this.scripts[0]?.script ?? "";
    this.requestUpdate();
  }

  private async letIn(): Promise<void> {
    const { error } = await ask(this.chosen);
    this.said = error ? label("refusal", error.code) : t("rehearsal.coming");
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.on) return nothing;
    const script = this.scripts.find((one) => one.script === this.chosen);
    return html`<section class="rehearsal" aria-labelledby="rehearsal-heading">
      <h2 id="rehearsal-heading">${t("rehearsal.heading")}</h2>
      <p>${t("rehearsal.lead")}</p>
      <div class="rehearsal__who">
        <label for="rehearsal-script">${t("rehearsal.who")}</label>
        <select id="rehearsal-script" @change=${(event: Event) => {
          this.chosen = (event.currentTarget as HTMLSelectElement).value;
          this.said = "";
          this.requestUpdate();
        }}>${this.scripts.map((one) => html`<option value=${one.script}
          .selected=${one.script === this.chosen}>${one.title}</option>`)}</select>
        <button class="button button--main" type="button"
          @click=${() => void this.letIn()}>${t("rehearsal.let_in")}</button>
      </div>
      <p class="quiet">${script?.practise ?? ""}</p>
      <p role="status">${this.said}</p>
    </section>`;
  }
}

customElements.define("waymark-rehearsal", WaymarkRehearsal);
