/** Why to look again, and what was assessed before: a timeline, with what changed each time. */
import { html, nothing, type TemplateResult } from "lit";
import type { Action, Change, DayAhead, OwnPrompt, Page, Prompt } from "./assessing-api";
import type { WaymarkAssessment } from "./assessing-panel";
import { at, joined, label, t } from "./words";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const onDay = (iso: string): string => day.format(new Date(iso));

/** A prompt in one line: why, about what, since when. */
export function promptLine(one: Prompt, now: number): string {
  const parts = [one.why, ...(one.about ? [one.about] : []), ...(one.day ? [onDay(one.day)] : [])];
  return joined([...parts, t("assess.since", { time: at(one.since, now) })]);
}

function viewPrompt(panel: WaymarkAssessment, one: OwnPrompt): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    void panel.notNeeded(one, String(data.get("reason") ?? "").trim());
  };
  return html`<li class="piece"><p>${one.overdue ? html`<strong class="overdue">${t("assess.overdue")}</strong> ` : nothing}
      ${promptLine(one, Date.now())}</p>
    ${panel.page?.may_write ? html`<details><summary>${t("assess.not_needed")}</summary>
      <form class="case__form" autocomplete="off" @submit=${submit}>
        <div class="field"><label for="reason-${one.id}">${t("assess.why_not")}</label>
          <textarea id="reason-${one.id}" name="reason" rows="2" required maxlength="1000"></textarea></div>
        <button class="button" type="submit">${t("assess.not_needed_do")}</button></form></details>` : nothing}</li>`;
}

export function viewPrompts(panel: WaymarkAssessment): TemplateResult | typeof nothing {
  const now = Date.now();
  const due = panel.page?.prompts.filter((one) => one.open && Date.parse(one.since) <= now) ?? [];
  if (due.length === 0) return nothing;
  return html`<section class="note" aria-labelledby="assessing-prompts">
    <h3 id="assessing-prompts">${t("assess.prompts")}</h3>
    <p>${t("assess.prompts_lead")}</p>
    <ul class="pieces__list">${due.map((one) => viewPrompt(panel, one))}</ul></section>`;
}

/** What stands on one side of a change, in words. */
function told(page: Page, change: Change, value: unknown): string {
  if (value === null || value === undefined || value === "") return t("assess.nothing");
  if (change.part === "topic") {
    const { answer = "", note = "" } = value as { answer?: string; note?: string };
    return [answer ? label("topicanswer", answer) : t("assess.no_answer"), note].filter(Boolean).join(": ");
  }
  if (change.part === "action") {
    const { what = "", who = "", by, stands = "open" } = value as Action;
    return joined([what, who, by ? onDay(by) : "", label("actionstands", stands)].filter(Boolean));
  }
  if (change.part === "day") return onDay((value as DayAhead).on);
  if (change.part === "level") return page.levels.find((one) => one.name === value)?.text ?? String(value);
  return change.part === "again" ? onDay(String(value)) : String(value);
}

function named(page: Page, { part, name }: Change): string {
  if (part === "topic") return page.topics.find((one) => one.name === name)?.text ?? name;
  if (part === "day") return page.days.find((one) => one.name === name)?.text ?? name;
  return label("assesspart", part);
}

function viewChanges(page: Page, changes: readonly Change[], first: boolean): TemplateResult {
  if (changes.length === 0) return html`<p>${t(first ? "assess.first" : "assess.same")}</p>`;
  return html`<dl class="changes">${changes.map((one) => html`<div><dt .textContent=${named(page, one)}></dt>
    <dd><span class="hint">${t("assess.was")}</span> <span class="piece__text" .textContent=${told(page, one, one.before)}></span></dd>
    <dd><span class="hint">${t("assess.is")}</span> <span class="piece__text" .textContent=${told(page, one, one.after)}></span></dd>
  </div>`)}</dl>`;
}

function viewWhole(panel: WaymarkAssessment, page: Page): TemplateResult | typeof nothing {
  const { earlier } = panel;
  if (earlier === null) return nothing;
  const { sheet } = earlier;
  const level = page.levels.find((one) => one.name === sheet.level)?.text ?? "";
  const given = page.topics.filter((one) => sheet.topics?.[one.name]);
  return html`${viewChanges(page, earlier.changes, earlier.number === 1)}
    <details><summary>${t("assess.whole")}</summary><dl class="boxes">
      <div><dt>${t("assess.level")}</dt><dd .textContent=${level}></dd></div>
      <div><dt>${t("assess.rationale")}</dt><dd .textContent=${sheet.rationale ?? ""}></dd></div>
      ${given.map((one) => html`<div><dt .textContent=${one.text}></dt>
        <dd .textContent=${told(page, { part: "topic", name: one.name }, sheet.topics?.[one.name])}></dd></div>`)}
      <div><dt>${t("assess.plan")}</dt><dd .textContent=${sheet.plan || t("assess.nothing")}></dd></div>
      ${(sheet.actions ?? []).map((one) => html`<div><dt>${t("assess.action")}</dt>
        <dd .textContent=${told(page, { part: "action", name: one.id }, one)}></dd></div>`)}
      ${sheet.again ? html`<div><dt>${t("assess.again")}</dt><dd>${onDay(sheet.again)}</dd></div>` : nothing}
    </dl></details>`;
}

/** What was assessed and answered, the newest first. */
export function viewHistory(panel: WaymarkAssessment): TemplateResult | typeof nothing {
  const { page, earlier } = panel;
  if (!page || page.of === "chat") return nothing;
  const now = Date.now();
  const answered = page.prompts.filter((one) => !one.open && one.answer === "not_needed");
  const planned = page.prompts.filter((one) => one.open && Date.parse(one.since) > now);
  return html`<section aria-labelledby="assessing-history"><h3 id="assessing-history">${t("assess.history")}</h3>
    ${planned.length ? html`<h4>${t("assess.planned")}</h4>
      <ul class="pieces__list planned">${planned.map((one) => html`<li>${joined([
        one.because === "due" ? t("assess.again") : one.about, onDay(one.day ?? one.since)])}</li>`)}</ul>` : nothing}
    ${page.versions.length === 0 ? html`<p>${t("assess.none")}</p>` : nothing}
    <ol class="pieces__list timeline">${page.versions.map((one) => html`<li class="piece">
      <p><strong>${at(one.at, now)}</strong> <span class="quiet">${one.by ?? t("case.gone")}</span></p>
      <button class="button" type="button" aria-expanded=${String(earlier?.number === one.number)}
        @click=${() => void panel.show(one.number)}>${t("assess.what_changed", { time: at(one.at, now) })}</button>
      ${earlier?.number === one.number ? viewWhole(panel, page) : nothing}</li>`)}</ol>
    ${answered.length ? html`<h4>${t("assess.answered")}</h4>
      <ul class="pieces__list">${answered.map((one) => html`<li class="piece"><p>${promptLine(one, now)}</p>
        <p class="quiet">${t("assess.answered_by", { name: one.by ?? "", time: at(one.answered ?? "", now) })}</p>
        <p class="piece__text" .textContent=${one.reason}></p></li>`)}</ul>` : nothing}</section>`;
}
