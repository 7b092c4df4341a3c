/**
 * The way from a key to the words a worker reads. No sentence lives in code: all are in
 * locale/en.json, and a key without words fails the build (locale/check.ts).
 */
import en from "../locale/en.json";
import type { Group } from "./names";

export type Key = keyof typeof en;
type Stem<K> = K extends `${infer S}.one` ? S : never;
export type CountKey = Stem<Key>;
type Values = Readonly<Record<string, string | number>>;

const table: Readonly<Record<string, string>> = en;
const plural = new Intl.PluralRules("en-GB");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
});

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words for a key, with its named gaps filled. */
export function t(key: Key, values: Values = {}): string {
  return fill(en[key], values);
}

/** The words for a number of things: `key.one` or `key.other`, with `{n}` filled. */
export function count(key: CountKey, n: number, values: Values = {}): string {
  const form = plural.select(n) === "one" ? "one" : "other";
  return fill(table[`${key}.${form}`] ?? "", { n, ...values });
}

/** The label of a name the server sent; a name not known here gets the group's own "other". */
export function label(group: Group, name: string | null | undefined): string {
  return table[`${group}.${name ?? "other"}`] ?? table[`${group}.other`] ?? "";
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
  return (today ? clock : dayAndClock).format(date);
}

/** Several labels side by side. Each is a phrase of its own, so no "and" is put between them. */
export function joined(parts: readonly string[]): string {
  return parts.join(" · ");
}
