/** Cards of the log. What a card lacks is not drawn; what it has is text, never markup. */
import { html, nothing, type TemplateResult } from "lit";
import type { Card } from "./protocol.js";
import "./steps.js";
import type { Language } from "./languages.js";
import { day, fill, tel, type Words } from "./words.js";

export interface Around {
  words: Words;
  language: Language;
  emergency: string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A web address as it may be followed: with its scheme, and http(s) only. */
function address(web: string): string | null {
  const url = /^https?:/i.test(web) ? web : `https://${web}`;
  return URL.canParse(url) && /^https?:\/\/[^/]+\.[^/]+/i.test(url) ? url : null;
}

export function card(card: Card, around: Around): TemplateResult | typeof nothing {
  if (card.type === "service") return service(card, around);
  if (card.type === "steps") return steps(card, around);
  if (card.type === "emergency") return emergency(card, around);
  return nothing;
}

function service(card: Card, { words, language }: Around): TemplateResult {
  const phone = text(card.phone);
  const sms = text(card.text);
  const web = text(card.web);
  const href = address(web);
  const row = (name: string, value: unknown): TemplateResult | typeof nothing =>
    value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
  return html`<section class="card">
    <h3>${text(card.name)}</h3>
    ${phone ? html`<a class="call" href=${tel(phone)}>${fill(words.call, { number: phone })}</a>` : nothing}
    <dl>
      ${row(words.text, sms && (/^[\d\s+]+$/.test(sms) ? html`<a href=${`sms:${sms.replace(/\s/g, "")}`}>${sms}</a>` : sms))}
      ${row(words.hours, text(card.hours))}
      ${row(words.website, web && (href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${web}</a>` : web))}
    </dl>
    ${href ? html`<p class="small">${words.new_tab}</p>` : nothing}
    ${text(card.note) ? html`<p>${text(card.note)}</p>` : nothing}
    ${text(card.checked) ? html`<p class="small">${fill(words.checked, { date: day(text(card.checked), language) })}</p>` : nothing}
  </section>`;
}

function steps(card: Card, { words }: Around): TemplateResult {
  const list = Array.isArray(card.steps) ? card.steps.map(text).filter(Boolean) : [];
  return html`<waymark-steps .words=${words} .heading=${text(card.title)} .steps=${list}></waymark-steps>`;
}

function emergency(card: Card, { words, emergency }: Around): TemplateResult {
  const number = text(card.phone) || emergency;
  const more = [text(card.text), text(card.note), ...(Array.isArray(card.steps) ? card.steps.map(text) : [])];
  return html`<section class="card danger">
    <h3>${text(card.title) || words.emergency_title}</h3>
    <a class="call" href=${tel(number)}>${fill(words.call, { number })}</a>
    ${more.filter(Boolean).map((line) => html`<p>${line}</p>`)}
  </section>`;
}
