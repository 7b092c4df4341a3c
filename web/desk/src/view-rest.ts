/** After a chat in which danger was seen: a kind word, and a moment for whoever had it. */
import { html, nothing, type TemplateResult } from "lit";
import type { Controller } from "./controller";
import type { State } from "./state";
import { t } from "./words";

export function viewRest(state: State, act: Controller): TemplateResult | typeof nothing {
  if (!state.rest) return nothing;
  return html`<section class="rest" aria-labelledby="rest-heading">
    <div>
      <h2 id="rest-heading">${t("rest.heading")}</h2>
      <p>${t(state.available ? "rest.words" : "rest.words_off")}</p>
    </div>
    <div class="rest__acts">
      ${state.available ? html`<button class="button" type="button" @click=${() => act.rest(true)}>
        ${t("rest.pause")}</button>` : nothing}
      <button class="button button--quiet" type="button" @click=${() => act.rest(false)}>
        ${t("rest.go_on")}</button>
    </div>
  </section>`;
}
