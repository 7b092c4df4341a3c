/** The list of shortcuts. */
import { html, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show } from "./dialog";
import { KEYS } from "./keys";
import { t, type Key } from "./words";

const SAID: Record<(typeof KEYS)[number], Key> = {
  "F2": "keys.owed", "Shift+F2": "keys.next", "F4": "keys.replies", "F8": "keys.services",
  "F9": "keys.note", "Ctrl+/": "keys.help",
};

export function viewKeys(act: Controller): TemplateResult {
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form method="dialog">
      <h2 id="dialog-heading">${t("keys.heading")}</h2>
      <p class="quiet">${t("keys.lead")}</p>
      <dl class="keys">${KEYS.map((key) => html`<div><dt><kbd>${key}</kbd></dt>
        <dd>${t(SAID[key])}</dd></div>`)}
        <div><dt><kbd>Enter</kbd></dt><dd>${t("keys.send")}</dd></div>
        <div><dt><kbd>/</kbd></dt><dd>${t("keys.slash")}</dd></div></dl>
      <div class="dialog__acts">
        <button class="button button--main" type="submit">${t("keys.close")}</button></div>
    </form>
  </dialog>`;
}
