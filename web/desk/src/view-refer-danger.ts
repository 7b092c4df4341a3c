/** Telling the police, or whoever acts on serious danger, without agreement: two people decide it. */
import { html, nothing, type TemplateResult } from "lit";
import { RISKS } from "./names";
import { askInDanger, previewInDanger, type OfCase } from "./partners-api";
import type { WaymarkRefer } from "./refer-panel";
import { viewPack } from "./view-pack";
import { viewChoice, viewLines } from "./view-refer";
import { label, t } from "./words";

function picked(panel: WaymarkRefer, form: FormData): Parameters<typeof askInDanger>[1] {
  return { partner: panel.partner, purpose: panel.purpose, leave_out: panel.leaveOut, parts: panel.given,
    risk: String(form.get("risk") ?? ""),
    unsafe: form.get("tell") === "no" ? String(form.get("unsafe") ?? "").trim() : null };
}

export function viewDanger(panel: WaymarkRefer, data: OfCase): TemplateResult {
  const { chosen, preview } = panel;
  const ready = chosen !== undefined && data.in_danger.includes(panel.purpose) && panel.given.length > 0;
  const formOf = (event: Event): HTMLFormElement | null => (event.currentTarget as HTMLElement).closest("form");
  return html`<details><summary>${t("refer.danger")}</summary>
    <form class="case__form" autocomplete="off" @submit=${(event: Event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        if (preview) void panel.act(askInDanger(panel.of, picked(panel, form), preview.digest,
          String(form.get("why") ?? "").trim())).then((done) => { if (done) panel.pick({ partner: "", given: [] }); });
      }}>
      <p>${t("refer.danger_lead")}</p>
      ${viewChoice(panel, data, "danger", data.in_danger)}
      <div class="field"><label for="danger-risk">${t("refer.risk")}</label>
        <select id="danger-risk" name="risk" required @change=${() => panel.pick({})}>
          ${RISKS.map((name) => html`<option value=${name}>${label("risk", name)}</option>`)}</select></div>
      <fieldset><legend>${t("refer.danger_parts")}</legend>
        ${data.parts.map((part) => html`<label class="choice"><input type="checkbox" .checked=${panel.given.includes(part.id)}
          @change=${() => panel.pick({ given: panel.given.includes(part.id)
            ? panel.given.filter((one) => one !== part.id) : [...panel.given, part.id] })}>
          <span .textContent=${part.label}></span></label>`)}</fieldset>
      ${data.parts.filter((part) => panel.given.includes(part.id)).map((part) => viewLines(panel, part))}
      <div class="field"><label for="danger-why">${t("refer.why")}</label>
        <textarea id="danger-why" name="why" required maxlength="1000"></textarea></div>
      <fieldset><legend>${t("refer.tell")}</legend>
        <label class="choice"><input type="radio" name="tell" value="yes" required @change=${() => panel.pick({})}>
          <span>${t("refer.tell_yes")}</span></label>
        <label class="choice"><input type="radio" name="tell" value="no" required @change=${() => panel.pick({})}>
          <span>${t("refer.tell_no")}</span></label></fieldset>
      <div class="field"><label for="danger-unsafe">${t("refer.unsafe")}</label>
        <textarea id="danger-unsafe" name="unsafe" maxlength="1000"></textarea></div>
      <button class="button" type="button" ?disabled=${!ready} @click=${(event: Event) => {
          const form = formOf(event);
          if (form) void panel.look(previewInDanger(panel.of, picked(panel, new FormData(form))));
        }}>${t("refer.preview")}</button>
      ${preview && panel.given.length ? html`<h4>${t("refer.as_it_goes")}</h4>
        ${viewPack(preview.blocks, t("refer.as_it_goes"))}
        <button class="button button--main" type="submit">${t("refer.ask_second")}</button>` : nothing}
    </form></details>`;
}
