/** The page of a risk assessment, from why to look to what is saved. No number stands anywhere. */
import { html, nothing, type TemplateResult } from "lit";
import type { Sentence } from "./assessing-api";
import type { WaymarkAssessment } from "./assessing-panel";
import { viewForm, viewSource } from "./view-assessing-form";
import { viewHistory, viewPrompts } from "./view-assessing-history";
import { label, t } from "./words";

/** A sentence of data/, with where it comes from. */
function viewSentence(panel: WaymarkAssessment, one: Sentence): TemplateResult {
  return html`<span class="sentence"><span .textContent=${one.text}></span>
    ${viewSource(panel, one)}</span>`;
}

/** That nobody has approved these words: said once at the top where it holds for all of them. */
function viewDraft(panel: WaymarkAssessment): TemplateResult | typeof nothing {
  return panel.allDraft ? html`<p class="quiet">${t("assess.all_draft")}</p>` : nothing;
}

function viewRefusal(panel: WaymarkAssessment): TemplateResult | typeof nothing {
  const { refusal } = panel;
  if (refusal === null) return nothing;
  const overtaken = refusal.refused === "assessment_changed" || refusal.refused === "draft_changed";
  return html`<div class="note note--bad" role="alert">
    <p>${label("refusal", refusal.refused)}
      ${refusal.by ? t("assess.by_whom", { name: refusal.by }) : nothing}</p>
    ${overtaken && panel.page ? html`<p>${t("assess.overtaken")}</p>
      <div class="piece__acts"><button class="button" type="button"
        @click=${() => void panel.goOn()}>${t("assess.go_on")}</button>
      ${refusal.refused === "draft_changed" ? html`<button class="button" type="button"
        @click=${() => void panel.takeNewer()}>${t("assess.take_newer")}</button>` : nothing}</div>`
    : nothing}</div>`;
}

function viewTold(panel: WaymarkAssessment): TemplateResult | typeof nothing {
  const told = panel.page?.told ?? [];
  if (told.length === 0) return nothing;
  return html`<details><summary>${t("assess.told")}</summary>
    <dl class="boxes">${told.map((one) => html`<div><dt>${one.label}${one.where
      ? html` <span class="hint">${label("saidwhere", one.where)}</span>` : nothing}</dt>
      <dd .textContent=${one.text}></dd></div>`)}</dl></details>`;
}

function viewRules(panel: WaymarkAssessment): TemplateResult {
  return html`<details><summary>${t("assess.rules")}</summary>
    <ul class="sentences">${(panel.page?.rules ?? []).map((one) => html`<li>${viewSentence(panel, one)}</li>`)}</ul>
  </details>`;
}

function viewFoot(panel: WaymarkAssessment): TemplateResult {
  const { page, standing } = panel;
  return html`<div class="assessing__foot">
    <p role="status">${standing === "" ? nothing : label("assessstanding", standing)}</p>
    <div class="dialog__acts">
      <button class="button" type="button" @click=${(event: Event) =>
        (event.currentTarget as HTMLElement).closest("dialog")?.close()}>${t("assess.shut")}</button>
      ${page?.may_save ? html`<button class="button button--main" type="submit" form="assessing-form">
        ${t("assess.save")}</button>` : nothing}
    </div></div>`;
}

export function viewAssessing(panel: WaymarkAssessment): TemplateResult {
  const { page } = panel;
  return html`<div class="pieces assessing">
    <div class="case__top"><h2 id="assessing-heading" tabindex="-1">${page?.reference
      ? t("assess.of_case", { reference: page.reference }) : t("assess.heading")}</h2>
      <p class="quiet">${t("assess.lead")}</p>${viewDraft(panel)}</div>
    ${viewRefusal(panel)}
    ${page === null ? nothing : html`
      ${page.trained ? nothing : html`<p class="note">${t("assess.not_trained")}</p>`}
      ${page.of === "chat" ? html`<p class="note">${t("assess.in_chat")}</p>` : nothing}
      ${viewPrompts(panel)}
      ${viewRules(panel)}
      ${viewTold(panel)}
      ${page.may_write ? viewForm(panel) : nothing}
      <section aria-labelledby="assessing-refer"><h3 id="assessing-refer">${t("assess.refer")}</h3>
        <ul class="sentences">${page.refer.map((one) => html`<li>${viewSentence(panel, one)}</li>`)}</ul></section>
      ${viewHistory(panel)}`}
    ${viewFoot(panel)}
  </div>`;
}
