/** The lists of the security dialog: second factors, sessions, colleagues. */
import { html, nothing, type TemplateResult } from "lit";
import type { Colleague, Security } from "./security-api";
import { at, count, joined, label, t } from "./words";

export interface OwnActs {
  startApp(): Promise<void>;
  addPasskey(): void;
  removeFactor(id: string): void;
  newCodes(): void;
  endSession(id: string): void;
  endAll(): void;
}

export interface LeadActs {
  resetColleague(one: Colleague): Promise<void>;
  endColleague(id: string): void;
}

export function viewFactors(own: Security, act: OwnActs, passkeys: boolean): TemplateResult {
  const now = Date.now();
  const lasts = own.required && own.factors.length === 1;
  return html`<section class="pieces__part" aria-labelledby="factors-heading">
    <h3 id="factors-heading">${t("factor.heading")}</h3>
    <p class="quiet">${t(own.required ? "factor.required" : "factor.optional")}</p>
    <ul class="pieces__list">${own.factors.map((one) => html`<li class="piece">
      <p><strong>${t(one.kind === "totp" ? "factor.app" : "factor.passkey")}</strong></p>
      <p class="quiet">${joined([t("factor.since", { time: at(one.since, now) }),
        one.used ? t("factor.used", { time: at(one.used, now) }) : ""].filter((text) => text !== ""))}</p>
      ${lasts ? nothing : html`<button class="button" type="button"
        @click=${() => act.removeFactor(one.id)}>${t("factor.remove")}</button>`}
    </li>`)}</ul>
    <div class="pieces__acts">
      <button class="button" type="button" @click=${() => void act.startApp()}>
        ${t(own.factors.some((one) => one.kind === "totp") ? "factor.change_app" : "factor.add_app")}</button>
      ${passkeys ? html`<button class="button" type="button" @click=${() => act.addPasskey()}>
        ${t("factor.add_passkey")}</button>` : nothing}
    </div>
    ${own.factors.length === 0 ? nothing : html`<p>${count("codes.left", own.recovery_codes)}</p>
      <div class="pieces__acts"><button class="button" type="button"
        @click=${() => act.newCodes()}>${t("codes.new")}</button></div>`}
  </section>`;
}

export function viewSessions(own: Security, act: OwnActs): TemplateResult {
  const now = Date.now();
  return html`<section class="pieces__part" aria-labelledby="sessions-heading">
    <h3 id="sessions-heading">${t("sessions.heading")}</h3>
    <p class="quiet">${t("sessions.lead")}</p>
    <ul class="pieces__list">${own.sessions.map((one) => html`<li class="piece">
      <p>${t("sessions.since", { time: at(one.since, now) })}
        ${one.this ? html`<strong>${t("sessions.this")}</strong>`
          : html`<span class="quiet">${t("sessions.seen", { time: at(one.seen, now) })}</span>`}</p>
      ${one.this ? nothing : html`<button class="button" type="button"
        @click=${() => act.endSession(one.id)}>${t("sessions.end")}</button>`}
    </li>`)}</ul>
    <div class="pieces__acts"><button class="button" type="button"
      @click=${() => act.endAll()}>${t("sessions.end_all")}</button></div>
  </section>`;
}

export function viewColleagues(team: readonly Colleague[], act: LeadActs): TemplateResult {
  return html`<section class="pieces__part" aria-labelledby="colleagues-heading">
    <h3 id="colleagues-heading">${t("colleagues.heading")}</h3>
    <p class="quiet">${t("colleagues.lead")}</p>
    <ul class="pieces__list">${team.filter((one) => !one.you).map((one) => html`<li class="piece">
      <p><strong .textContent=${one.name}></strong>
        <span class="quiet">${joined([label("role", one.role), one.email])}</span></p>
      <p class="quiet">${joined([
        t(!one.enrolled ? "colleagues.invited" : one.factors > 0 ? "colleagues.safe" : "colleagues.unsafe"),
        count("colleagues.sessions", one.sessions)])}</p>
      <div class="pieces__acts">
        ${one.factors > 0 ? html`<button class="button" type="button"
          @click=${() => void act.resetColleague(one)}>${t("colleagues.reset")}</button>` : nothing}
        ${one.sessions > 0 ? html`<button class="button" type="button"
          @click=${() => act.endColleague(one.id)}>${t("colleagues.end")}</button>` : nothing}
      </div>
    </li>`)}</ul>
  </section>`;
}
