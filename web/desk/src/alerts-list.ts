/** <waymark-alerts>: for leads, what was done about each alert that was reviewed. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { viewLife } from "./view-life";
import type { Step } from "./wire";
import { count, label, t } from "./words";

interface Reviewed {
  id: string;
  kind: string;
  at: string;
  action: string | null;
  life: Step[];
  note: string | null;
  capacity: string | null;
}

type Answer = { alerts?: Reviewed[]; error?: { code?: string } };

async function list(): Promise<Answer> {
  try {
    const answer = await fetch("/api/alerts", { credentials: "same-origin", cache: "no-store" });
    return (await answer.json()) as Answer;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}

export class WaymarkAlerts extends LitElement {
  private alerts: Reviewed[] | null = null;
  private refusal: string | null = null;

  protected override createRenderRoot(): HTMLElement { return this; }

  private async load(): Promise<void> {
    this.querySelector("dialog")?.showModal();
    const answer = await list();
    this.alerts = answer.alerts ?? this.alerts;
    this.refusal = answer.error?.code ?? null;
    this.requestUpdate();
  }

  /** The notes leave the page's memory with the dialog. */
  private close(): void {
    this.querySelector("dialog")?.close();
    this.alerts = null;
    this.requestUpdate();
  }

  private viewOne(one: Reviewed): TemplateResult {
    return html`<li class="piece">
      <h3>${label("alert", one.kind)}</h3>
      <p>${label("action", one.action)}</p>
      ${one.note === null ? nothing : html`<p class="piece__text" .textContent=${one.note}></p>`}
      ${one.capacity === null ? nothing : html`<p class="piece__text"
        .textContent=${t("reviewed.capacity", { text: one.capacity })}></p>`}
      ${viewLife(one.life, Date.now())}
    </li>`;
  }

  protected override render(): TemplateResult {
    return html`<button class="button button--quiet" type="button"
        @click=${() => void this.load()}>${t("reviewed.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="reviewed-heading"
        @close=${() => this.close()}>
        <div class="pieces">
          <h2 id="reviewed-heading">${t("reviewed.heading")}</h2>
          <p class="quiet">${t("reviewed.lead")}</p>
          <p role="status">${this.alerts === null ? t("content.loading")
            : count("reviewed.found", this.alerts.length)}</p>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          <ul class="pieces__list" role="list" aria-label=${t("reviewed.heading")}>
            ${this.alerts?.map((one) => this.viewOne(one))}</ul>
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.close()}>${t("content.close")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-alerts", WaymarkAlerts);
