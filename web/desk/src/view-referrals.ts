/** What of a case went to whom: made, fetched, acknowledged; and what can be done about it. */
import { html, nothing, type TemplateResult } from "lit";
import { newCode, settle, toldUs, type OfCase, type Referral } from "./partners-api";
import type { WaymarkRefer } from "./refer-panel";
import { at, joined, label, t } from "./words";

function times(one: Referral): string[] {
  const now = Date.now();
  const when = (moment: string | null, text: (time: string) => string): string => moment === null ? "" : text(at(moment, now));
  return [
    when(one.made, (time) => t("refer.made_at", { time, name: one.by ?? "" })),
    when(one.fetched, (time) => t("refer.fetched_at", { time })),
    when(one.acknowledged, (time) => t(one.acknowledged_how === "told" ? "refer.told_at" : "refer.acknowledged_at", { time })),
    when(one.until, (time) => t("refer.open_until", { time })),
  ].filter((text) => text !== "");
}

function viewState(one: Referral): TemplateResult | typeof nothing {
  if (one.status === "withdrawn") {
    return html`<p class="note note--bad"><strong>${t(one.fetched ? "refer.back_fetched" : "refer.back_unfetched")}</strong></p>`;
  }
  if (one.status === "outdated") return html`<p class="note note--bad">${t("refer.outdated")}</p>`;
  if (one.status === "made" && one.until === null) return html`<p class="note note--bad">${t("refer.expired")}</p>`;
  if (one.locked) return html`<p class="note note--bad">${t("refer.locked")}</p>`;
  return nothing;
}

function viewOne(panel: WaymarkRefer, data: OfCase, one: Referral): TemplateResult {
  const waits = one.status === "made" || one.status === "fetched";
  const open = ["made", "fetched", "acknowledged", "outdated"].includes(one.status)
    || (one.status === "withdrawn" && one.fetched !== null);
  const labels = new Map(data.parts.map((part) => [part.id, part.label]));
  return html`<li class="piece">
    <p class="piece__top"><strong .textContent=${one.name}></strong>
      <span class="safe safe--${one.status === "acknowledged" ? "now" : "later"}">${label("referral", one.status)}</span></p>
    <p class="quiet">${joined([data.purposes[one.purpose] ?? one.purpose, ...times(one)])}</p>
    ${one.basis === "danger" ? html`<p><strong>${t("refer.in_danger", { risk: label("risk", one.risk) })}</strong>
      ${one.second ? t("refer.second_was", { name: one.second }) : nothing}</p>
      ${one.why ? html`<p class="piece__text" .textContent=${one.why}></p>` : nothing}
      ${one.unsafe ? html`<p class="piece__text" .textContent=${one.unsafe}></p>` : nothing}
      ${one.answer ? html`<p class="piece__text" .textContent=${one.answer}></p>` : nothing}` : nothing}
    ${one.parts.length && labels.size
      ? html`<p class="quiet">${t("refer.given")} ${joined(one.parts.map((name) => labels.get(name) ?? name))}</p>` : nothing}
    ${viewState(one)}
    <div class="piece__acts">
      ${one.until !== null ? html`<button class="button" type="button" @click=${() => void panel.made(newCode(one.id))}>
        ${t("refer.new_code")}</button>` : nothing}
      ${waits ? html`<button class="button" type="button" @click=${() => void panel.act(toldUs(one.id))}>
        ${t("refer.told_us")}</button>` : nothing}
      ${open ? html`<button class="button" type="button" @click=${() => void panel.act(settle(one.id))}>
        ${t(one.status === "withdrawn" ? "refer.deleted" : "refer.settle")}</button>` : nothing}
    </div></li>`;
}

export function viewReferrals(panel: WaymarkRefer, data: OfCase): TemplateResult {
  if (data.referrals.length === 0) return html`<p class="quiet">${t("refer.none")}</p>`;
  return html`<ul class="pieces__list">${data.referrals.map((one) => viewOne(panel, data, one))}</ul>`;
}
