/**
 * The way from a key to the words a worker reads, in their language. No sentence lives in code: all
 * are in locale/en.json, and in the file of each other language; a key without words in English
 * fails the build, and one that another language lacks is said in English (locale/check.ts).
 */
/// <reference types="vite/types/importMeta.d.ts" />
import en from "../locale/en.json";
import { languages, spoken as known, type Language } from "./languages";
import type { Group } from "./names";

export type Key = keyof typeof en;
type Stem<K> = K extends `${infer S}.one` ? S : never;
export type CountKey = Stem<Key>;
type Values = Readonly<Record<string, string | number>>;
type Table = Readonly<Record<string, string>>;

const USUAL = languages[0]!.code;
/** Fetched when somebody asks for one. */
const others = import.meta.glob<Table>(["../locale/*.json", "!../locale/en.json"], { import: "default" });
let table: Table = en;
let spoken: Language = USUAL;

/** The language that the page speaks now. */
export const language = (): Language => spoken;

/** The page speaks this from now on; false where its words can't be had just now. */
export async function speak(wanted: Language): Promise<boolean> {
  if (wanted === spoken) return true;
  try {
    const own = await others[`../locale/${wanted}.json`]?.();
    table = { ...en, ...Object.fromEntries(Object.entries(own ?? {}).filter(([, words]) => words.trim())) };
  } catch (error) {
    // What a browser says when a file can't be fetched.
    if (error instanceof TypeError) return false;
    throw error;
  }
  spoken = wanted;
  const { tag, direction } = known(wanted);
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
  return true;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day or a time as people write it in the language of the page. */
export function written(date: Date, how: Intl.DateTimeFormatOptions): string {
  const name = `${spoken} ${JSON.stringify(how)}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat(known(spoken).tag, how);
  formats.set(name, format);
  return format.format(date);
}

const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const DAY_AND_CLOCK = { weekday: "short", day: "numeric", month: "short", ...CLOCK } as const;

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words for a key, with its named gaps filled. */
export function t(key: Key, values: Values = {}): string {
  return fill(table[key] ?? en[key], values);
}

/** The words for a number of things: `key.one` or `key.other`, with `{n}` filled. */
export function count(key: CountKey, n: number, values: Values = {}): string {
  return fill(table[`${key}.${n === 1 ? "one" : "other"}`] ?? "", { n, ...values });
}

/**
 * The label of a name the server sent. A topic that a charity has added is called by its own name
 * ("ask_moving_home": "Moving home"); another name not known here gets the group's own "other".
 */
export function label(group: Group, name: string | null | undefined): string {
  return table[`${group}.${name ?? "other"}`] ?? ownTopic(name) ?? ownName(group, name)
    ?? table[`${group}.other`] ?? "";
}

/** What a language calls itself, while nobody has said what others call it. */
const ownName = (group: Group, name: string | null | undefined): string | undefined =>
  group === "language" ? languages.find(({ code }) => code === name)?.name : undefined;

function ownTopic(name: string | null | undefined): string | undefined {
  const words = /^ask_([a-z0-9_]+)$/.exec(name ?? "")?.[1]?.replaceAll("_", " ");
  return words && words.charAt(0).toUpperCase() + words.slice(1);
}

/** How long something has gone on, in whole minutes and hours. `since` is an ISO time. */
export function waited(since: string, now: number): string {
  const minutes = Math.floor(Math.max(0, now - Date.parse(since)) / 60_000);
  if (!Number.isFinite(minutes)) return t("time.unknown");
  if (minutes < 1) return t("time.now");
  if (minutes < 60) return count("time.minutes", minutes);
  return t("time.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** The clock time of an ISO time; with the day when it was not today. */
export function at(iso: string, now: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return t("time.unknown");
  const today = new Date(now).toDateString() === date.toDateString();
  return written(date, today ? CLOCK : DAY_AND_CLOCK);
}

/** Several labels side by side. Each is a phrase of its own, so no "and" is put between them. */
export function joined(parts: readonly string[]): string {
  return parts.join(" · ");
}
