/** <waymark-figures>: how the helpline is doing, for leads. Numbers only; nobody's words or name. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { ask } from "./ask-server";
import { barsPicture, daysPicture, type About } from "./chart-picture";
import { dayAfter, daysNote, viewBars, viewDays, viewFormat, viewSave, type Bar } from "./charts";
import "./confirm-who";
import type { WaymarkConfirm } from "./confirm-who";
import { getFigures, getTable, type Figures, type Sums } from "./figures-api";
import type { Group } from "./names";
import { saveFile, savePicture, type Format } from "./save-picture";
import { count, label, t, written } from "./words";

const PERIODS = [7, 28, 90, 365] as const;
/** Of what visitors came with, so many are shown; the file to take along holds all. */
const MOST_TOPICS = 12;

function bars(sums: Sums | undefined, group: Group, most = Infinity): Bar[] {
  return Object.entries(sums ?? {}).slice(0, most)
    .map(([name, number]) => ({ label: label(group, name), number }));
}

function minutes(number: number | null, none: string): string {
  return number === null ? none : count("time.minutes", number);
}

export class WaymarkFigures extends LitElement {
  private figures: Figures | null = null;
  private days: number = 28;
  private format: Format = "svg";
  private refusal: string | null = null;

  protected override createRenderRoot(): HTMLElement { return this; }

  private async load(): Promise<void> {
    this.querySelector("dialog")?.showModal();
    const answer = await getFigures(this.days);
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.figures = answer;
    this.requestUpdate();
  }

  private async download(): Promise<void> {
    const confirm = this.querySelector<WaymarkConfirm>("waymark-confirm");
    const answer = await confirm?.run(() => getTable(this.days));
    this.refusal = answer?.error?.code ?? null;
    this.requestUpdate();
    if (answer?.file) saveFile(answer.file, `waymark-${this.figures?.last ?? ""}.csv`);
  }

  /** Noted, and with a proof of who it is, like the table. */
  private async save(chart: string, picture: string): Promise<void> {
    const answer = await this.querySelector<WaymarkConfirm>("waymark-confirm")?.run(async () => {
      const noted = await ask<object>("/api/figures/picture", { days: this.days, chart });
      return typeof noted === "string" ? { error: { code: noted } } : {};
    });
    this.refusal = answer?.error?.code ?? null;
    this.requestUpdate();
    if (answer && !answer.error) await savePicture(picture, this.format, `waymark-${chart}-${this.figures?.last ?? ""}`);
  }

  private about(title: string, { first, last }: Figures, note = ""): About {
    const day = (one: string): string => written(new Date(`${one}T00:00:00Z`),
      { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    return { title, dates: t("picture.dates", { from: day(first), until: day(last) }), note };
  }

  private choose(days: number): void {
    this.days = days;
    void this.load();
  }

  private viewNow({ now, half, due }: Figures): TemplateResult {
    const tile = (name: string, value: string | number): TemplateResult =>
      html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return html`<section aria-labelledby="figures-now"><h3 id="figures-now">${t("figures.now")}</h3>
      <dl class="tiles">
        ${tile(t("figures.waiting"), now.waiting)}
        ${tile(t("figures.longest_wait"), minutes(now.longest_wait_minutes, t("figures.nobody")))}
        ${tile(t("figures.with_worker"), now.with_worker)}
        ${tile(t("figures.with_assistant"), now.with_assistant)}
        ${tile(t("figures.on_shift"), now.on_shift)}
        ${tile(t("figures.open_alerts"), now.open_alerts)}
        ${tile(t("figures.oldest_alert"), minutes(now.oldest_alert_minutes, t("figures.no_alert")))}
      </dl></section>
      <section aria-labelledby="figures-half"><h3 id="figures-half">${t("figures.half")}</h3>
      <dl class="tiles">
        ${tile(t("figures.half_taken"), label("span", half.taken))}
        ${tile(t("figures.half_reviewed"), label("span", half.reviewed))}
        ${tile(t("figures.draft"), due.draft)}
        ${tile(t("figures.overdue"), due.overdue)}
        ${tile(t("figures.unconfirmed"), due.unconfirmed)}
      </dl></section>`;
  }

  private viewSums(figures: Figures): TemplateResult {
    const { sums, fewest } = figures;
    const held = t("figures.fewer", { n: fewest });
    const part = (key: string, name: string, group: Group, most?: number): TemplateResult => {
      const shown = bars(sums[key], group, most);
      return html`<section aria-labelledby="figures-${key}"><h3 id="figures-${key}">${name}</h3>
        ${viewBars(shown, held)}
        ${shown.length === 0 ? nothing : viewSave(name,
          () => void this.save(key, barsPicture(this.about(name, figures), shown, held)))}</section>`;
    };
    return html`<div class="charts">
      ${part("asked", t("figures.asked"), "asked")}
      ${part("taken", t("figures.taken"), "span")}
      ${part("gave_up", t("figures.gave_up"), "gave_up")}
      ${part("outcome", t("figures.outcome"), "outcome")}
      ${part("case", t("figures.case"), "origin")}
      ${part("alert", t("figures.alert"), "alert")}
      ${part("opened_before", t("figures.opened_before"), "opened_before")}
      ${part("reviewed", t("figures.reviewed"), "span")}
      ${part("topic", t("figures.topic"), "reason", MOST_TOPICS)}
      ${part("not_understood", t("figures.not_understood"), "reason", MOST_TOPICS)}
    </div>`;
  }

  private viewFigures(figures: Figures): TemplateResult {
    const { days, first } = figures;
    const series = (key: string, name: string): TemplateResult => {
      const numbers = days[key] ?? [];
      const columns = numbers.map((number, at) => ({ day: dayAfter(first, at), number }));
      const note = daysNote(numbers);
      return viewDays(name, first, numbers,
        () => void this.save(`${key}_days`, daysPicture(this.about(name, figures, note), columns)));
    };
    return html`${this.viewNow(figures)}
      <div class="charts">
        ${series("opened", t("figures.opened"))}
        ${series("asked", t("figures.asked"))}
        ${series("taken", t("figures.taken_days"))}
        ${series("alert", t("figures.alert"))}
      </div>
      ${this.viewSums(figures)}`;
  }

  protected override render(): TemplateResult {
    return html`<button class="button button--quiet" type="button"
        @click=${() => void this.load()}>${t("figures.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="figures-heading">
        <div class="pieces">
          <h2 id="figures-heading">${t("figures.heading")}</h2>
          <p class="quiet">${t("figures.lead", { n: this.figures?.fewest ?? "" })}</p>
          <div class="periods" role="group" aria-label=${t("figures.period")}>
            ${PERIODS.map((days) => html`<button class="button" type="button"
              aria-pressed=${String(days === this.days)} @click=${() => this.choose(days)}>
              <span class="tick" aria-hidden="true"></span>${count("figures.days", days)}</button>`)}
          </div>
          <div class="periods periods--along">
            <button class="button" type="button"
              @click=${() => void this.download()}>${t("figures.download")}</button>
            ${viewFormat("figures-format", this.format, (format) => { this.format = format; this.requestUpdate(); })}
          </div>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          ${this.figures === null ? html`<p role="status">${t("figures.loading")}</p>`
            : this.viewFigures(this.figures)}
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("content.close")}</button></div>
        </div>
      </dialog>
      <waymark-confirm></waymark-confirm>`;
  }
}

customElements.define("waymark-figures", WaymarkFigures);
