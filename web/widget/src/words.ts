import cy from "../locale/cy.json";
import en from "../locale/en.json";
import youngCy from "../locale/young.cy.json";
import youngEn from "../locale/young.en.json";
import type { Audience } from "./protocol.js";

export type Language = "en" | "cy";
/** Every text of the chat; a language that lacks one does not compile. */
export type Words = typeof en;

const LANGUAGES: Record<Language, Words> = { en, cy };
const LOCALES: Record<Language, string> = { en: "en-GB", cy: "cy-GB" };

/** The voice for under 18s: what is said otherwise to them. Both languages say the same things otherwise. */
const YOUNG: Record<Language, Partial<Words> & typeof youngEn> = { en: youngEn, cy: youngCy };
const VOICES: Record<Language, Words> = { en: { ...en, ...YOUNG.en }, cy: { ...cy, ...YOUNG.cy } };

export const wordsFor = (language: Language, audience: Audience = "adult"): Words =>
  (audience === "young" ? VOICES : LANGUAGES)[language];

/** Puts values into a text: `fill("Call {number}", { number: "999" })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A day, and its time where one is given, as people in that language write it. */
export function day(value: string, language: Language, time = false): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  const style = time ? ({ dateStyle: "long", timeStyle: "short" } as const) : ({ dateStyle: "long" } as const);
  return new Intl.DateTimeFormat(LOCALES[language], style).format(date);
}

/** The words that mean Exit when they are the whole message, in every language at once. */
const EXIT_WORDS = new Set([...en.exit_words, ...cy.exit_words]);

export const isExitWord = (text: string): boolean =>
  EXIT_WORDS.has(text.toLowerCase().replace(/[\s.,!?'"]+/g, " ").trim());

/** `0808 802 0300` as an address a phone can call. */
export const tel = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, "")}`;
