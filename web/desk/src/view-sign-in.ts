/** The pages before the board: signing in, and choosing a password with an enrolment link. */
import { html, nothing, type TemplateResult } from "lit";
import type { State } from "./state";
import { languages, type Language } from "./languages";
import { label, language, t } from "./words";

export interface SignInEvents {
  signIn(email: string, password: string, code: string): void;
  enrol(password: string, again: string): void;
  speak(language: Language): void;
}

function value(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : "";
}

function refusal(state: State): TemplateResult {
  const { refusal: code } = state;
  const session = code === "session_over" || code === "signed_out";
  let words = code === null ? "" : label("refusal", code);
  if (code === "session_over") words = t("signin.session_over");
  if (code === "signed_out") words = t("signin.signed_out");
  if (code === "not_the_same") words = t("enrol.not_the_same");
  return html`<div role="alert" id="refusal">
    ${words === "" ? nothing : html`<p class=${session ? "note" : "note note--bad"}>${words}</p>`}
  </div>`;
}

function password(name: string, words: string, fill: "current-password" | "new-password",
  invalid: boolean): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${words}</label>
    <input id=${name} name=${name} type="password" required autocomplete=${fill}
      spellcheck="false" autocapitalize="off" aria-describedby="refusal"
      aria-invalid=${invalid ? "true" : nothing}>
  </div>`;
}

/** The card that the pages before the board are shown in. */
export function doorFrame(state: State, heading: string, lead: string, form: TemplateResult): TemplateResult {
  return html`<main class="door" id="main">
    <div class="door__card">
      <p class="brand"><span class="brand__mark" aria-hidden="true"></span>${t("page.brand")}</p>
      <h1>${heading}</h1>
      <p class="quiet">${lead}</p>
      ${refusal(state)}
      ${form}
    </div>
    <p class="door__foot quiet">${t("signin.privacy")}</p>
  </main>`;
}

export function viewSignIn(state: State, events: SignInEvents): TemplateResult {
  const bad = state.refusal === "wrong_sign_in";
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    events.signIn(value(form, "email").trim(), value(form, "password"), value(form, "code").trim());
  };
  return doorFrame(state, t("signin.heading"), t("signin.lead"), html`
    <form @submit=${submit}>
      <div class="field">
        <label for="email">${t("signin.email")}</label>
        <input id="email" name="email" type="email" required autocomplete="username"
          spellcheck="false" autocapitalize="off" aria-describedby="refusal"
          aria-invalid=${bad ? "true" : nothing}>
      </div>
      ${password("password", t("signin.password"), "current-password", bad)}
      ${state.refusal === "too_many" ? html`<div class="field">
        <label for="code">${t("signin.code")}</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="64"
          aria-describedby="code-hint">
        <p class="hint" id="code-hint">${t("signin.code_hint")}</p></div>` : nothing}
      <button class="button button--main button--wide" type="submit"
        aria-disabled=${state.busy ? "true" : nothing}>${t("signin.button")}</button>
      ${languages.filter(({ code }) => code !== language()).map(({ code, tag, name }) => html`
        <button class="button button--quiet door__language" type="button" lang=${tag}
          @click=${() => events.speak(code)}>${name}</button>`)}
    </form>`);
}

export function viewEnrol(state: State, events: SignInEvents): TemplateResult {
  const bad = state.refusal === "weak_password" || state.refusal === "not_the_same";
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    events.enrol(value(form, "first"), value(form, "second"));
  };
  return doorFrame(state, t("enrol.heading"), t("enrol.lead"), html`
    <form @submit=${submit}>
      ${password("first", t("enrol.password"), "new-password", bad)}
      ${password("second", t("enrol.again"), "new-password", bad)}
      <button class="button button--main button--wide" type="submit"
        aria-disabled=${state.busy ? "true" : nothing}>${t("enrol.button")}</button>
    </form>`);
}
