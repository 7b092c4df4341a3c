/** The pages between the password and the desk: proving a second factor, and setting one up. */
import { html, nothing, type TemplateResult } from "lit";
import { canUsePasskeys } from "./passkeys";
import type { SecondStep } from "./second-step";
import type { Way } from "./security-api";
import type { State } from "./state";
import { doorFrame } from "./view-sign-in";
import { viewQr } from "./view-qr";
import { t, type Key } from "./words";

const OTHER: Readonly<Record<Way, Key>> = {
  passkey: "second.use_passkey", code: "second.use_code", recovery: "second.use_recovery",
  password: "second.use_password",
};

function submitting(act: (value: string) => void): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("code");
    if (field instanceof HTMLInputElement) { act(field.value.trim()); field.value = ""; }
  };
}

/** A field for a code: six digits of an app, or a recovery code. */
export function codeField(id: string, words: string, digits: boolean, bad: boolean): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${words}</label>
    <input id=${id} name="code" required autocomplete=${digits ? "one-time-code" : "off"}
      inputmode=${digits ? "numeric" : "text"} spellcheck="false" autocapitalize="off"
      maxlength="64" aria-describedby="refusal" aria-invalid=${bad ? "true" : nothing}>
  </div>`;
}

export function viewSecond(state: State, step: SecondStep): TemplateResult {
  const { way } = step;
  const busy = state.busy ? "true" : nothing;
  const bad = state.refusal === "wrong_code";
  const others = step.ways.filter((one) => one !== way);
  const form = way === "passkey"
    ? html`<button class="button button--main button--wide" type="button" aria-disabled=${busy}
        @click=${() => step.prove("")}>${t("second.passkey_button")}</button>`
    : html`<form @submit=${submitting((value) => step.prove(value))}>
        ${codeField("code", t(way === "code" ? "second.code" : "second.recovery"), way === "code", bad)}
        <button class="button button--main button--wide" type="submit" aria-disabled=${busy}>
          ${t("second.button")}</button>
      </form>`;
  const lead = { passkey: "second.lead_passkey", code: "second.lead_code",
    recovery: "second.lead_recovery", password: "second.lead_recovery" } as const;
  return doorFrame(state, t("second.heading"), t(lead[way]), html`${form}
    ${others.length === 0 ? nothing : html`<ul class="door__ways">
      ${others.map((one) => html`<li><button class="button button--quiet" type="button"
        @click=${() => step.choose(one)}>${t(OTHER[one])}</button></li>`)}</ul>`}`);
}

/** The app's secret as a picture and in letters, and the field for its first code. */
export function viewApp(step: Pick<SecondStep, "app">, bad: boolean, busy: boolean,
  confirm: (code: string) => void, leave: () => void): TemplateResult {
  const { app } = step;
  if (app === null) return html``;
  const groups = app.secret.match(/.{1,4}/g) ?? [];
  return html`<div class="factor__app">
    <p>${t("factor.app_scan")}</p>
    ${viewQr(app.drawn)}
    <p class="quiet">${t("factor.app_type")}</p>
    <p><code class="factor__secret" .textContent=${groups.join(" ")}></code></p>
    <form @submit=${submitting(confirm)}>
      ${codeField("app-code", t("factor.app_code"), true, bad)}
      <div class="dialog__acts">
        <button class="button" type="button" @click=${leave}>${t("factor.back")}</button>
        <button class="button button--main" type="submit" aria-disabled=${busy ? "true" : nothing}>
          ${t("factor.app_confirm")}</button>
      </div>
    </form>
  </div>`;
}

export function viewSetUp(state: State, step: SecondStep): TemplateResult {
  const bad = state.refusal === "wrong_code";
  const inner = step.app === null
    ? html`<div class="door__choices">
        <button class="button button--main button--wide" type="button"
          @click=${() => void step.startApp()}>${t("factor.add_app")}</button>
        <p class="hint">${t("factor.app_hint")}</p>
        ${canUsePasskeys() ? html`<button class="button button--wide" type="button"
            @click=${() => step.addPasskey()}>${t("factor.add_passkey")}</button>
          <p class="hint">${t("factor.passkey_hint")}</p>` : nothing}
      </div>`
    : viewApp(step, bad, state.busy, (code) => step.confirmApp(code), () => step.leaveApp());
  return doorFrame(state, t("setup.heading"), t("setup.lead"), inner);
}

export function viewCodeList(codes: readonly string[]): TemplateResult {
  return html`<ul class="codes" aria-label=${t("codes.list")}>
    ${codes.map((code) => html`<li><code .textContent=${code}></code></li>`)}</ul>`;
}

export function viewCodes(state: State, step: SecondStep): TemplateResult {
  return doorFrame(state, t("codes.heading"), t("codes.lead"), html`
    ${viewCodeList(step.codes)}
    <button class="button button--main button--wide" type="button"
      @click=${() => step.keptCodes()}>${t("codes.kept")}</button>`);
}
