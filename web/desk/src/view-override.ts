/**
 * A lead's override: the button, the questions before it, and what whoever reads the chat is told
 * of it. The written reasons come from the server for leads only.
 */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show } from "./dialog";
import { RISKS } from "./names";
import type { State } from "./state";
import { LONGEST_REASON, type Override, type OverrideFrame } from "./wire";
import { at, label, t } from "./words";

/** For leads, where a chat waits or is with a worker. */
export function viewOpenButton(conversation: string | null, owner: string | null, state: State,
  act: Controller): TemplateResult | typeof nothing {
  const withPeople = owner === "waiting" || owner === "worker";
  if (state.worker?.role !== "lead" || conversation === null || !withPeople) return nothing;
  return html`<button class="button button--quiet" type="button"
    @click=${() => act.ask({ kind: "override", id: conversation })}>${t("override.button")}</button>`;
}

/** What stands above a chat that was opened so. */
export function viewOpened(override: Override | null | undefined,
  now: number): TemplateResult | typeof nothing {
  if (!override) return nothing;
  const by = override.by ?? label("role", "lead");
  return html`<div class="opened" role="note" aria-label=${t("override.note")}>
    <strong .textContent=${t("override.by", { by, time: at(override.at, now) })}></strong>
    <span>${label("risk", override.risk)}. ${override.open
      ? t("override.open_until", { time: at(override.until, now) }) : t("override.over")}</span>
    <span>${t(override.told ? "override.told" : "override.untold")}</span>
    ${override.reason === undefined ? nothing : html`<dl class="brief__parts">
      <div><dt>${t("override.reason")}</dt><dd .textContent=${override.reason}></dd></div>
      ${override.telling_is_unsafe === undefined ? nothing : html`<div>
        <dt>${t("override.unsafe")}</dt><dd .textContent=${override.telling_is_unsafe}></dd></div>`}
    </dl>`}
  </div>`;
}

/** Spaces are no reason. */
function mustBeWritten(field: HTMLTextAreaElement): boolean {
  field.setCustomValidity(field.value.trim() === "" ? t("override.write") : "");
  return field.reportValidity();
}

const onInput = (event: Event): void => {
  (event.currentTarget as HTMLTextAreaElement).setCustomValidity("");
};

function viewReason(name: "reason" | "unsafe", wanted: boolean): TemplateResult {
  return html`<div class="field" id="${name}-field" ?hidden=${!wanted}>
    <label for=${name}>${t(name === "reason" ? "override.reason" : "override.unsafe")}</label>
    <textarea id=${name} name=${name} rows="3" autocomplete="off" maxlength=${LONGEST_REASON}
      aria-describedby="${name}-hint" @input=${onInput}></textarea>
    <p class="hint" id="${name}-hint">
      ${t(name === "reason" ? "override.reason_hint" : "override.unsafe_hint")}</p>
  </div>`;
}

function viewTelling(): TemplateResult {
  const onChange = (event: Event): void => {
    const form = (event.currentTarget as HTMLElement).closest("form");
    const field = form?.querySelector<HTMLElement>("#unsafe-field");
    if (field) field.hidden = new FormData(form ?? undefined).get("tell") !== "no";
  };
  return html`<fieldset @change=${onChange}>
    <legend>${t("override.tell")}</legend>
    <label class="choice"><input type="radio" name="tell" value="yes" required>
      <span>${t("override.tell_yes")}</span></label>
    <label class="choice"><input type="radio" name="tell" value="no" required>
      <span>${t("override.tell_no")}</span></label>
  </fieldset>`;
}

/** The frame that a filled-in form asks for; null where a reason is missing, which it then says. */
export function readForm(form: HTMLFormElement, conversation: string): OverrideFrame | null {
  const data = new FormData(form);
  const risk = RISKS.find((one) => one === data.get("choice"));
  const reason = form.querySelector<HTMLTextAreaElement>("#reason");
  const unsafe = form.querySelector<HTMLTextAreaElement>("#unsafe");
  if (risk === undefined || !reason || !unsafe || !mustBeWritten(reason)) return null;
  const frame: OverrideFrame = {
    type: "override", conversation, id: crypto.randomUUID(), risk, reason: reason.value.trim(),
  };
  if (data.get("tell") !== "no") return frame;
  return mustBeWritten(unsafe) ? { ...frame, telling_is_unsafe: unsafe.value.trim() } : null;
}

/** The questions. Nothing is picked beforehand: each is answered by the lead. */
export function viewOverrideDialog(conversation: string, state: State,
  act: Controller): TemplateResult {
  const watched = state.board?.alerts.some((one) => one.conversation === conversation
    && one.kind === "someone_else_typing") ?? false;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const frame = readForm(form, conversation);
    if (frame && act.override(frame)) form.closest("dialog")?.close();
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${t("override.heading")}</h2>
      <p class="quiet">${t("override.lead")}</p>
      <fieldset>
        <legend>${t("override.risk")}</legend>
        ${RISKS.map((name) => html`<label class="choice">
          <input type="radio" name="choice" value=${name} required>
          <span>${label("risk", name)}</span></label>`)}
      </fieldset>
      ${viewReason("reason", true)}
      ${watched ? html`<p class="note note--bad">${t("override.watched")}</p>` : nothing}
      ${viewTelling()}
      ${viewReason("unsafe", false)}
      <div role="status">${state.connection === "open" ? nothing : html`<p class="note note--bad">
        ${label("refusal", "no_connection")}</p>`}</div>
      <div class="dialog__acts">
        <button class="button" type="button" @click=${(event: Event) =>
          (event.currentTarget as HTMLElement).closest("dialog")?.close()}>
          ${t("dialog.cancel")}</button>
        <button class="button button--main" type="submit">${t("override.open")}</button>
      </div>
    </form>
  </dialog>`;
}
