/**
 * Two charts that can be read without colour, by keyboard and by a screen reader: bars with their
 * numbers beside them, and columns of days with the same numbers as a table below.
 */
import { html, svg, type TemplateResult } from "lit";
import { FORMATS, type Format } from "./save-picture";
import { label, t, written } from "./words";

export interface Bar { label: string; number: number | null }

/** A list whose bars are as long as their numbers; `held`: what stands for a number held back. */
export function viewBars(bars: readonly Bar[], held: string): TemplateResult {
  if (bars.length === 0) return html`<p class="quiet">${t("figures.none")}</p>`;
  const most = Math.max(1, ...bars.map((bar) => bar.number ?? 0));
  return html`<ul class="bars">${bars.map((bar) => html`<li>
    <span class="bars__label">${bar.label}</span>
    <span class="bars__number">${bar.number ?? held}</span>
    <svg class="bars__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${(100 * (bar.number ?? 0)) / most} height="4" rx="0.5"></rect></svg>
  </li>`)}</ul>`;
}

const DAY = { day: "numeric", month: "short", timeZone: "UTC" } as const;

/** The day so many days after an ISO day. */
export function dayAfter(first: string, days: number): string {
  return written(new Date(Date.parse(`${first}T00:00:00Z`) + days * 86_400_000), DAY);
}

/** How many in all, and on the fullest day. */
export function daysNote(numbers: readonly number[]): string {
  return t("figures.total", { n: numbers.reduce((sum, number) => sum + number, 0), most: Math.max(0, ...numbers) });
}

/** Its chart as a picture. */
export function viewSave(title: string, save: () => void): TemplateResult {
  return html`<button class="button button--quiet charts__save" type="button"
    aria-label=${t("picture.save_one", { title })} @click=${save}>${t("picture.save")}</button>`;
}

/** As what pictures are saved. `id`: of this field. */
export function viewFormat(id: string, format: Format, choose: (format: Format) => void): TemplateResult {
  return html`<div class="field"><label for=${id}>${t("picture.as")}</label>
    <select id=${id} @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value as Format)}>
      ${FORMATS.map((one) => html`<option value=${one} ?selected=${one === format}>${label("picture", one)}</option>`)}</select></div>`;
}

/** Columns of days. `first`: the ISO day of the first; `save`: its picture. */
export function viewDays(title: string, first: string, numbers: readonly number[], save: () => void): TemplateResult {
  const most = Math.max(1, ...numbers);
  const wide = 100 / Math.max(1, numbers.length);
  return html`<figure class="days">
    <figcaption><strong>${title}</strong>
      <span class="quiet">${daysNote(numbers)}</span></figcaption>
    <svg class="days__chart" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      ${numbers.map((number, day) => svg`<rect x=${day * wide + wide * 0.1} width=${wide * 0.8}
        y=${30 - (30 * number) / most} height=${(30 * number) / most}></rect>`)}
    </svg>
    <p class="days__ends quiet" aria-hidden="true"><span>${dayAfter(first, 0)}</span>
      <span>${dayAfter(first, numbers.length - 1)}</span></p>
    <details><summary>${t("figures.as_table")}</summary>
      <div class="days__table"><table>
        <thead><tr><th scope="col">${t("figures.day")}</th><th scope="col">${title}</th></tr></thead>
        <tbody>${numbers.map((number, day) => html`<tr>
          <th scope="row">${dayAfter(first, day)}</th><td>${number}</td></tr>`)}</tbody>
      </table></div></details>
    ${viewSave(title, save)}
  </figure>`;
}
