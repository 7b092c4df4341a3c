/** On the board: assessments that are to be looked at again, each with every why. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { assess } from "./assessing-panel";
import type { State } from "./state";
import { promptLine } from "./view-assessing-history";
import { panel } from "./view-lists";
import { t } from "./words";

type Row = NonNullable<NonNullable<State["board"]>["look_again"]>[number];

export function viewLookAgain(state: State): TemplateResult | typeof nothing {
  const rows = state.board?.look_again ?? [];
  if (rows.length === 0) return nothing;
  const cases = new Map<string, Row[]>();
  for (const row of rows) cases.set(row.case, [...cases.get(row.case) ?? [], row]);
  return panel("look-again", t("assess.look_again"), cases.size, html`
    <ul class="rows" role="list" aria-label=${t("assess.look_again")}>
      ${repeat([...cases], ([id]) => id, ([id, [first, ...others]]) => first === undefined ? nothing : html`
        <li class="row look"><p><strong class="reference">${first.reference}</strong>
          ${first.overdue ? html`<strong class="overdue">${t("assess.overdue")}</strong>` : nothing}
          <span class="row__facts">${first.worker ?? t("case.nobody")}</span></p>
        ${[first, ...others].map((one) => html`<p>${promptLine(one, state.now)}</p>`)}
        <button class="button" type="button" @click=${() => assess("case", id)}>
          ${t("assess.open_one", { reference: first.reference })}</button></li>`)}
    </ul>`);
}
