/** On the board: assessments that are to be looked at again, each with its why. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { assess } from "./assessing-panel";
import type { State } from "./state";
import { promptLine } from "./view-assessing-history";
import { panel } from "./view-lists";
import { t } from "./words";

export function viewLookAgain(state: State): TemplateResult | typeof nothing {
  const rows = state.board?.look_again ?? [];
  if (rows.length === 0) return nothing;
  return panel("look-again", t("assess.look_again"), rows.length, html`
    <ul class="rows" role="list" aria-label=${t("assess.look_again")}>
      ${repeat(rows, (one) => one.id, (one) => html`<li class="row look">
        <p><strong class="reference">${one.reference}</strong>
          ${one.overdue ? html`<strong class="overdue">${t("assess.overdue")}</strong>` : nothing}</p>
        <p>${promptLine(one, state.now)}</p>
        <p class="row__facts">${one.worker ?? t("case.nobody")}</p>
        <button class="button" type="button" @click=${() => assess("case", one.case)}>
          ${t("assess.open_one", { reference: one.reference })}</button></li>`)}
    </ul>`);
}
