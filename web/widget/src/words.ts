/** What the chat says. The page brings the words of one language with it; another is fetched when it is asked for. */
import type en from "../locale/en.json";
import exitWords from "../locale/exit-words.json";
import type youngEn from "../locale/young.en.json";
import { spoken, type Language } from "./languages.js";
import type { Audience } from "./protocol.js";

/** Every text of the chat; where a language lacks one, the build puts the English (scripts/languages.mjs). */
export type Words = typeof en;
/** `young`: what is said otherwise to under 18s. */
interface Catalogue {
  adult: Words;
  young: typeof youngEn;
}

const voices = new Map<Language, Record<Audience, Words>>();

function keep(language: Language, { adult, young }: Catalogue): void {
  voices.set(language, { adult, young: { ...adult, ...young } });
}

/** Takes the words that came with the page out of it: what the page holds is what it says. */
export function readWords(page: Document): void {
  const brought = page.querySelector("#words");
  keep(spoken(brought?.getAttribute("lang")).code, JSON.parse(brought?.textContent ?? "") as Catalogue);
  brought?.remove();
}

/** Fetches a language's words where they are not here yet; false: they do not come just now. */
export async function fetchWords(language: Language): Promise<boolean> {
  if (voices.has(language)) return true;
  try {
    keep(language, (await (await fetch(`/assets/words.${language}.json`)).json()) as Catalogue);
    return true;
  } catch {
    return false;
  }
}

/** In that language; while its words are on their way, in the one that the page brought. */
export function wordsFor(language: Language, audience: Audience = "adult"): Words {
  const [brought] = voices.values();
  return (voices.get(language) ?? brought)![audience];
}

/** Puts values into a text: `fill("Call {number}", { number: "999" })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A day, and its time where one is given, as people in that language write it. */
export function day(value: string, language: Language, time = false): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  const style = time ? ({ dateStyle: "long", timeStyle: "short" } as const) : ({ dateStyle: "long" } as const);
  return new Intl.DateTimeFormat(spoken(language).tag, style).format(date);
}

/** The words that mean Exit when they are the whole message, in every language at once. */
const EXIT_WORDS = new Set(Object.values(exitWords).flat());

export const isExitWord = (text: string): boolean =>
  EXIT_WORDS.has(text.toLowerCase().replace(/[\s.,!?'"]+/g, " ").trim());

/** `0808 802 0300` as an address a phone can call. */
export const tel = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, "")}`;
