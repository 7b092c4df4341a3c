/**
 * Keeps code and words together: every key the code asks for has words, every name the server
 * can send has a label, no words are left that nothing asks for, and each other language has what
 * the English has. Run by the build, which goes on where only another language lacks words (the
 * English stands in), and by a test, which does not.
 */
/// <reference types="node" />
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LABELLED, LANGUAGES } from "../src/names.ts";

/** What a language is called; where nobody has said, it is called as it calls itself. */
const OF_A_LANGUAGE = /^language\.[a-z]{2}$/;

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
  const missing = [...wanted].filter((key) => !table[key]?.trim() && !OF_A_LANGUAGE.test(key));
  const unused = Object.keys(table).filter((key) => !wanted.has(key));
  return [
    ...missing.map((key) => `locale/en.json has no words for "${key}"`),
    ...unused.map((key) => `locale/en.json: nothing asks for "${key}"`),
  ];
}

/** The named gaps of a sentence, in no order. */
const gaps = (sentence: string): string =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

/** What another language lacks of the English words. */
export function lacking(table: Table, other: Table, name: string): string[] {
  return Object.keys(table).filter((key) => !other[key]?.trim())
    .map((key) => `locale/${name}.json has no words for "${key}"`);
}

/** What another language has too much, or fills otherwise than the English. */
export function checkOther(table: Table, other: Table, name: string): string[] {
  const file = `locale/${name}.json`;
  const extra = Object.keys(other).filter((key) => !(key in table));
  const gapped = Object.keys(table).filter((key) => other[key]?.trim()
    && gaps(other[key]) !== gaps(table[key] ?? ""));
  return [
    ...extra.map((key) => `${file}: "${key}" is not in locale/en.json`),
    ...gapped.map((key) => `${file}: "${key}" has other {gaps} than the English`),
  ];
}

/** The words of the desk's own folder; none of a language that has no file yet. */
function read(folder: string, name: string): Table {
  const path = join(folder, `locale/${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Table) : {};
}

/** What the other languages lack in the desk's own folder. */
export function lackingInDesk(folder: string, codes: readonly string[] = LANGUAGES): string[] {
  const table = read(folder, "en");
  const names = codes.filter((code) => !table[`language.${code}`])
    .map((code) => `locale/en.json has no words for "language.${code}"`);
  const others = codes.filter((code) => code !== "en")
    .flatMap((code) => existsSync(join(folder, `locale/${code}.json`))
      ? lacking(table, read(folder, code), code) : [`locale/${code}.json is not there`]);
  return [...names, ...others];
}

/** What else is wrong there. */
export function checkDesk(folder: string): string[] {
  const table = read(folder, "en");
  const sources = readdirSync(join(folder, "src")).filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, "src", name), "utf8"));
  return [
    ...checkLocale(table, sources, readFileSync(join(folder, "index.html"), "utf8")),
    ...LANGUAGES.flatMap((code) => checkOther(table, read(folder, code), code)),
  ];
}
