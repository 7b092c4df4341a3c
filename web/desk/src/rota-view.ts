/** <waymark-rota>: the week's rota, for workers and leads; a lead changes it here. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { asUsual, exceptDay, planShift, removeShift, rotaFrom, type Refused, type Rota } from "./rota-api";
import { viewDay, viewForms, type RotaActs } from "./view-rota";
import { label, t } from "./words";

const WEEK = 7;

function later(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export class WaymarkRota extends LitElement implements RotaActs {
  static override properties = { role: { type: String } };
  declare role: string;

  private rota: Rota | null = null;
  private first = "";
  private refusal: string | null = null;

  constructor() {
    super();
    this.role = "";
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  plan(shift: Readonly<Record<string, string | null>>): void { void this.run(planShift(shift)); }
  unplan(id: string): void { void this.run(removeShift(id)); }
  except(day: string, kind: string, nation: string | null): void {
    void this.run(exceptDay(day, kind, nation));
  }
  asUsual(id: string): void { void this.run(asUsual(id)); }

  private async run(asked: Promise<Refused>): Promise<void> {
    const answer = await asked;
    await this.load(this.first);
    this.refusal = answer.error?.code ?? this.refusal;
    this.requestUpdate();
  }

  private async load(first: string): Promise<void> {
    const answer = await rotaFrom(first);
    this.refusal = answer.error?.code ?? null;
    if (answer.days) {
      this.rota = answer as Rota;
      this.first = this.rota.days[0]?.day ?? "";
    }
    this.requestUpdate();
  }

  private open(): void {
    this.querySelector("dialog")?.showModal();
    void this.load("");
  }

  private viewWeek(rota: Rota): TemplateResult {
    const lead = this.role === "lead";
    return html`<div class="pieces__acts">
        <button class="button" type="button" @click=${() => void this.load(later(this.first, -WEEK))}>
          ${t("rota.earlier")}</button>
        <button class="button" type="button" @click=${() => void this.load(later(this.first, WEEK))}>
          ${t("rota.later")}</button></div>
      <ul class="pieces__list">${rota.days.map((day) => viewDay(day, rota.today, lead, this))}</ul>
      ${lead ? viewForms(rota, this) : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`<button class="button button--quiet" type="button" @click=${() => this.open()}>
        ${t("rota.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="rota-heading">
        <div class="pieces">
          <h2 id="rota-heading">${t("rota.heading")}</h2>
          <p class="quiet">${t("rota.lead")}</p>
          <div role="alert">${this.refusal === null ? nothing
            : html`<p class="note note--bad">${label("refusal", this.refusal)}</p>`}</div>
          ${this.rota === null ? html`<p role="status">${t("rota.loading")}</p>` : this.viewWeek(this.rota)}
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("rota.close")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-rota", WaymarkRota);
