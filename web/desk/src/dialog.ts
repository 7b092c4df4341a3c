/** What all dialogs of the desk share: they are shown as soon as they are there, and end alike. */
import { html, nothing, type TemplateResult } from "lit";
import type { State } from "./state";
import { label, t } from "./words";

/** Shows a dialog over the page as soon as it is there, for Lit's `ref`. */
// The element is in the page only after Lit has finished this render.
export const show = (element?: Element): void => queueMicrotask(() => {
  if (element instanceof HTMLDialogElement && element.isConnected && !element.open) {
    element.showModal();
  }
});

/** The end of a form that goes over the line: that there is none, if so; a way back; `button` sends it. */
export const viewFoot = (state: State, button: string): TemplateResult => html`
  <div role="status">${state.connection === "open" ? nothing : html`<p class="note note--bad">
    ${label("refusal", "no_connection")}</p>`}</div>
  <div class="dialog__acts">
    <button class="button" type="button" @click=${(event: Event) =>
      (event.currentTarget as HTMLElement).closest("dialog")?.close()}>${t("dialog.cancel")}</button>
    <button class="button button--main" type="submit">${button}</button>
  </div>`;
