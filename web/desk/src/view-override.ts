/**
 * Opening a chat before its visitor agrees: the button, the questions before it, and what whoever reads
 * the chat is told of it. What was written comes from the server for leads and for who wrote it only.
 */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show, viewFoot } from "./dialog";
import { RISKS } from "./names";
import { isMine, type State } from "./state";
import { LONGEST_REASON, type Override, type OverrideFrame } from "./wire";
import { at, label, t } from "./words";

/** For leads, and for who has the chat, where it waits or is with a worker. */
export function viewOpenButton(conversation: string | null, owner: string | null, state: State,
  act: Controller): TemplateResult | typeof nothing {
  const withPeople = owner === "waiting" || owner === "worker";
  if (conversation === null || !withPeople) return nothing;
  if (state.worker?.role !== "lead" && !isMine(state, conversation)) return nothing;
  return html`<button class="button button--quiet" type="button"
    @click=${() => act.ask({ kind: "override", id: conversation })}>${t("override.button")}</button>`;
}

/** Who decided, in one sentence. */
function who(override: Override, now: number): string {
  const by = override.by ?? label("role", "lead");
  const second = override.second ?? label("role", "lead");
  const time = at(override.at, now);
  if (override.status === "asked") return t("override.asks", { by, time });
  if (override.status === "refused") return t("override.refused", { by, second });
  return override.at_once ? t("override.by", { by, time }) : t("override.by_two", { by, second, time });
}

/** What it means now. */
function standing(override: Override, now: number): string {
  if (override.status === "refused") return t("override.nothing_opened");
  if (override.status === "asked")
    return t(override.waits ? "override.waits" : "override.nobody_came", { time: at(override.until, now) });
  return override.open ? t("override.open_until", { time: at(override.until, now) }) : t("override.over");
}

/** What stands above a chat that was, or is to be, opened so. */
export function viewOpened(override: Override | null | undefined,
  now: number): TemplateResult | typeof nothing {
  if (!override) return nothing;
  const written = ([
    ["override.reason", override.reason], ["override.unsafe", override.telling_is_unsafe],
    ["override.cannot_wait", override.cannot_wait], ["override.answer", override.answer],
  ] as const).filter(([, text]) => text !== undefined);
  const opened = override.status === "open";
  return html`<div class="opened" role="note" aria-label=${t("override.note")}>
    <strong .textContent=${who(override, now)}></strong>
    <span>${label("risk", override.risk)}. ${standing(override, now)}</span>
    ${opened ? html`<span>${t(override.told ? "override.told" : "override.untold")}</span>` : nothing}
    ${opened && override.at_once ? html`<span>${override.second === null ? t("override.not_looked")
      : t("override.looked", { second: override.second })}</span>` : nothing}
    ${written.length === 0 ? nothing : html`<dl class="brief__parts">${written.map(([name, text]) => html`
      <div><dt>${t(name)}</dt><dd .textContent=${text}></dd></div>`)}</dl>`}
  </div>`;
}

/** Spaces are no reason. */
function mustBeWritten(field: HTMLTextAreaElement): boolean {
  field.setCustomValidity(field.value.trim() === "" ? t("override.write") : "");
  return field.reportValidity();
}

const onInput = (event: Event): void => {
  (event.currentTarget as HTMLTextAreaElement).setCustomValidity("");
};

/** Each thing that is written, with what stands above and below its box. */
const WRITTEN = {
  reason: ["override.reason", "override.reason_hint"],
  unsafe: ["override.unsafe", "override.unsafe_hint"],
  alone: ["override.cannot_wait", "override.cannot_wait_hint"],
} as const;

function viewReason(name: keyof typeof WRITTEN, wanted: boolean): TemplateResult {
  const [above, below] = WRITTEN[name];
  return html`<div class="field" id="${name}-field" ?hidden=${!wanted}>
    <label for=${name}>${t(above)}</label>
    <textarea id=${name} name=${name} rows="3" autocomplete="off" maxlength=${LONGEST_REASON}
      aria-describedby="${name}-hint" @input=${onInput}></textarea>
    <p class="hint" id="${name}-hint">${t(below)}</p>
  </div>`;
}

/** Shows the box that belongs to an answer, and hides it again. */
const reveals = (question: string, answer: string, box: keyof typeof WRITTEN) => (event: Event): void => {
  const form = (event.currentTarget as HTMLElement).closest("form");
  const field = form?.querySelector<HTMLElement>(`#${box}-field`);
  if (field) field.hidden = new FormData(form ?? undefined).get(question) !== answer;
};

/** For leads: a second person is asked, unless that could come too late. */
function viewWaiting(): TemplateResult {
  return html`<fieldset @change=${reveals("second", "no", "alone")}>
    <legend>${t("override.second")}</legend>
    <label class="choice"><input type="radio" name="second" value="yes" required>
      <span>${t("override.second_yes")}</span></label>
    <label class="choice"><input type="radio" name="second" value="no" required>
      <span>${t("override.second_no")}</span></label>
  </fieldset>`;
}

function viewTelling(): TemplateResult {
  return html`<fieldset @change=${reveals("tell", "no", "unsafe")}>
    <legend>${t("override.tell")}</legend>
    <label class="choice"><input type="radio" name="tell" value="yes" required>
      <span>${t("override.tell_yes")}</span></label>
    <label class="choice"><input type="radio" name="tell" value="no" required>
      <span>${t("override.tell_no")}</span></label>
  </fieldset>`;
}

/** The frame that a filled-in form asks for; null where a reason is missing, which it then says. */
export function readForm(form: HTMLFormElement, conversation: string): OverrideFrame | null {
  const data = new FormData(form);
  const risk = RISKS.find((one) => one === data.get("choice"));
  const reason = form.querySelector<HTMLTextAreaElement>("#reason");
  const unsafe = form.querySelector<HTMLTextAreaElement>("#unsafe");
  const alone = form.querySelector<HTMLTextAreaElement>("#alone");
  if (risk === undefined || !reason || !unsafe || !mustBeWritten(reason)) return null;
  const frame: OverrideFrame = {
    type: "override", conversation, id: crypto.randomUUID(), risk, reason: reason.value.trim(),
  };
  if (alone && data.get("second") === "no") {
    if (!mustBeWritten(alone)) return null;
    frame.cannot_wait = alone.value.trim();
  }
  if (data.get("tell") !== "no") return frame;
  return mustBeWritten(unsafe) ? { ...frame, telling_is_unsafe: unsafe.value.trim() } : null;
}

/** The questions. Nothing is picked beforehand: each is answered by the lead. */
export function viewOverrideDialog(conversation: string, state: State,
  act: Controller): TemplateResult {
  const watched = state.board?.alerts.some((one) => one.conversation === conversation
    && one.kind === "someone_else_typing") ?? false;
  const lead = state.worker?.role === "lead";
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const frame = readForm(form, conversation);
    if (frame && act.override(frame)) form.closest("dialog")?.close();
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${t("override.heading")}</h2>
      <p class="quiet">${t(lead ? "override.lead" : "override.lead_worker")}</p>
      <fieldset>
        <legend>${t("override.risk")}</legend>
        ${RISKS.map((name) => html`<label class="choice">
          <input type="radio" name="choice" value=${name} required>
          <span>${label("risk", name)}</span></label>`)}
      </fieldset>
      ${viewReason("reason", true)}
      ${watched ? html`<p class="note note--bad">${t("override.watched")}</p>` : nothing}
      ${viewTelling()}
      ${viewReason("unsafe", false)}
      ${lead ? html`${viewWaiting()}${viewReason("alone", false)}` : nothing}
      ${viewFoot(state, t(lead ? "override.go_on" : "override.ask"))}
    </form>
  </dialog>`;
}
