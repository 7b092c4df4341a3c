/** The page of who has no board: content editors and auditors. */
import { html, nothing, type TemplateResult } from "lit";
import "./audit-view";
import "./content-list";
import "./own-settings";
import "./partners-panel";
import "./security-panel";
import type { State } from "./state";
import { label, t } from "./words";

export interface OfficeEvents {
  signOut(): void;
}

export function viewOffice(state: State, events: OfficeEvents): TemplateResult {
  const role = state.worker?.role ?? "";
  return html`<div class="desk">
    <header><div class="bar">
      <h1 class="brand"><span class="brand__mark" aria-hidden="true"></span>${t("page.brand")}</h1>
      <div class="bar__tools">
        <span class="bar__own"><waymark-own .role=${role}></waymark-own>
          <waymark-security .role=${role}></waymark-security></span>
        <span class="bar__worker"><span .textContent=${state.worker?.name ?? ""}></span>
          <span class="quiet">${label("role", role)}</span></span>
        <button class="button button--quiet bar__out" type="button"
          @click=${() => events.signOut()}>${t("bar.sign_out")}</button>
      </div>
    </div>
    ${state.notice === null ? nothing
      : html`<p class="notice notice--bad" role="alert">${state.notice.text}</p>`}</header>
    <main class="office" id="main">
      ${role === "content_editor" ? html`<section class="office__card">
        <h2 id="office-heading" tabindex="-1">${t("office.editor")}</h2>
        <p class="quiet">${t("office.editor_lead")}</p>
        <waymark-content></waymark-content>
        <waymark-partners .role=${role}></waymark-partners></section>` : nothing}
      ${role === "auditor" ? html`<section class="office__card">
        <h2 id="office-heading" tabindex="-1">${t("office.auditor")}</h2>
        <p class="quiet">${t("office.auditor_lead")}</p>
        <waymark-audit></waymark-audit></section>` : nothing}
    </main>
  </div>`;
}
