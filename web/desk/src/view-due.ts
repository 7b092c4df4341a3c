/** On the board: what cases ask of somebody now. References, times and categories; no word of a case. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { WaymarkCases } from "./cases-panel";
import type { State } from "./state";
import { panel } from "./view-lists";
import { actOn } from "./cases-api";
import type { CallBackDue, Given, Moved, OpeningAsked, Unclaimed } from "./wire";
import { at, count, joined, label, t } from "./words";

const cases = (): WaymarkCases | null => document.querySelector<WaymarkCases>("waymark-cases");

function viewOpening(one: OpeningAsked, now: number): TemplateResult {
  const id = `opening-${one.opening}`;
  return html`<li class="row row--asked">
    <p class="row__why" id=${id}>${t("due.opening", { name: one.by ?? label("role", "worker") })}</p>
    <p class="row__facts">${joined([one.reference, label("risk", one.risk), t("reminder.since", { time: at(one.since, now) })])}</p>
    <div class="row__foot"><button class="button" type="button" aria-describedby=${id}
      @click=${() => void cases()?.openAt(one.case)}>${t("reminder.look")}</button></div></li>`;
}

function viewCallBack(one: CallBackDue, now: number): TemplateResult {
  return html`<li class="row row--asked">
    <p class="row__why">${label("callback", one.standing)}
      ${one.standing === "over" ? html`<strong class="overdue">${t("due.missed")}</strong>` : nothing}</p>
    <p class="row__facts">${joined([
      t("case.span", { from: at(one.from, now), until: at(one.until, now) }),
      one.mine ? t("due.yours") : one.worker === null ? t("case.nobody") : t("case.with", { name: one.worker }),
    ])}</p>
    <div class="row__foot"><button class="button" type="button"
      @click=${() => void cases()?.openAt(one.case)}>${t("case.open_one", { reference: one.reference })}</button></div></li>`;
}

/** It stands there until they open it, also at their next sign-in. */
function viewGiven(one: Given, now: number): TemplateResult {
  const name = one.by ?? label("role", "lead");
  return html`<li class="row row--asked">
    <p class="row__why">${one.what === "case" ? t("due.given_case", { name }) : t("due.given_call", { name })}</p>
    <p class="row__facts">${joined([
      ...(one.from && one.until ? [t("case.span", { from: at(one.from, now), until: at(one.until, now) })] : []),
      t("reminder.since", { time: at(one.since, now) }),
    ])}</p>
    <div class="row__foot"><button class="button" type="button"
      @click=${() => void cases()?.openAt(one.case)}>${t("case.open_one", { reference: one.reference })}</button></div></li>`;
}

/** It goes once they say so: there is nothing of it to open any more. */
function viewMoved(one: Moved): TemplateResult {
  const id = `moved-${one.id}`;
  return html`<li class="row row--asked">
    <p class="row__why" id=${id}>${t("due.moved")}</p>
    <p class="row__facts" id="${id}-who">${joined([one.reference,
      one.now_with === null ? t("case.nobody") : t("case.with", { name: one.now_with })])}</p>
    <div class="row__foot"><button class="button" type="button" aria-describedby="${id} ${id}-who"
      @click=${() => void actOn(one.case, { do: "moved_read" })}>${t("due.moved_read")}</button></div></li>`;
}

function viewUnclaimed(one: Unclaimed, now: number): TemplateResult {
  return html`<li class="row row--asked">
    <p class="row__why" id="due-unclaimed">${count("due.unclaimed", one.number)}</p>
    <p class="row__facts">${joined([...(one.urgent > 0 ? [count("due.urgent", one.urgent)] : []),
      t("due.oldest", { time: at(one.since, now) })])}</p>
    <div class="row__foot"><button class="button" type="button" aria-describedby="due-unclaimed"
      @click=${() => void cases()?.openList({ flag: "nobody" })}>${t("due.see")}</button></div></li>`;
}

/** Nothing at all while no case asks for anybody. */
export function viewDue(state: State): TemplateResult | typeof nothing {
  const due = state.board?.cases;
  if (!due) return nothing;
  const given = due.given ?? [];
  const n = due.openings.length + given.length + due.call_backs.length + (due.unclaimed ? 1 : 0);
  if (n === 0) return nothing;
  return panel("due", t("due.heading"), n, html`
    <ul class="rows" role="list" aria-label=${t("due.heading")}>
      ${repeat(due.openings, (one) => one.opening, (one) => viewOpening(one, state.now))}
      ${repeat(given, (one) => one.what + one.id, (one) => one.what === "moved" ? viewMoved(one) : viewGiven(one, state.now))}
      ${repeat(due.call_backs, (one) => one.call_back, (one) => viewCallBack(one, state.now))}
      ${due.unclaimed ? viewUnclaimed(due.unclaimed, state.now) : nothing}
    </ul>`);
}
