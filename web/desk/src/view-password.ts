/** One's own password, changed: with the present one; the fresh proof is asked for around it. */
import { html, nothing, type TemplateResult } from "lit";
import { t } from "./words";

/** How far it has come; `not_the_same`: the two new ones differ. */
export type Changing = "shut" | "open" | "not_the_same" | "done";

export interface PasswordActs {
  showPassword(state: Changing): void;
  /** Nothing of it is kept in the page but in the fields themselves, which are emptied. */
  changePassword(present: string, password: string): Promise<boolean>;
}

const FIELDS = [["present", "current-password"], ["first", "new-password"], ["second", "new-password"]] as const;
const LABELS = { present: "password.present", first: "enrol.password", second: "enrol.again" } as const;

async function submit(event: SubmitEvent, act: PasswordActs): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const given = new FormData(form);
  const [present, first, second] = FIELDS.map(([name]) => String(given.get(name) ?? ""));
  if (first !== second) { act.showPassword("not_the_same"); return; }
  if (await act.changePassword(present ?? "", first ?? "")) form.reset();
}

export function viewPassword(state: Changing, act: PasswordActs): TemplateResult {
  const open = state === "open" || state === "not_the_same";
  return html`<section class="pieces__part" aria-labelledby="password-heading">
    <h3 id="password-heading">${t("password.heading")}</h3>
    <p role="status">${state === "done" ? t("password.done") : nothing}</p>
    ${open ? html`<form class="factor__app" @submit=${(event: SubmitEvent) => void submit(event, act)}>
      <p class="quiet">${t("enrol.lead_own")}</p>
      ${FIELDS.map(([name, fill]) => html`<div class="field">
        <label for="password-${name}">${t(LABELS[name])}</label>
        <input id="password-${name}" name=${name} type="password" required autocomplete=${fill}
          spellcheck="false" autocapitalize="off" aria-describedby="refusal password-refusal">
      </div>`)}
      <div role="alert" id="password-refusal">${state === "not_the_same"
        ? html`<p class="note note--bad">${t("enrol.not_the_same")}</p>` : nothing}</div>
      <div class="pieces__acts">
        <button class="button button--main" type="submit">${t("password.save")}</button>
        <button class="button" type="button" @click=${() => act.showPassword("shut")}>
          ${t("dialog.cancel")}</button>
      </div></form>` : html`<div class="pieces__acts"><button class="button" type="button"
        @click=${() => act.showPassword("open")}>${t("password.change")}</button></div>`}
  </section>`;
}
