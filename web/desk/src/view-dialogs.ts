/** What a worker is asked before something ends: how a chat closed, what was done. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Controller } from "./controller";
import { show, viewFoot } from "./dialog";
import {
  OUTCOMES, REVIEW_ACTIONS, type Group, type Outcome, type ReviewAction,
} from "./names";
import "./picker";
import type { Chat, State } from "./state";
import { viewKeys } from "./view-keys";
import { viewLimitsDialog } from "./view-limits";
import { viewMoveDialog } from "./view-move";
import { viewOverrideDialog } from "./view-override";
import { viewPassDialog } from "./view-pass";
import { label, t } from "./words";

/** The longest note, in characters. */
const LONGEST_NOTE = 2_000;

interface Question<Name extends string> {
  heading: string;
  lead: string | TemplateResult;
  legend: string;
  group: Group;
  names: readonly Name[];
  note: string;
  button: string;
  /** False keeps the dialog open. */
  /** A second field that must be filled in, with why it is asked. */
  more?: { label: string; hint: string };
  answer(name: Name, note: string, more: string): boolean;
}

function viewQuestion<Name extends string>(question: Question<Name>, state: State,
  act: Controller): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const name = question.names.find((one) => one === data.get("choice"));
    if (name === undefined) return;
    if (question.answer(name, String(data.get("note") ?? "").trim(),
      String(data.get("more") ?? "").trim())) {
      form.closest("dialog")?.close();
    }
  };
  return html`<dialog class="dialog" aria-labelledby="dialog-heading" ${ref(show)}
      @close=${() => act.ask(null)}>
    <form autocomplete="off" @submit=${submit}>
      <h2 id="dialog-heading">${question.heading}</h2>
      <p class="quiet">${question.lead}</p>
      <fieldset>
        <legend>${question.legend}</legend>
        ${question.names.map((name) => html`<label class="choice">
          <input type="radio" name="choice" value=${name} required>
          <span>${label(question.group, name)}</span></label>`)}
      </fieldset>
      <div class="field">
        <label for="note">${question.note}</label>
        <textarea id="note" name="note" rows="3" autocomplete="off" maxlength=${LONGEST_NOTE}
          aria-describedby="note-hint"></textarea>
        <p class="hint" id="note-hint">${t("dialog.note_hint")}</p>
      </div>
      ${question.more === undefined ? nothing : html`<div class="field">
        <label for="more">${question.more.label}</label>
        <textarea id="more" name="more" rows="2" autocomplete="off" maxlength=${LONGEST_NOTE}
          aria-describedby="more-hint"></textarea>
        <p class="hint" id="more-hint">${question.more.hint}</p>
      </div>`}
      ${viewFoot(state, question.button)}
    </form>
  </dialog>`;
}

function viewPicker(kind: "replies" | "services", chat: Chat | undefined,
  act: Controller): TemplateResult | typeof nothing {
  if (!chat?.info) return nothing;
  const events = {
    insert: (text: string) => { act.tools.insert(chat, text); },
    sendCard: (service: string, name: string) => act.tools.sendCard(chat, service, name),
    close: () => {
      act.ask(null);
      document.querySelector<HTMLElement>("#message")?.focus();
    },
  };
  return html`<desk-picker .kind=${kind} .info=${chat.info} .events=${events}></desk-picker>`;
}

export function viewDialog(state: State, act: Controller): TemplateResult | typeof nothing {
  const { dialog } = state;
  if (dialog === null) return nothing;
  if (dialog.kind === "keys") return viewKeys(act);
  if (dialog.kind === "pass") return viewPassDialog(dialog.id, state, act);
  if (dialog.kind === "replies" || dialog.kind === "services") {
    return viewPicker(dialog.kind, state.chats.get(dialog.id), act);
  }
  if (dialog.kind === "override") return viewOverrideDialog(dialog.id, state, act);
  if (dialog.kind === "move") return viewMoveDialog(dialog.id, state, act);
  if (dialog.kind === "limits") return viewLimitsDialog(state, act);
  if (dialog.kind === "close") {
    const mark = state.chats.get(dialog.id)?.mark ?? "";
    return viewQuestion<Outcome>({
      heading: t("close.heading", { mark }), lead: t("close.lead"), legend: t("close.legend"),
      group: "outcome", names: OUTCOMES, note: t("close.note"), button: t("close.button"),
      answer: (outcome, note) => act.close(dialog.id, outcome, note),
    }, state, act);
  }
  const alerts = [...(state.board?.alerts ?? []),
    ...[...state.chats.values()].flatMap((chat) => chat.info?.alerts ?? [])];
  const alert = alerts.find((one) => one.id === dialog.id);
  const lead = alert ? label("alert", alert.kind) : t("review.already");
  return viewQuestion<ReviewAction>({
    heading: t("review.heading"), lead, legend: t("review.legend"), group: "action",
    names: REVIEW_ACTIONS, note: t("review.note"), button: t("review.button"),
    ...(alert?.kind === "child_in_danger" ? { more: {
      label: t("review.capacity"), hint: t("review.capacity_hint"),
    } } : {}),
    answer: (action, note, capacity) => act.review(dialog.id, action, note, capacity),
  }, state, act);
}
