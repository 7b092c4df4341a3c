/** A lead's word on the order: put first, let wait a little, or back to the rule; with a reason. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show, viewFoot } from "./dialog";
import { MOVES } from "./names";
import type { State } from "./state";
import { LONGEST_REASON } from "./wire";
import { label, t } from "./words";

export function viewMoveButton(conversation: string, act: Controller): TemplateResult {
  return html`<button class="button button--quiet" type="button"
    @click=${() => act.ask({ kind: "move", id: conversation })}>${t("move.button")}</button>`;
}

export function viewMoveDialog(conversation: string, state: State,
  act: Controller): TemplateResult {
  const row = state.board?.waiting.find((one) => one.conversation === conversation);
  const inDanger = row?.stands?.by === "alert";
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const to = MOVES.find((one) => one === data.get("choice"));
    const field = form.querySelector<HTMLTextAreaElement>("#reason");
    if (to === undefined || !field) return;
    // Spaces are no reason.
    field.setCustomValidity(field.value.trim() === "" ? t("override.write") : "");
    if (!field.reportValidity()) return;
    if (act.move(conversation, to, field.value.trim())) form.closest("dialog")?.close();
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${t("move.heading")}</h2>
      <p class="quiet">${t("move.lead")}</p>
      <fieldset>
        <legend>${t("move.legend")}</legend>
        ${MOVES.map((name) => html`<label class="choice">
          <input type="radio" name="choice" value=${name} required
            ?disabled=${inDanger && name === "later"}>
          <span>${label("move", name)}</span></label>`)}
      </fieldset>
      ${inDanger ? html`<p class="note">${t("move.danger")}</p>` : nothing}
      <div class="field">
        <label for="reason">${t("move.reason")}</label>
        <textarea id="reason" name="reason" rows="3" autocomplete="off"
          maxlength=${LONGEST_REASON} aria-describedby="reason-hint"
          @input=${(event: Event) =>
            (event.currentTarget as HTMLTextAreaElement).setCustomValidity("")}></textarea>
        <p class="hint" id="reason-hint">${t("move.reason_hint")}</p>
      </div>
      ${viewFoot(state, t("move.save"))}
    </form>
  </dialog>`;
}
