/** How many chats this worker takes at once: what a lead has set, and their own lower limit. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show, viewFoot } from "./dialog";
import type { State } from "./state";
import { count, joined, t } from "./words";

export function viewOwnLimit(state: State, act: Controller): TemplateResult | typeof nothing {
  const you = state.board?.you;
  if (!you) return nothing;
  return html`<p class="panel__line"><span class=${you.live >= you.limit ? "full" : ""}>
      ${count("limits.live", you.limit, { live: you.live })}</span>
    <button class="button button--quiet" type="button"
      @click=${() => act.ask({ kind: "limits", id: "own" })}>${t("limits.change")}</button></p>`;
}

export function viewLimitsDialog(state: State, act: Controller): TemplateResult | typeof nothing {
  const you = state.board?.you;
  if (!you) return nothing;
  const numbers = Array.from({ length: you.max_chats }, (_, index) => index + 1);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = Number(new FormData(form).get("own"));
    const own = chosen === you.max_chats ? null : chosen;
    if (act.limit(own, you.hides_queue)) form.closest("dialog")?.close();
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${t("limits.heading")}</h2>
      <p class="quiet">${t("limits.lead")}</p>
      <fieldset>
        <legend>${t("limits.legend")}</legend>
        ${numbers.map((number) => html`<label class="choice">
          <input type="radio" name="own" value=${number} required ?checked=${number === you.limit}>
          <span>${count("limits.number", number)}</span></label>`)}
      </fieldset>
      <p class="hint">${you.skills.length === 0 ? t("limits.no_skills")
        : t("limits.skills", { skills: joined(you.skills) })}</p>
      ${viewFoot(state, t("limits.save"))}
    </form>
  </dialog>`;
}
