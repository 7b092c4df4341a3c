/** The list of cases and the diary. No word of anybody's is in it. */
import { html, nothing, type TemplateResult } from "lit";
import { actOn, type CallTimes, type CaseBoard, type CaseRow } from "./cases-api";
import type { WaymarkCases } from "./cases-panel";
import { at, count, joined, label, t } from "./words";

const STATUSES = ["live", "new", "open", "withdrawn", "closed"] as const;
const FLAGS = ["due", "urgent", "young", "returned", "nobody", "look_again", "not_assessed"] as const;

/** From when until when, and whether that is now. */
export function viewTimes({ from, until, standing }: CallTimes): TemplateResult {
  const now = Date.now();
  return html`<span class="safe safe--${standing}">${label("standing", standing)}</span>
    ${t("case.span", { from: at(from, now), until: at(until, now) })}`;
}

function viewDue(panel: WaymarkCases, board: CaseBoard): TemplateResult | typeof nothing {
  if (board.due.length === 0) return nothing;
  return html`<section aria-labelledby="cases-due"><h3 id="cases-due">${t("case.due")}</h3>
    <ul class="pieces__list">${board.due.map((one) => html`<li class="piece piece--line">
      <p><strong>${one.reference}</strong> ${viewTimes(one)}
        <span class="quiet">${one.worker ?? t("case.nobody")}</span></p>
      <button class="button" type="button" @click=${() => void panel.show(one.case)}>
        ${t("case.open_one", { reference: one.reference })}</button></li>`)}</ul></section>`;
}

/** The region where it says more than the nation. */
export function viewRegion({ region, nation }: Pick<CaseRow, "region" | "nation">): string[] {
  return region === null || region === nation ? [] : [label("region", region)];
}

function viewRow(panel: WaymarkCases, row: CaseRow): TemplateResult {
  const now = Date.now();
  const facts = [
    label("nation", row.nation), ...viewRegion(row), label("audience", row.audience), label("language", row.language),
    label("origin", row.origin), t("case.since", { time: at(row.since, now) }),
    row.worker === null ? t("case.nobody") : t("case.with", { name: row.worker }),
  ];
  const marks = [
    row.returned ? t("case.returned", { time: at(row.returned, now) }) : "",
    row.changed ? t("case.corrected", { time: at(row.changed, now) }) : "",
    row.quiet ? t("case.quiet") : "",
    row.look_again ? t("assess.look_since", { time: at(row.look_again, now) }) : "",
    row.outcome ? label("ending", row.outcome) : "",
    row.erased_on ? t("case.erased_on", { time: at(row.erased_on, now) }) : "",
  ].filter((mark) => mark !== "");
  const mayOpen = panel.role === "lead" || row.status !== "new";
  return html`<li class="piece">
    <p class="piece__top"><strong class="reference">${row.reference}</strong>
      <span class="urgency urgency--${row.urgency}">${label("urgency", row.urgency)}</span>
      <span class="quiet">${label("casestatus", row.status)}</span></p>
    <p class="quiet">${joined(facts)}</p>
    ${row.reasons.length ? html`<p>${joined(row.reasons.map((one) => label("reason", one)))}</p>` : nothing}
    ${marks.length ? html`<p><strong>${joined(marks)}</strong></p>` : nothing}
    ${row.assessed ? html`<p class="quiet">${joined([t("assess.assessed_at", { time: at(row.assessed, now) }),
      ...(row.next_look ? [t("assess.next_at", { time: at(row.next_look, now) })] : [])])}</p>` : nothing}
    ${row.call ? html`<p>${viewTimes(row.call)}</p>` : nothing}
    <div class="piece__acts">
      ${row.status === "new" ? html`<button class="button button--main" type="button"
        @click=${async () => {
          if (await panel.act(actOn(row.id, { do: "claim" }), "list")) await panel.show(row.id);
        }}>${t("case.take_one", { reference: row.reference })}</button>` : nothing}
      ${mayOpen ? html`<button class="button" type="button" @click=${() => void panel.show(row.id)}>
        ${t("case.open_one", { reference: row.reference })}</button>` : nothing}
    </div></li>`;
}

function viewWorkers(panel: WaymarkCases, workers: CaseBoard["workers"]): TemplateResult | typeof nothing {
  if (!workers) return nothing;
  return html`<div class="field filter__extra"><label for="case-of">${t("case.assign")}</label>
    <select id="case-of" @change=${(event: Event) =>
        void panel.list({ worker: (event.currentTarget as HTMLSelectElement).value })}>
      <option value="" ?selected=${panel.filter.worker === ""}>${t("case.anybody")}</option>
      ${workers.map((one) => html`<option value=${one.id} ?selected=${panel.filter.worker === String(one.id)}
        .textContent=${one.name}></option>`)}</select></div>`;
}

function viewFilter(panel: WaymarkCases, board: CaseBoard | null): TemplateResult {
  const { filter } = panel;
  const picked = (event: Event): string => (event.currentTarget as HTMLSelectElement).value;
  return html`<form class=${panel.more ? "filter filter--more" : "filter"} @submit=${(event: Event) => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>(
        "#case-reference");
      void panel.list({ reference: field?.value ?? "" });
    }}>
    <div class="field"><label for="case-reference">${t("case.reference")}</label>
      <input id="case-reference" autocomplete="off" spellcheck="false" .value=${filter.reference}></div>
    <button class="button button--quiet filter__toggle" type="button" aria-expanded=${String(panel.more)}
      @click=${() => { panel.more = !panel.more; }}>${t("case.more_filters")}</button>
    <div class="field filter__extra"><label for="case-status">${t("case.status")}</label>
      <select id="case-status" @change=${(event: Event) => void panel.list({ status: picked(event) })}>
        ${STATUSES.map((one) => html`<option value=${one} ?selected=${filter.status === one}>
          ${label("casestatus", one)}</option>`)}</select></div>
    <div class="field filter__extra"><label for="case-flag">${t("case.flag")}</label>
      <select id="case-flag" @change=${(event: Event) => void panel.list({ flag: picked(event) })}>
        <option value="" ?selected=${filter.flag === ""}>${t("case.any")}</option>
        ${FLAGS.map((one) => html`<option value=${one} ?selected=${filter.flag === one}>
          ${label("caseflag", one)}</option>`)}</select></div>
    ${(["since", "until"] as const).map((one) => html`<div class="field filter__extra">
      <label for="case-${one}">${t(one === "since" ? "case.since_day" : "case.until_day")}</label>
      <input id="case-${one}" type="date" .value=${filter[one]}
        @change=${(event: Event) => void panel.list({
          [one]: (event.currentTarget as HTMLInputElement).value,
        })}></div>`)}
    ${viewWorkers(panel, board?.workers)}
    <label class="choice"><input type="checkbox" .checked=${filter.mine} @change=${(event: Event) =>
      void panel.list({ mine: (event.currentTarget as HTMLInputElement).checked })}>
      <span>${t("case.mine_only")}</span></label>
    <button class="button" type="submit">${t("case.find")}</button>
  </form>`;
}

export function viewCases(panel: WaymarkCases, board: CaseBoard | null): TemplateResult {
  return html`<h2 id="cases-heading" tabindex="-1">${t("case.list")}</h2>
    <p class="quiet">${t("case.lead")}</p>
    ${viewFilter(panel, board)}
    <p role="status">${board === null ? t("case.loading")
      : board.more ? t("case.more") : count("case.found", board.cases.length)}</p>
    ${board ? viewDue(panel, board) : nothing}
    <ul class="pieces__list">${(board?.cases ?? []).map((row) => viewRow(panel, row))}</ul>`;
}
