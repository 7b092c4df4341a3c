/** What was done in a case: the diary, attempts and notes, and every consent with its wording. */
import { html, nothing, type TemplateResult } from "lit";
import { settleCall, unlinkChat, type Opened } from "./cases-api";
import type { WaymarkCases } from "./cases-panel";
import { viewTimes } from "./view-cases";
import { at, joined, label, t } from "./words";

const SETTLED = ["done", "missed", "cancelled"] as const;

export function viewCalls(panel: WaymarkCases, shown: Opened, live: boolean): TemplateResult | typeof nothing {
  if (shown.call_backs.length === 0) return nothing;
  return html`<section aria-labelledby="case-calls"><h3 id="case-calls">${t("case.calls")}</h3>
    <ul class="pieces__list">${shown.call_backs.map((one) => html`<li class="piece">
      <p>${one.status === "due" ? viewTimes(one) : html`${label("settled", one.status)}:
        ${t("case.span", { from: at(one.from, Date.now()), until: at(one.until, Date.now()) })}`}
        <span class="quiet">${one.worker ?? t("case.nobody")}</span></p>
      ${one.mind ? html`<p class="piece__text" .textContent=${one.mind}></p>` : nothing}
      ${live && one.status === "due" ? html`<div class="piece__acts">${SETTLED.map((status) =>
        html`<button class="button" type="button"
          @click=${() => void panel.act(settleCall(one.call_back, status))}>${label("settled", status)}</button>`)}
        </div>` : nothing}</li>`)}</ul></section>`;
}

/** Later chats of the same person, as colleagues knew them; one that was linked by mistake can go. */
export function viewLater(panel: WaymarkCases, shown: Opened): TemplateResult | typeof nothing {
  if (shown.later_chats.length === 0) return nothing;
  const now = Date.now();
  return html`<section aria-labelledby="case-later"><h3 id="case-later">${t("case.later")}</h3>
    <ul class="pieces__list">${shown.later_chats.map((one) => html`<li class="piece">
      <p>${t("case.later_by", { time: at(one.at, now), name: one.by ?? t("case.gone") })}
        <span class="quiet">${one.owner === null ? t("case.later_over") : t("case.chat_is", { owner: label("owner", one.owner) })}</span></p>
      ${one.told ? html`<p class="piece__text" .textContent=${one.told}></p>` : nothing}
      ${shown.mine || panel.role === "lead" ? html`<div class="piece__acts"><button class="button" type="button"
        @click=${() => void panel.act(unlinkChat(shown.id, one.conversation))}>${t("case.unlink")}</button></div>` : nothing}
    </li>`)}</ul></section>`;
}

export function viewNotes(shown: Opened): TemplateResult | typeof nothing {
  if (shown.notes.length === 0) return nothing;
  const now = Date.now();
  return html`<section aria-labelledby="case-notes"><h3 id="case-notes">${t("case.notes")}</h3>
    <ul class="pieces__list">${shown.notes.map((one) => html`<li class="piece">
      <p>${one.kind === "attempt"
        ? html`<strong>${joined([label("way", one.way), label("result", one.result)])}</strong>`
        : one.kind === "partner" ? html`<strong>${label("partnernote", one.result)}</strong>` : nothing}
        <span class="quiet">${joined([one.by ?? t("case.gone"), at(one.at, now)])}</span></p>
      ${one.text ? html`<p class="piece__text" .textContent=${one.text}></p>` : nothing}</li>`)}</ul>
    </section>`;
}

export function viewConsents(shown: Opened): TemplateResult {
  const now = Date.now();
  return html`<section aria-labelledby="case-consents"><h3 id="case-consents">${t("case.consents")}</h3>
    <ul class="pieces__list">${shown.consents.map((one) => html`<li class="piece">
      <p><strong>${label("consent", one.kind)}</strong>
        <span class="quiet">${joined([label("how", one.how), ...(one.by ? [one.by] : []), at(one.at, now)])}</span></p>
      ${one.told ? html`<p class="piece__text" .textContent=${one.told}></p>` : nothing}
      ${one.shown ? html`<details><summary>${t("case.wording")}</summary>
        <p class="piece__text" .textContent=${one.shown}></p>
        <p class="quiet" .textContent=${one.wording}></p></details>` : nothing}</li>`)}</ul></section>`;
}
