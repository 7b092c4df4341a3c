import { html, nothing, type TemplateResult } from "lit";
import type { Config } from "./config.js";
import { down } from "./icons.js";
import { tel, type Words } from "./words.js";

const cell = (label: string, number: string, kind: string): TemplateResult =>
  html`<a class="cell ${kind}" href=${tel(number)}><span>${label}</span><b>${number}</b></a>`;

/** The emergency number and the helpline's: on every screen, with or without a connection. */
export const help = ({ emergency, helpline }: Config, words: Words): TemplateResult =>
  html`<section class="strip" aria-label=${words.help_region}>
    ${cell(words.emergency, emergency, "danger")}
    ${helpline.phone ? cell(helpline.name, helpline.phone, "line") : nothing}
  </section>`;

/** Hides the chat's window on the charity's page; the chat goes on. */
export const minimise = (words: Words, hide: () => void): TemplateResult =>
  html`<button type="button" class="icon" aria-label=${words.minimise} @click=${hide}>${down}</button>`;

/** Said while there is no line: what that means for what is written, and that the phone still works. */
export const offline = (words: Words, wake: () => void): TemplateResult =>
  html`<span>${words.offline}</span><button type="button" @click=${wake}>${words.reconnect}</button>`;

/** Stands where the field was once the chat is over. */
export const ended = (words: Words, again: () => void): TemplateResult =>
  html`<div class="ended"><button type="button" class="main" @click=${again}>${words.start_again}</button></div>`;
