/** A day of the rota, and a lead's forms to change it. */
import { html, nothing, type TemplateResult } from "lit";
import { NATIONS } from "./names";
import type { Rota, RotaDay } from "./rota-api";
import { joined, label, t, written } from "./words";

export interface RotaActs {
  plan(shift: Readonly<Record<string, string | null>>): void;
  unplan(id: string): void;
  except(day: string, kind: string, nation: string | null): void;
  asUsual(id: string): void;
}

const NAMED = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
export const dayName = (day: string): string => written(new Date(`${day}T12:00:00Z`), NAMED);

/** Opening hours of the day; nations with the same hours together. */
function hoursOf(day: RotaDay): string[] {
  const groups = new Map<string, string[]>();
  for (const nation of NATIONS) {
    const spans = (day.hours[nation] ?? []).map(([start, end]) => t("rota.span", { start, end }));
    const said = spans.length === 0 ? t("rota.shut") : spans.join(", ");
    groups.set(said, [...(groups.get(said) ?? []), nation]);
  }
  if (groups.size === 1) return [...groups.keys()];
  return [...groups].map(([said, nations]) => t("rota.nations", {
    nations: nations.map((one) => label("nation", one)).join(", "), hours: said }));
}

export function viewDay(day: RotaDay, today: string, lead: boolean, act: RotaActs): TemplateResult {
  return html`<li class="piece rota__day">
    <h3>${dayName(day.day)} ${day.day === today ? html`<span class="quiet">${t("rota.today")}</span>` : nothing}</h3>
    <p class="quiet">${joined(hoursOf(day))}</p>
    ${day.holidays.length === 0 ? nothing : html`<p class="quiet">${t("rota.holiday", {
      nations: day.holidays.map((one) => label("nation", one)).join(", ") })}</p>`}
    ${day.exceptions.map((one) => html`<p class="note ${one.kind === "closed" ? "note--bad" : ""}">
      ${t(one.kind === "closed" ? "rota.closed" : "rota.short")}
      ${one.nation === null ? nothing : html`(${label("nation", one.nation)})`}
      ${lead ? html`<button class="button button--quiet" type="button"
        @click=${() => act.asUsual(one.id)}>${t("rota.as_usual")}</button>` : nothing}</p>`)}
    ${day.shifts.length === 0 ? html`<p class="empty">${t("rota.nobody")}</p>` : html`<ul class="rota__shifts">
      ${day.shifts.map((one) => html`<li><span><strong>${t("rota.span", { start: one.start, end: one.end })}</strong>
        <span .textContent=${one.name}></span> ${one.mine ? html`<em>${t("rota.you")}</em>` : nothing}
        <span class="quiet">${joined([one.nation ? label("nation", one.nation) : "",
          one.skill ?? ""].filter((text) => text !== ""))}</span></span>
        ${lead ? html`<button class="button button--quiet" type="button"
          aria-label=${t("rota.remove_named", { name: one.name, day: dayName(day.day) })}
          @click=${() => act.unplan(one.id)}>${t("rota.remove")}</button>` : nothing}</li>`)}</ul>`}
  </li>`;
}

function select(id: string, words: string, options: readonly (readonly [string, string])[]): TemplateResult {
  return html`<div class="field"><label for=${`rota-${id}`}>${words}</label>
    <select id=${`rota-${id}`} name=${id}>
      ${options.map(([value, said]) => html`<option value=${value} .textContent=${said}></option>`)}
    </select></div>`;
}

function read(event: SubmitEvent, name: string): string {
  return String(new FormData(event.currentTarget as HTMLFormElement).get(name) ?? "");
}

export function viewForms(rota: Rota, act: RotaActs): TemplateResult {
  const days = rota.days.filter(({ day }) => day >= rota.today)
    .map(({ day }) => [day, dayName(day)] as const);
  const nations = [["", t("rota.all_nations")] as const,
    ...NATIONS.map((one) => [one, label("nation", one)] as const)];
  const plan = (event: SubmitEvent): void => {
    event.preventDefault();
    act.plan({ worker: read(event, "worker"), day: read(event, "day"), start: read(event, "start"),
      end: read(event, "end"), nation: read(event, "nation") || null, skill: read(event, "skill") || null });
  };
  const except = (event: SubmitEvent): void => {
    event.preventDefault();
    act.except(read(event, "other"), read(event, "kind"), read(event, "where") || null);
  };
  if (days.length === 0) return html``;
  return html`<section class="pieces__part" aria-labelledby="rota-plan">
    <h3 id="rota-plan">${t("rota.plan")}</h3>
    <form class="audit__filter" autocomplete="off" @submit=${plan}>
      ${select("worker", t("rota.who"), rota.people.map((one) => [one.id, one.name] as const))}
      ${select("day", t("rota.day"), days)}
      <div class="field"><label for="rota-start">${t("rota.start")}</label>
        <input id="rota-start" name="start" type="time" required value="09:30"></div>
      <div class="field"><label for="rota-end">${t("rota.end")}</label>
        <input id="rota-end" name="end" type="time" required value="13:00"></div>
      ${select("nation", t("rota.nation"), nations)}
      ${select("skill", t("rota.skill"), [["", t("rota.no_skill")],
        ...rota.skills.map((one) => [one.name, one.label] as const)])}
      <div class="pieces__acts"><button class="button button--main" type="submit">${t("rota.add")}</button></div>
    </form>
    <h3>${t("rota.other")}</h3>
    <form class="audit__filter" autocomplete="off" @submit=${except}>
      ${select("other", t("rota.day"), days)}
      ${select("kind", t("rota.kind"), [["closed", t("rota.closed")], ["short", t("rota.short")]])}
      ${select("where", t("rota.nation"), nations)}
      <div class="pieces__acts"><button class="button" type="submit">${t("rota.say")}</button></div>
    </form>
  </section>`;
}
