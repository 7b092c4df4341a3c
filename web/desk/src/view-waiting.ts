/** Who waits: each with why it stands there, in categories or in the visitor's own phrases. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Controller } from "./controller";
import { reasonsOf } from "./notices";
import type { State } from "./state";
import { viewWords } from "./veil";
import { facts, panel } from "./view-lists";
import { viewMoveButton } from "./view-move";
import { viewOpenButton } from "./view-override";
import type { Row } from "./wire";
import { count, label, t, waited } from "./words";

/** Why it stands where it stands, as one sentence. */
export function standsOf(row: Row): string {
  const { stands, moved } = row;
  if (!stands) return "";
  const name = moved?.by ?? label("role", "lead");
  if (stands.by === "lead") return t("stands.lead_by", { name });
  if (stands.by !== "turn") return label("stands", stands.by);
  if (stands.ahead > 0) return count("stands.ahead", stands.ahead);
  return stands.ahead < 0 ? count("stands.behind", -stands.ahead, { name }) : label("stands", "turn");
}

/** What makes it urgent stands before what does not. */
function inOrder(row: Row): Row {
  const because = row.stands?.because ?? [];
  return { ...row, reasons: [...because, ...row.reasons.filter((one) => !because.includes(one))] };
}

function viewPhrases(row: Row): TemplateResult | typeof nothing {
  const phrases = row.phrases ?? [];
  if (phrases.length === 0) return nothing;
  return html`<ul class="row__phrases" role="list" aria-label=${t("waiting.phrases")}>
    ${phrases.map((phrase, at) => html`<li>${viewWords(phrase, row.phrases_graphic?.[at])}</li>`)}</ul>`;
}

function viewTake(row: Row, state: State, act: Controller, id: string): TemplateResult {
  const taking = state.taking.has(row.conversation);
  return html`<button class="button button--main" type="button" aria-describedby=${id}
    aria-disabled=${taking ? "true" : nothing} @click=${() => act.take(row.conversation)}>
    ${t(taking ? "waiting.taking" : "waiting.take")}</button>`;
}

function waitingRow(row: Row, state: State, act: Controller): TemplateResult {
  const id = `why-${row.conversation}`;
  const keptFor = state.board?.kept[row.conversation];
  return html`<li class="row row--${row.urgency}">
    <div class="row__top">
      <span><span class="urgency urgency--${row.urgency}">${label("urgency", row.urgency)}</span>
        ${row.suits_you ? html`<span class="suits">${t("waiting.suits_you")}</span>` : nothing}</span>
      <time class="row__wait" datetime=${row.since}>${waited(row.since, state.now)}</time>
    </div>
    <div id=${id}>
      <p class="row__why">${reasonsOf(inOrder(row))}</p>
      ${viewPhrases(row)}
      <p class="row__stands" .textContent=${standsOf(row)}></p>
    </div>
    ${row.moved?.reason === undefined ? nothing : html`<p class="row__facts"
      .textContent=${t("move.because", { reason: row.moved.reason })}></p>`}
    <div class="row__foot">
      <div class="row__facts">
        <p>${facts(row)}</p>
        ${keptFor === undefined ? nothing : html`<p class="kept" .textContent=${
          t("waiting.kept", { name: keptFor })}></p>`}
        <p class=${row.agreed ? "agreed" : nothing}>
          ${t(row.agreed ? "waiting.agreed" : "waiting.not_agreed")}</p>
      </div>
      ${row.left ? html`<strong>${t("waiting.left")}</strong>` : viewTake(row, state, act, id)}
    </div>
    ${row.left || state.worker?.role !== "lead" ? nothing : html`<div class="row__acts">
      ${viewMoveButton(row.conversation, act)}
      ${viewOpenButton(row.conversation, "waiting", state, act)}</div>`}
  </li>`;
}

/** A backlog that is seen weighs: whoever hides it sees how many wait, and takes who is next. */
function viewHidden(rows: readonly Row[], state: State, act: Controller): TemplateResult {
  const mayTake = (row: Row): boolean =>
    [undefined, state.worker?.name].includes(state.board?.kept[row.conversation]);
  const next = rows.find((row) => !row.left && mayTake(row));
  return html`<div class="row">
    <p>${count("waiting.hidden", rows.length)}</p>
    ${next ? html`<p class="row__facts" id="why-next">${label("urgency", next.urgency)}</p>
      <div class="row__foot">${viewTake(next, state, act, "why-next")}</div>` : nothing}
  </div>`;
}

export function viewWaiting(state: State, act: Controller): TemplateResult {
  const rows = state.board?.waiting ?? [];
  const you = state.board?.you;
  const hides = you?.hides_queue === true;
  return panel("waiting", t("waiting.heading"), rows.length, html`
    ${you ? html`<button class="button button--quiet panel__tool" type="button"
      @click=${() => act.limit(you.own_limit, !hides)}>
      ${t(hides ? "waiting.show" : "waiting.hide")}</button>` : nothing}
    ${hides && rows.length > 0 ? viewHidden(rows, state, act) : nothing}
    <ul class="rows" role="list" aria-label=${t("waiting.heading")}>
      ${hides ? nothing : repeat(rows, (row) => row.conversation,
        (row) => waitingRow(row, state, act))}
    </ul>
    ${rows.length > 0 ? nothing : html`<p class="empty">${t("waiting.none")}</p>`}`);
}
