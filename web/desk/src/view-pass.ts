/** Passing a chat on: to whom, and whether this worker stays until they are there. */
import { html, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show, viewFoot } from "./dialog";
import type { Board, Worker } from "./wire";
import type { State } from "./state";
import { label, t } from "./words";

const LONGEST_NOTE = 2_000;
/** The value that stands for whoever is free first. */
const ANYBODY = "";

function viewColleague(one: Worker): TemplateResult {
  return html`<label class="choice"><input type="radio" name="to" value=${one.id} required>
    <span><span .textContent=${one.name}></span>
      <span class="quiet">${label("role", one.role)}</span></span></label>`;
}

function viewHow(): TemplateResult {
  const choice = (value: "stay" | "go", words: string): TemplateResult => html`<label class="choice">
    <input type="radio" name="how" value=${value} required><span>${words}</span></label>`;
  return html`<fieldset id="pass-how">
    <legend>${t("pass.how")}</legend>
    ${choice("stay", t("pass.stay"))}
    ${choice("go", t("pass.go"))}
  </fieldset>`;
}

export function viewPassDialog(conversation: string, state: State, act: Controller): TemplateResult {
  const colleagues: Board["colleagues"] = state.board?.colleagues ?? [];
  const mark = state.chats.get(conversation)?.mark ?? "";
  const onTo = (event: Event): void => {
    const form = (event.currentTarget as HTMLElement).closest("form");
    const how = form?.querySelector<HTMLFieldSetElement>("#pass-how");
    if (form && how) how.disabled = how.hidden = new FormData(form).get("to") === ANYBODY;
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const to = String(data.get("to") ?? ANYBODY);
    const note = String(data.get("note") ?? "").trim();
    const sent = to !== ANYBODY && data.get("how") === "stay"
      ? act.tools.offer(conversation, to, note)
      : act.tools.passOn(conversation, to === ANYBODY ? null : to, note);
    if (sent) form.closest("dialog")?.close();
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${t("pass.heading", { mark })}</h2>
      <p class="quiet">${t("pass.lead")}</p>
      <fieldset @change=${onTo}>
        <legend>${t("pass.to")}</legend>
        ${colleagues.map(viewColleague)}
        <label class="choice"><input type="radio" name="to" value=${ANYBODY} required>
          <span>${t("pass.anybody")}</span></label>
      </fieldset>
      ${colleagues.length > 0 ? viewHow() : html`<p class="hint">${t("pass.nobody")}</p>`}
      <div class="field">
        <label for="pass-note">${t("pass.note")}</label>
        <textarea id="pass-note" name="note" rows="3" autocomplete="off" maxlength=${LONGEST_NOTE}
          aria-describedby="pass-hint"></textarea>
        <p class="hint" id="pass-hint">${t("dialog.note_hint")}</p>
      </div>
      ${viewFoot(state, t("pass.button"))}
    </form>
  </dialog>`;
}
