/** What a worker fills in: topic by topic, the judgement, the plan, who does what, the next look. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Action, Saying, Sentence, Topic } from "./assessing-api";
import type { WaymarkAssessment } from "./assessing-panel";
import { ACTION_STANDS } from "./names";
import { label, t } from "./words";

function viewSaid(said: readonly Saying[]): TemplateResult | typeof nothing {
  if (said.length === 0) return nothing;
  return html`<ul class="said" aria-label=${t("assess.said")}>${said.map((one) => html`<li>
    ${one.what === "quote" ? html`<q .textContent=${one.text}></q>` : html`<span .textContent=${one.text}></span>`}
    <span class="hint">${label("saidwhere", one.where)}</span></li>`)}</ul>`;
}

export function viewSource(panel: WaymarkAssessment, one: Sentence): TemplateResult {
  return html`<span class="hint">${t("assess.source", { source: one.source, checked: one.checked })}
    ${one.draft && !panel.allDraft ? t("assess.draft_words") : nothing}</span>`;
}

function viewTopic(panel: WaymarkAssessment, topic: Topic): TemplateResult {
  const given = panel.sheet.topics?.[topic.name];
  const hint = `hint-${topic.name}`;
  return html`<fieldset class="topic" aria-describedby=${topic.hint ? hint : nothing}>
    <legend .textContent=${topic.text}></legend>
    ${topic.hint ? html`<p class="hint" id=${hint} .textContent=${topic.hint}></p>` : nothing}
    ${viewSaid(topic.said)}
    <div class="topic__answers">${panel.page?.answers.map((one) => html`<label class="choice">
      <input type="radio" name="answer ${topic.name}" value=${one} .checked=${live(given?.answer === one)}>
      <span>${label("topicanswer", one)}</span></label>`)}</div>
    <div class="field"><label for="note-${topic.name}">${t("assess.note")}</label>
      <textarea id="note-${topic.name}" name="note ${topic.name}" rows="1" maxlength="2000" autocomplete="off"
        .value=${live(given?.note ?? "")}></textarea></div>
    ${viewSource(panel, topic)}
  </fieldset>`;
}

function viewTopics(panel: WaymarkAssessment, tool: boolean): TemplateResult {
  const id = tool ? "assessing-topics" : "assessing-beside";
  const topics = (panel.page?.topics ?? []).filter((one) => one.tool === tool);
  return html`<section class="topics" aria-labelledby=${id}>
    <h3 id=${id}>${t(tool ? "assess.topics" : "assess.beside")}</h3>
    ${topics.map((one) => viewTopic(panel, one))}</section>`;
}

/** The worker's own word for it, and why. */
function viewJudgement(panel: WaymarkAssessment): TemplateResult {
  const { page, sheet } = panel;
  const last = page?.levels.find((one) => one.name === page.sheet?.level);
  const pick = (again: string) => (event: Event): void => {
    const day = (event.currentTarget as HTMLElement).closest("form")?.elements.namedItem("again");
    // Only proposed: a day that somebody has chosen stays.
    if (day instanceof HTMLInputElement && day.value === "") day.value = again;
  };
  return html`<section class="topics" aria-labelledby="assessing-level">
    <fieldset><legend id="assessing-level">${t("assess.level")}</legend>
      <p class="hint">${t("assess.level_lead")}
        ${last ? t("assess.level_last", { level: last.text }) : nothing}</p>
      ${page?.levels.map((one) => html`<label class="choice">
        <input type="radio" name="level" value=${one.name} required .checked=${live(sheet.level === one.name)}
          @change=${pick(one.again)}>
        <span .textContent=${one.text}></span></label>`)}</fieldset>
    <div class="field"><label for="assess-rationale">${t("assess.rationale")}</label>
      <textarea id="assess-rationale" name="rationale" rows="3" required maxlength="4000" autocomplete="off"
        .value=${live(sheet.rationale ?? "")}></textarea></div>
    <div class="field"><label for="assess-plan">${t("assess.plan")}</label>
      <textarea id="assess-plan" name="plan" rows="3" maxlength="4000" autocomplete="off"
        .value=${live(sheet.plan ?? "")}></textarea></div></section>`;
}

function viewAction(panel: WaymarkAssessment, one: Action): TemplateResult {
  const name = (part: string): string => `${part} ${one.id}`;
  const drop = (): void => panel.change((sheet) => {
    sheet.actions = (sheet.actions ?? []).filter((each) => each.id !== one.id);
  });
  return html`<fieldset class="filter act"><legend class="unseen">${t("assess.action")}</legend>
    <input type="hidden" name="action" value=${one.id}>
    <div class="field act__what"><label for="what-${one.id}">${t("assess.what")}</label>
      <input id="what-${one.id}" name=${name("what")} maxlength="500" autocomplete="off" .value=${live(one.what ?? "")}></div>
    <div class="field"><label for="who-${one.id}">${t("assess.who")}</label>
      <input id="who-${one.id}" name=${name("who")} maxlength="100" autocomplete="off" .value=${live(one.who ?? "")}></div>
    <div class="field"><label for="by-${one.id}">${t("assess.by_when")}</label>
      <input id="by-${one.id}" name=${name("by")} type="date" .value=${live(one.by ?? "")}></div>
    <div class="field"><label for="stands-${one.id}">${t("assess.stands")}</label>
      <select id="stands-${one.id}" name=${name("stands")}>${ACTION_STANDS.map((stands) => html`
        <option value=${stands} .selected=${live((one.stands ?? "open") === stands)}>${label("actionstands", stands)}</option>`)}
      </select></div>
    <button class="button button--quiet" type="button" @click=${drop}>${t("assess.take_out")}</button></fieldset>`;
}

function viewActions(panel: WaymarkAssessment): TemplateResult {
  const add = (): void => panel.change((sheet) => {
    sheet.actions = [...(sheet.actions ?? []), { id: crypto.randomUUID() }];
  });
  return html`<section class="topics" aria-labelledby="assessing-actions">
    <h3 id="assessing-actions">${t("assess.actions")}</h3>
    ${repeat(panel.sheet.actions ?? [], (one) => one.id, (one) => viewAction(panel, one))}
    <button class="button" type="button" @click=${add}>${t("assess.add_action")}</button></section>`;
}

function viewDays(panel: WaymarkAssessment): TemplateResult {
  const days = panel.sheet.days ?? [];
  const add = (): void => panel.change((sheet) => {
    sheet.days = [...(sheet.days ?? []), { kind: panel.page?.days[0]?.name ?? "", on: "" }];
  });
  const drop = (at: number) => (): void => panel.change((sheet) => {
    sheet.days = (sheet.days ?? []).filter((_, index) => index !== at);
  });
  return html`<section class="topics" aria-labelledby="assessing-days">
    <h3 id="assessing-days">${t("assess.days")}</h3>
    <p class="hint">${t("assess.days_lead")}</p>
    ${days.map((one, at) => html`<fieldset class="filter act"><legend class="unseen">${t("assess.day")}</legend>
      <input type="hidden" name="day" value=${at}>
      <div class="field"><label for="kind-${at}">${t("assess.day_kind")}</label>
        <select id="kind-${at}" name="kind ${at}">${panel.page?.days.map((kind) => html`
          <option value=${kind.name} .selected=${live(one.kind === kind.name)}>${kind.text}</option>`)}</select></div>
      <div class="field"><label for="on-${at}">${t("assess.day_on")}</label>
        <input id="on-${at}" name="on ${at}" type="date" .value=${live(one.on)}></div>
      <button class="button button--quiet" type="button" @click=${drop(at)}>${t("assess.take_out")}</button>
    </fieldset>`)}
    <button class="button" type="button" @click=${add}>${t("assess.add_day")}</button></section>`;
}

export function viewForm(panel: WaymarkAssessment): TemplateResult {
  const submit = (event: Event): void => { event.preventDefault(); void panel.save(); };
  return html`<form id="assessing-form" autocomplete="off" @submit=${submit}
      @input=${() => panel.touched()} @change=${() => panel.touched()}>
    ${viewTopics(panel, true)}
    ${viewTopics(panel, false)}
    ${viewJudgement(panel)}
    ${viewActions(panel)}
    ${viewDays(panel)}
    <section class="topics" aria-labelledby="assessing-again"><h3 id="assessing-again">${t("assess.again")}</h3>
      <div class="field"><label for="assess-again">${t("assess.again_on")}</label>
        <input id="assess-again" name="again" type="date" required aria-describedby="again-hint"
          .value=${live(panel.sheet.again ?? "")}></div>
      <p class="hint" id="again-hint">${t("assess.again_lead")}</p></section>
    ${panel.hasDraft ? html`<details><summary>${t("assess.drop")}</summary>
      <button class="button" type="button" @click=${() => void panel.drop()}>${t("assess.drop_do")}</button>
    </details>` : nothing}
  </form>`;
}
