/** An alert's life: raised, seen by whom, taken to whom, reviewed by whom. */
import { html, nothing, type TemplateResult } from "lit";
import type { Step } from "./wire";
import { at, label, t } from "./words";

/** So many of the newest steps are shown, beside the first. */
const MOST = 6;

export function stepOf(step: Step, now: number): string {
  const what = label("step", step.what);
  const time = at(step.at, now);
  return step.by ? t("life.by", { what, name: step.by, time }) : t("life.line", { what, time });
}

export function viewLife(life: readonly Step[] | undefined,
  now: number): TemplateResult | typeof nothing {
  if (!life || life.length < 2) return nothing;
  const shown = life.length > MOST ? [...life.slice(0, 1), ...life.slice(1 - MOST)] : life;
  return html`<ul class="alert__life" role="list" aria-label=${t("life.heading")}>
    ${shown.map((step) => html`<li .textContent=${stepOf(step, now)}></li>`)}</ul>`;
}
