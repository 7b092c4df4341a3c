/** One case: its rules first, then how to reach the person, what they agreed to, what was done. */
import { html, nothing, type TemplateResult } from "lit";
import { assess } from "./assessing-panel";
import type { Box, Opened } from "./cases-api";
import type { WaymarkCases } from "./cases-panel";
import "./refer-panel";
import { viewActs, viewCallForm, viewNoteForm, viewOpening } from "./view-case-forms";
import { viewWords } from "./veil";
import { viewCalls, viewConsents, viewLater, viewNotes } from "./view-case-history";
import { viewRegion } from "./view-cases";
import { at, count, joined, label, t } from "./words";

function viewBoxes(boxes: readonly Box[]): TemplateResult {
  return html`<dl class="boxes">${boxes.map((box) =>
    html`<div><dt>${box.label}</dt><dd>${viewWords(box.text, box.graphic)}</dd></div>`)}</dl>`;
}

/** What never to do, and when and how, before any number: the number comes by a button below it. */
function viewRules(panel: WaymarkCases, shown: Opened): TemplateResult {
  const never = shown.rules.filter((one) => one.id === "contact_never");
  const others = shown.rules.filter((one) => one.id !== "contact_never");
  return html`<section class="rules" aria-labelledby="case-rules">
    <h3 id="case-rules">${t("case.rules")}</h3>
    <div class="rules__never"><h4>${t("case.never")}</h4>
      ${never.length ? viewBoxes(never) : html`<p>${t("case.never_none")}</p>`}
      <p>${t("case.never_always")}</p></div>
    <div class="rules__do"><h4>${t("case.do")}</h4>
      ${others.length ? viewBoxes(others) : html`<p>${t("case.do_none")}</p>`}</div>
    ${viewReach(panel, shown)}
  </section>`;
}

function viewReach(panel: WaymarkCases, shown: Opened): TemplateResult {
  if (!shown.can_reach) return html`<p><strong>${t("case.no_way")}</strong></p>`;
  if (panel.contact !== null) {
    return html`<div class="rules__reach" role="status"><h4>${t("case.reach")}</h4>
      <p class="reach" .textContent=${panel.contact}></p></div>`;
  }
  return html`<button class="button button--main" type="button" @click=${() => void panel.reach()}>
    ${t("case.show_reach")}</button>`;
}

function viewTaken(shown: Opened): TemplateResult | typeof nothing {
  if (shown.status !== "withdrawn") return nothing;
  return html`<div class="note note--bad" role="alert"><p><strong>${t("case.taken_back")}</strong></p>
    <p>${t("case.taken_back_rules", { time: at(shown.erased_on ?? "", Date.now()) })}</p></div>`;
}

/** The same person asked again after a case was closed: each case leads to the other. */
function viewLinked(panel: WaymarkCases, { linked }: Opened): TemplateResult | typeof nothing {
  if (linked.length === 0) return nothing;
  return html`<div class="note"><p>${count("case.linked", linked.length)}</p>
    <div class="piece__acts">${linked.map((one) => html`<button class="button" type="button"
      @click=${() => void panel.show(one.id)}>${joined([
        t("case.open_one", { reference: one.reference }), label("casestatus", one.status),
        t("case.since", { time: at(one.since, Date.now()) }),
      ])}</button>`)}</div></div>`;
}

function viewFacts(panel: WaymarkCases, shown: Opened): TemplateResult {
  const now = Date.now();
  const facts = [
    label("casestatus", shown.status), label("urgency", shown.urgency), label("nation", shown.nation),
    ...viewRegion(shown), label("audience", shown.audience), label("language", shown.language), label("origin", shown.origin),
    shown.worker === null ? t("case.nobody") : t("case.with", { name: shown.worker }),
  ];
  const chat = shown.chat;
  const where = [
    ...shown.where.places.map((one) => label("placekind", one)), ...shown.where.platforms.map((one) => label("platform", one)),
  ];
  return html`<p class="quiet">${joined(facts)}</p>
    ${shown.reasons.length
      ? html`<p>${joined(shown.reasons.map((one) => label("reason", one)))}</p>` : nothing}
    ${where.length ? html`<p>${t("case.where_is", { names: joined(where) })}</p>` : nothing}
    ${shown.returned
      ? html`<p class="note">${t("case.came_back", { time: at(shown.returned, now) })}
          ${chat ? t("case.chat_is", { owner: label("owner", chat.owner) }) : nothing}</p>` : nothing}
    ${viewLinked(panel, shown)}
    ${shown.changed
      ? html`<p class="note">${t("case.corrected", { time: at(shown.changed, now) })}</p>` : nothing}`;
}

export function viewCase(panel: WaymarkCases, shown: Opened,
  workers: readonly { id: number; name: string }[]): TemplateResult {
  const live = shown.status === "new" || shown.status === "open";
  return html`<div class="case__top">
      <button class="button button--quiet" type="button" @click=${() => void panel.list()}>
        ${t("case.back")}</button>
      <h2 id="cases-heading" tabindex="-1">${t("case.one", { reference: shown.reference })}</h2></div>
    ${viewTaken(shown)}
    ${shown.readable ? viewRules(panel, shown) : nothing}
    ${viewFacts(panel, shown)}
    ${shown.readable && shown.parts.length ? html`<section aria-labelledby="case-told">
      <h3 id="case-told">${t("case.told")}</h3>${viewBoxes(shown.parts)}</section>` : nothing}
    ${shown.readable && (shown.mine || panel.role === "lead") ? html`<section aria-labelledby="case-risk">
      <h3 id="case-risk">${t("assess.heading")}</h3>
      <button class="button" type="button" @click=${() => assess("case", shown.id)}>${t("assess.open_case")}</button>
    </section>` : nothing}
    ${viewOpening(panel, shown)}
    <waymark-refer .of=${shown.id} .live=${live} .readable=${shown.readable} .version=${shown.version}
      .news=${panel.news}></waymark-refer>
    ${viewLater(panel, shown)}
    ${viewCalls(panel, shown, live)}
    ${live ? viewCallForm(panel, shown, workers) : nothing}
    ${viewNotes(shown)}
    ${live ? viewNoteForm(panel, shown) : nothing}
    ${viewConsents(shown)}
    ${viewActs(panel, shown, workers)}`;
}
