// The languages that there are (content/languages.json, the one place that lists them), and their words: where a file or
// a text is lacking, the English stands in. `make content` names what is lacking, and so does the build.
import { existsSync, readFileSync } from "node:fs";

const PROJECT = new URL("../../", import.meta.url);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const list = json(new URL("content/languages.json", PROJECT));

/** Their codes, English first. */
export const CODES = list.languages.map(({ code }) => code);
/** Files of the widget's words: with `{code}` one for each language, else one for all. */
export const FILES = list.frame.filter((name) => name.startsWith("web/widget/"));

/** What a language has itself in such a file; `null` if it has no such file. */
export function ownWords(name, code, project = PROJECT) {
  const path = new URL(name.replace("{code}", code), project);
  return existsSync(path) ? json(path) : null;
}

/** Every text of such a file in that language, the English where it has none. */
export function wordsIn(name, code, project = PROJECT) {
  const own = Object.entries(ownWords(name, code, project) ?? {});
  return { ...ownWords(name, CODES[0], project), ...Object.fromEntries(own.filter(([, text]) => String(text).trim())) };
}
