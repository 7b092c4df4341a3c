/** "Is it still you?": the button that asks, and what came of it. The word itself is shown to nobody. */
import { html, nothing, type TemplateResult } from "lit";
import type { Controller } from "./controller";
import type { Chat } from "./state";
import type { StillYou } from "./wire";
import { at, label, t } from "./words";

/** Since when there is a word, and how the newest question stands. Nothing while there is neither. */
export function viewStillYou(chat: Chat, now: number): TemplateResult | typeof nothing {
  const asked = chat.info?.still_you;
  if (!asked || (asked.chosen_at === null && asked.state === null)) return nothing;
  const wrong = asked.state === "differently" || asked.state === "no_answer";
  return html`<div class=${wrong ? "arranged arranged--mind" : "arranged"} role="note"
      aria-label=${t("stillyou.heading")}>
    ${asked.chosen_at === null ? nothing
      : html`<p>${t("stillyou.chosen", { time: at(asked.chosen_at, now) })}</p>`}
    ${asked.state === null ? nothing : html`<p><strong>${outcome(asked)}</strong></p>
      <p>${t(advice(asked))}</p>`}
  </div>`;
}

/** What came of it, in one sentence. Without a word, what they write has to be read. */
export function outcome(asked: StillYou): string {
  if (!asked.with_word && asked.state === "asked") return t("stillyou.plain");
  return label("still_you_state", asked.state);
}

function advice(asked: StillYou): "stillyou.do_right" | "stillyou.do_wrong" | "stillyou.do_wait" {
  if (asked.state === "rightly") return "stillyou.do_right";
  return asked.state === "asked" ? "stillyou.do_wait" : "stillyou.do_wrong";
}

export function viewAskStillYou(chat: Chat, act: Controller): TemplateResult | typeof nothing {
  const { info, conversation } = chat;
  if (!info) return nothing;
  return html`<button class="button button--tool" type="button"
    ?disabled=${!info.can_send || info.still_you?.state === "asked"}
    @click=${() => act.tools.askStillYou(conversation)}>${t("stillyou.ask")}</button>`;
}
