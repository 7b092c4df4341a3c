/** What colleagues ask of this worker: to take a chat over, and (of leads) to help with one. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Controller } from "./controller";
import { reasonsOf } from "./notices";
import type { State } from "./state";
import type { HandUp, Offer } from "./wire";
import { at, label, t, waited } from "./words";

function viewOffer(one: Offer, state: State, act: Controller): TemplateResult {
  const id = `offer-${one.conversation}`;
  const taking = state.taking.has(one.conversation);
  return html`<li class="row row--asked">
    <p class="row__why" id=${id}>${t("asked.offer", { name: one.by })}</p>
    <p class="row__facts">${label("urgency", one.urgency)} · ${reasonsOf(one)}
      · ${t("asked.until", { time: at(one.until, state.now) })}</p>
    <div class="row__foot">
      <button class="button" type="button" aria-describedby=${id}
        @click=${() => act.tools.offerOver(one.conversation)}>${t("asked.decline")}</button>
      <button class="button button--main" type="button" aria-describedby=${id}
        aria-disabled=${taking ? "true" : nothing} @click=${() => act.tools.accept(one.conversation)}>
        ${t(taking ? "waiting.taking" : "asked.accept")}</button>
    </div>
  </li>`;
}

function viewHand(one: HandUp, state: State, act: Controller): TemplateResult {
  const id = `hand-${one.conversation}`;
  return html`<li class="row row--asked">
    <p class="row__why" id=${id}>${t("asked.hand", { name: one.by })}</p>
    <div class="row__foot">
      <p class="row__facts">${waited(one.at, state.now)}</p>
      <button class="button" type="button" aria-describedby=${id}
        @click=${() => act.select(one.conversation)}>${t("asked.look")}</button>
    </div>
  </li>`;
}

/** Nothing at all while nobody asks for anything. */
export function viewAsked(state: State, act: Controller): TemplateResult | typeof nothing {
  const offers = state.board?.offers ?? [];
  const hands = state.board?.hands ?? [];
  if (offers.length + hands.length === 0) return nothing;
  return html`<section class="panel panel--asked" aria-labelledby="asked-heading">
    <h2 id="asked-heading" class="panel__heading">${t("asked.heading")}
      <span class="count">${offers.length + hands.length}</span></h2>
    <ul class="rows" role="list" aria-label=${t("asked.heading")}>
      ${repeat(offers, (one) => `o${one.conversation}`, (one) => viewOffer(one, state, act))}
      ${repeat(hands, (one) => `h${one.conversation}`, (one) => viewHand(one, state, act))}
    </ul>
  </section>`;
}
