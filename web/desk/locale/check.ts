/**
 * Keeps code and words together: every key the code asks for has words, every name the server
 * can send has a label, no words are left that nothing asks for, and the Welsh has what the English
 * has. Run by the build and a test.
 */
/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LABELLED } from "../src/names.ts";

type Table = Readonly<Record<string, string>>;

/** Every key that looks like one of ours in a source text: "group.name" in quotes. */
function keysIn(source: string, groups: ReadonlySet<string>): { plain: string[]; counted: string[] } {
  const counted = [...source.matchAll(/count\(\s*"([\w.]+)"/g)].map((match) => match[1] ?? "");
  const plain = [...source.matchAll(/"([a-z]+)\.([a-z_]+)"/g)]
    .filter((match) => groups.has(match[1] ?? ""))
    .map((match) => `${match[1]}.${match[2]}`)
    .filter((key) => !counted.includes(key));
  return { plain, counted };
}

/** What is wrong, a line each; nothing when all is well. `html` is the page's own key marks. */
export function checkLocale(table: Table, sources: readonly string[], html: string): string[] {
  const wanted = new Set<string>();
  const groups = new Set(Object.keys(table).map((key) => key.split(".")[0] ?? ""));
  for (const source of sources) {
    const { plain, counted } = keysIn(source, groups);
    plain.forEach((key) => wanted.add(key));
    counted.forEach((key) => wanted.add(`${key}.one`).add(`${key}.other`));
  }
  for (const match of html.matchAll(/%([a-z_.]+)%/g)) wanted.add(match[1] ?? "");
  for (const [group, names] of Object.entries(LABELLED)) {
    for (const name of [...names, "other"]) wanted.add(`${group}.${name}`);
  }
  const missing = [...wanted].filter((key) => !table[key]?.trim());
  const unused = Object.keys(table).filter((key) => !wanted.has(key));
  return [
    ...missing.map((key) => `locale/en.json has no words for "${key}"`),
    ...unused.map((key) => `locale/en.json: nothing asks for "${key}"`),
  ];
}

/** The named gaps of a sentence, in no order. */
const gaps = (sentence: string): string =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

/** What another language lacks of the English words, has too much, or fills otherwise. */
export function checkOther(table: Table, other: Table, name: string): string[] {
  const file = `locale/${name}.json`;
  const lacks = Object.keys(table).filter((key) => !other[key]?.trim());
  const extra = Object.keys(other).filter((key) => !(key in table));
  const gapped = Object.keys(table).filter((key) => other[key]?.trim()
    && gaps(other[key]) !== gaps(table[key] ?? ""));
  return [
    ...lacks.map((key) => `${file} has no words for "${key}"`),
    ...extra.map((key) => `${file}: "${key}" is not in locale/en.json`),
    ...gapped.map((key) => `${file}: "${key}" has other {gaps} than the English`),
  ];
}

/** The same for the desk's own folder. */
export function checkDesk(folder: string): string[] {
  const read = (name: string): Table =>
    JSON.parse(readFileSync(join(folder, `locale/${name}.json`), "utf8")) as Table;
  const table = read("en");
  const sources = readdirSync(join(folder, "src")).filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, "src", name), "utf8"));
  return [
    ...checkLocale(table, sources, readFileSync(join(folder, "index.html"), "utf8")),
    ...checkOther(table, read("cy"), "cy"),
  ];
}
