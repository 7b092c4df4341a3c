/** Referring with the person's agreement: who and what for, the yes, what to leave out, the pack. */
import { html, nothing, type TemplateResult } from "lit";
import { agreeTo, askInChat, previewOf, refer, takeBack, type CasePart, type OfCase, type Offered } from "./partners-api";
import type { WaymarkRefer } from "./refer-panel";
import { viewPack } from "./view-pack";
import { at, joined, label, t } from "./words";

const value = (event: Event): string => (event.currentTarget as HTMLSelectElement).value;

function filled(event: Event): FormData {
  event.preventDefault();
  return new FormData(event.currentTarget as HTMLFormElement);
}

/** Who can be chosen, and why somebody cannot. */
export function viewChoice(panel: WaymarkRefer, data: OfCase, prefix: string, only?: readonly string[]): TemplateResult {
  const partners = data.partners.filter((one) => !only || one.purposes.some((name) => only.includes(name)));
  const { chosen } = panel;
  const purposes = (chosen?.purposes ?? []).filter((name) => !only || only.includes(name));
  const text = (one: Offered): string => joined([one.name, one.region,
    one.standing === "good" ? "" : label("agreement", one.standing)].filter((part) => part !== ""));
  return html`<div class="filter">
    <div class="field"><label for="${prefix}-partner">${t("refer.partner")}</label>
      <select id="${prefix}-partner" @change=${(event: Event) => panel.pick({ partner: value(event) })}>
        <option value="" ?selected=${panel.partner === ""}>${t("refer.choose")}</option>
        ${partners.map((one) => html`<option value=${one.id} ?selected=${panel.partner === one.id}>${text(one)}</option>`)}
      </select></div>
    <div class="field"><label for="${prefix}-purpose">${t("refer.purpose")}</label>
      <select id="${prefix}-purpose" ?disabled=${!chosen}
        @change=${(event: Event) => panel.pick({ purpose: value(event) })}>
        <option value="" ?selected=${panel.purpose === ""}>${t("refer.choose")}</option>
        ${purposes.map((name) => html`<option value=${name} ?selected=${panel.purpose === name}>${data.purposes[name] ?? name}</option>`)}
      </select></div></div>
    ${partners.length === 0 ? html`<p>${t("refer.nobody")}</p>` : nothing}`;
}

function viewYes(panel: WaymarkRefer, data: OfCase, chosen: Offered): TemplateResult {
  const words = data.wording.replaceAll("{partner}", chosen.name).replaceAll("{purpose}", data.purposes[panel.purpose] ?? "")
    .replaceAll("{until}", data.until);
  return html`<form class="case__form" @submit=${(event: SubmitEvent) => {
      const form = filled(event);
      const parts = form.getAll("part").map(String);
      void panel.act(event.submitter?.getAttribute("value") === "chat"
        ? askInChat(panel.of, chosen.id, panel.purpose, parts)
        : agreeTo(panel.of, chosen.id, panel.purpose, parts, String(form.get("told") ?? "").trim()));
    }}>
    <h4>${t("refer.ask")}</h4>
    ${chosen.consent?.old ? html`<p class="note note--bad">${label("refusal", "partner_consent_old")}</p>` : nothing}
    <fieldset><legend>${t("refer.which")}</legend>
      ${data.parts.map((part) => html`<label class="choice"><input type="checkbox" name="part" value=${part.id}>
        <span .textContent=${part.label}></span></label>`)}</fieldset>
    <p class="hint">${t("refer.rules_hint")}</p>
    ${data.in_chat ? html`<p>${t("refer.chat_lead")}</p>
      <p role="status">${chosen.asked === null ? nothing
        : html`<strong>${t("refer.chat_asked", { time: at(chosen.asked, Date.now()) })}</strong>`}</p>
      <div class="piece__acts"><button class="button button--main" type="submit" value="chat" formnovalidate>
        ${t("refer.chat_ask")}</button>
        <button class="button" type="button" @click=${() => void panel.load()}>${t("refer.chat_look")}</button></div>` : nothing}
    <p>${t(data.in_chat ? "refer.read_out_or" : "refer.read_out")}</p>
    <blockquote .textContent=${words}></blockquote>
    <div class="field"><label for="refer-told">${t("refer.told")}</label>
      <textarea id="refer-told" name="told" required maxlength="4000" autocomplete="off"></textarea></div>
    <button class=${data.in_chat ? "button" : "button button--main"} type="submit">${t("refer.agreed")}</button></form>`;
}

/** The lines of a part, each to be left out or not. Rules go whole; how to reach them is not shown here. */
export function viewLines(panel: WaymarkRefer, part: CasePart): TemplateResult {
  const out = panel.leaveOut[part.id];
  const all = out?.length === 0;
  return html`<fieldset class="lines"><legend .textContent=${part.label}></legend>
    <label class="choice"><input type="checkbox" .checked=${all} @change=${() => panel.toggle(part.id, null)}>
      <span>${t("refer.out_part", { part: part.label })}</span></label>
    ${all ? nothing : part.reach ? html`<p class="quiet">${t("refer.reach_hidden")}</p>`
      : part.rule ? part.lines.map((line) => html`<p class="lines__line" .textContent=${line}></p>`)
      : part.lines.map((line, number) => html`<label class="choice lines__line">
          <input type="checkbox" .checked=${out?.includes(number) ?? false} @change=${() => panel.toggle(part.id, number)}>
          <span><span class="unseen">${t("refer.out_line")} </span><span class=${out?.includes(number) ? "lines__out" : ""}
            .textContent=${line}></span></span></label>`)}</fieldset>`;
}

function viewMaking(panel: WaymarkRefer, data: OfCase, chosen: Offered): TemplateResult {
  const { consent } = chosen;
  const covered = data.parts.filter((part) => consent?.parts.includes(part.id));
  const picked = { partner: chosen.id, purpose: panel.purpose, leave_out: panel.leaveOut };
  const { preview } = panel;
  return html`<p class="note">${t("refer.they_agreed", { time: at(consent?.at ?? "", Date.now()) })}
      ${joined(covered.map((part) => part.label))}.
      ${consent?.until ? t("refer.good_until", { time: at(consent.until, Date.now()) }) : nothing}</p>
    <details><summary>${t("refer.back")}</summary><form class="case__form" @submit=${(event: Event) => {
        const form = filled(event);
        void panel.act(takeBack(panel.of, chosen.id, String(form.get("told") ?? "").trim()));
      }}>
      <p>${t("refer.back_lead")}</p>
      <div class="field"><label for="refer-back">${t("refer.told")}</label>
        <textarea id="refer-back" name="told" required maxlength="4000" autocomplete="off"></textarea></div>
      <button class="button" type="submit">${t("refer.back_do")}</button></form></details>
    <h4>${t("refer.leave_out")}</h4>
    <p class="quiet">${t("refer.leave_out_lead")}</p>
    ${covered.map((part) => viewLines(panel, part))}
    <button class="button" type="button" @click=${() => void panel.look(previewOf(panel.of, picked))}>
      ${t("refer.preview")}</button>
    ${preview ? html`<h4>${t("refer.as_it_goes")}</h4>${viewPack(preview.blocks, t("refer.as_it_goes"))}
      <button class="button button--main" type="button"
        @click=${() => void panel.made(refer(panel.of, picked, preview.digest))}>${t("refer.seal")}</button>` : nothing}`;
}

export function viewReferring(panel: WaymarkRefer, data: OfCase): TemplateResult {
  const { chosen } = panel;
  const holds = chosen?.consent && !chosen.consent.old && chosen.consent.purpose === panel.purpose;
  return html`<details><summary>${t("refer.begin")}</summary>
    <div class="case__form">${viewChoice(panel, data, "refer")}
      ${chosen && chosen.standing !== "good"
        ? html`<p class="note note--bad">${label("refusal", `partner_${chosen.standing}`)}</p>` : nothing}
      ${!chosen || chosen.standing !== "good" || panel.purpose === "" ? nothing
        : holds ? viewMaking(panel, data, chosen) : viewYes(panel, data, chosen)}</div></details>`;
}
