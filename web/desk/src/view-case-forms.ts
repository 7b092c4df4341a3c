/** What a worker can do with a case: note, plan, withdraw, assign, close, and ask to open. */
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import {
  actOn, answerOpening, askOpening, noteOn, planCall, type Opened,
} from "./cases-api";
import type { WaymarkCases } from "./cases-panel";
import { ENDINGS, PLACE_KINDS, PLATFORMS, REGIONS, RESULTS, RISKS, WAYS } from "./names";
import { at, label, t } from "./words";

type Named = { id: number; name: string };

/** The fields of a submitted form by name; the page stays. */
function fields(event: Event): { form: HTMLFormElement; of: (name: string) => string; all: (name: string) => string[] } {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const data = new FormData(form);
  return { form, of: (name) => String(data.get(name) ?? "").trim(), all: (name) => data.getAll(name).map(String) };
}

/** Sends it; what was typed stays where it was refused. */
async function send(panel: WaymarkCases, form: HTMLFormElement, doing: Promise<string | null>): Promise<void> {
  if (await panel.act(doing)) form.reset();
}

function options(group: "way" | "result" | "ending" | "risk", names: readonly string[]): TemplateResult[] {
  return names.map((name) => html`<option value=${name}>${label(group, name)}</option>`);
}

/** A date and time as the field gives it, in this desk's own time, as UTC. */
const utc = (local: string): string => new Date(local).toISOString();

export function viewNoteForm(panel: WaymarkCases, { id }: Opened): TemplateResult {
  return html`<form class="case__form" aria-labelledby="case-note-form" @submit=${(event: Event) => {
      const { form, of } = fields(event);
      const tried = of("way") && of("result") ? { way: of("way"), result: of("result") } : {};
      void send(panel, form, noteOn(id, { text: of("text"), ...tried }));
    }}>
    <h4 id="case-note-form">${t("case.write")}</h4>
    <div class="filter">
      <div class="field"><label for="note-way">${t("case.way")}</label>
        <select id="note-way" name="way"><option value="">${t("case.only_note")}</option>${options("way", WAYS)}</select></div>
      <div class="field"><label for="note-result">${t("case.result")}</label>
        <select id="note-result" name="result"><option value="">${t("case.only_note")}</option>
          ${options("result", RESULTS)}</select></div></div>
    <div class="field"><label for="note-text">${t("case.note")}</label>
      <textarea id="note-text" name="text" autocomplete="off" maxlength="4000"></textarea></div>
    <button class="button" type="submit">${t("case.keep")}</button></form>`;
}

/** `workers`: for leads, who can be asked to call. */
export function viewCallForm(panel: WaymarkCases, { id }: Opened, workers: readonly Named[]): TemplateResult {
  return html`<form class="case__form" aria-labelledby="case-call-form" @submit=${(event: Event) => {
      const { form, of } = fields(event);
      void send(panel, form, planCall(id, { from: utc(of("from")), until: utc(of("until")), mind: of("mind"),
        worker: of("caller") ? Number(of("caller")) : null }));
    }}>
    <h4 id="case-call-form">${t("case.plan")}</h4>
    <div class="filter">
      <div class="field"><label for="call-from">${t("case.from")}</label>
        <input id="call-from" name="from" type="datetime-local" required></div>
      <div class="field"><label for="call-until">${t("case.until")}</label>
        <input id="call-until" name="until" type="datetime-local" required></div></div>
    ${workers.length === 0 ? nothing : html`<div class="field"><label for="call-who">${t("case.caller")}</label>
      <select id="call-who" name="caller"><option value="">${t("case.caller_usual")}</option>
        ${workers.map((one) => html`<option value=${one.id} .textContent=${one.name}></option>`)}</select></div>`}
    <div class="field"><label for="call-mind">${t("case.mind")}</label>
      <input id="call-mind" name="mind" autocomplete="off" maxlength="1000"></div>
    <button class="button" type="submit">${t("case.put_in")}</button></form>`;
}

function viewAssign(panel: WaymarkCases, shown: Opened, workers: readonly Named[]): TemplateResult {
  return html`<form class="case__form" @submit=${(event: Event) => {
      const { form, of } = fields(event);
      const worker = of("worker") === "" ? null : Number(of("worker"));
      void send(panel, form, actOn(shown.id, { do: "assign", worker, version: shown.version }));
    }}>
    <div class="field"><label for="case-worker">${t("case.assign")}</label>
      <select id="case-worker" name="worker"><option value="">${t("case.nobody")}</option>
        ${workers.map((one) => html`<option value=${one.id} ?selected=${one.id === shown.worker_id}>${one.name}</option>`)}
      </select></div>
    <button class="button" type="submit">${t("case.give")}</button></form>`;
}

/** Where they live, as coarse as it is: chosen, never read from their words. */
function viewPlace(panel: WaymarkCases, shown: Opened): TemplateResult {
  return html`<form class="case__form" @submit=${(event: Event) => {
      const { of } = fields(event);
      void panel.act(actOn(shown.id, { do: "region", region: of("region") || null }));
    }}>
    <div class="field"><label for="case-region">${t("case.region")}</label>
      <select id="case-region" name="region"><option value="">${t("case.region_unknown")}</option>
        ${REGIONS.map((one) => html`<option value=${one} ?selected=${one === shown.region}>${label("region", one)}</option>`)}
      </select></div>
    <p class="quiet">${t("case.region_lead")}</p>
    <button class="button" type="submit">${t("case.region_do")}</button></form>`;
}

/** Where it happens: ticked, never read from their words. What is not kept yet stays while the page is drawn anew. */
function viewWhere(panel: WaymarkCases, { id, where }: Opened): TemplateResult {
  const kept = [...where.places, ...where.platforms];
  const ticks = (group: "placekind" | "platform", names: readonly string[], name: "places" | "platforms"): TemplateResult =>
    html`<fieldset class="skills"><legend>${t(name === "places" ? "case.where_places" : "case.where_platforms")}</legend>
      ${names.map((one) => html`<label class="choice"><input type="checkbox" name=${name} value=${one}
        ?checked=${where[name].includes(one)}><span>${label(group, one)}</span></label>`)}</fieldset>`;
  return html`<details><summary>${t("case.where")}</summary>
    <form class="case__form" @submit=${(event: Event) => {
        const { all } = fields(event);
        void panel.act(actOn(id, { do: "where", places: all("places"), platforms: all("platforms") }));
      }}>
      <p class="quiet">${t("case.where_lead")}</p>
      ${keyed(kept.join(" "), html`${ticks("placekind", PLACE_KINDS, "places")}${ticks("platform", PLATFORMS, "platforms")}`)}
      <button class="button" type="submit">${t("case.where_do")}</button></form></details>`;
}

export function viewActs(panel: WaymarkCases, shown: Opened, workers: readonly Named[]): TemplateResult | typeof nothing {
  const { id } = shown;
  const lead = panel.role === "lead";
  if (shown.status === "closed") {
    return lead ? html`<button class="button" type="button"
      @click=${() => void panel.act(actOn(id, { do: "reopen" }))}>${t("case.reopen")}</button>` : nothing;
  }
  if (shown.status === "withdrawn") return nothing;
  return html`<section class="case__acts" aria-labelledby="case-acts"><h3 id="case-acts">${t("case.acts")}</h3>
    ${shown.mine ? html`<button class="button" type="button"
      @click=${() => void panel.act(actOn(id, { do: "release" }), "list")}>${t("case.release")}</button>` : nothing}
    ${lead ? viewAssign(panel, shown, workers) : nothing}
    ${viewPlace(panel, shown)}
    ${viewWhere(panel, shown)}
    <details><summary>${t("case.withdraw")}</summary>
      <form class="case__form" @submit=${(event: Event) => {
          const { form, of } = fields(event);
          void send(panel, form, actOn(id, { do: "withdrawn", told: of("told") }));
        }}>
        <p>${t("case.withdraw_lead")}</p>
        <div class="field"><label for="case-withdraw">${t("case.withdraw_how")}</label>
          <textarea id="case-withdraw" name="told" required maxlength="4000" autocomplete="off"></textarea></div>
        <button class="button" type="submit">${t("case.withdraw_do")}</button></form></details>
    <details><summary>${t("case.close")}</summary>
      <form class="case__form" @submit=${(event: Event) => {
          const { form, of } = fields(event);
          void send(panel, form, actOn(id, { do: "close", outcome: of("outcome") }));
        }}>
        <div class="field"><label for="case-outcome">${t("case.outcome")}</label>
          <select id="case-outcome" name="outcome">${options("ending", ENDINGS)}</select></div>
        <p class="quiet">${t("case.close_lead")}</p>
        <button class="button" type="submit">${t("case.close_do")}</button></form></details></section>`;
}

/** For a case that was taken back: two people, a risk, a written reason. */
export function viewOpening(panel: WaymarkCases, shown: Opened): TemplateResult | typeof nothing {
  if (shown.status !== "withdrawn") return nothing;
  const { id, opening } = shown;
  const told = opening === null ? nothing : html`<p class="note">
    ${t("case.opening_asked", { name: opening.by ?? "", risk: label("risk", opening.risk), time: at(opening.at, Date.now()) })}
    ${opening.second ? t("case.opening_second", { name: opening.second, answer: label("opening", opening.status) }) : nothing}</p>
    <p class="piece__text" .textContent=${opening.why}></p>
    ${opening.answer ? html`<p class="piece__text" .textContent=${opening.answer}></p>` : nothing}`;
  if (opening?.open) return html`<section class="case__acts">${told}</section>`;
  if (opening?.awaits && !opening.own) {
    return html`<section class="case__acts" aria-labelledby="case-second"><h3 id="case-second">${t("case.second")}</h3>
      ${told}<form class="case__form" @submit=${(event: Event) => {
          const { form, of } = fields(event);
          const agree = (event as SubmitEvent).submitter?.getAttribute("value") === "yes";
          void send(panel, form, answerOpening(id, agree, of("said")));
        }}>
        <div class="field"><label for="second-said">${t("case.second_said")}</label>
          <textarea id="second-said" name="said" required maxlength="1000" autocomplete="off"></textarea></div>
        <div class="piece__acts"><button class="button button--main" type="submit" value="yes">${t("case.second_yes")}</button>
          <button class="button" type="submit" value="no">${t("case.second_no")}</button></div></form></section>`;
  }
  if (opening?.awaits) return html`<section class="case__acts">${told}<p>${t("case.second_waits")}</p></section>`;
  return html`<section class="case__acts">${told}<details><summary>${t("case.opening")}</summary>
    <form class="case__form" @submit=${(event: Event) => {
        const { form, of } = fields(event);
        void send(panel, form, askOpening(id, of("risk"), of("why")));
      }}>
      <p>${t("case.opening_lead")}</p>
      <div class="field"><label for="opening-risk">${t("case.opening_risk")}</label>
        <select id="opening-risk" name="risk">${options("risk", RISKS)}</select></div>
      <div class="field"><label for="opening-why">${t("case.opening_why")}</label>
        <textarea id="opening-why" name="why" required maxlength="1000" autocomplete="off"></textarea></div>
      <button class="button" type="submit">${t("case.opening_ask")}</button></form></details></section>`;
}
