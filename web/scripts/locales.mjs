// Fails the build when a language lacks a text, has one too many, or loses a {variable}.
import { readFileSync } from "node:fs";

const pairs = [
  ["widget/locale/en.json", "widget/locale/cy.json"],
  ["widget/locale/loader.en.json", "widget/locale/loader.cy.json"],
  ["widget/locale/young.en.json", "widget/locale/young.cy.json"],
  ["widget/locale/help.en.json", "widget/locale/help.cy.json"],
];
const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const variables = (text) => [...String(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();
const faults = [];
for (const [base, other] of pairs) {
  const [from, to] = [read(base), read(other)];
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (!(key in from)) faults.push(`${base}: no "${key}"`);
    else if (!(key in to)) faults.push(`${other}: no "${key}"`);
    else if (!String(to[key]).trim() || !String(from[key]).trim()) faults.push(`"${key}" is empty`);
    else if (variables(from[key]) !== variables(to[key])) faults.push(`${other}: "${key}" has other variables`);
  }
}
// The words that leave: each language has its own.
const leaving = Object.values(read("widget/locale/exit-words.json"));
if (leaving.length < 2 || !leaving.every((words) => words.length > 0)) faults.push("exit-words.json: a language has none");
// Every text that the page says before its script is there.
for (const [, key] of readFileSync(new URL("../widget/index.html", import.meta.url), "utf8").matchAll(/\{\{(\w+)\}\}/g))
  if (!(key in read("widget/locale/en.json"))) faults.push(`index.html asks for "${key}", en.json has no such text`);
// The voice for under 18s says some things otherwise; it must not say what nobody asks for.
const [adult, young] = [read("widget/locale/en.json"), read("widget/locale/young.en.json")];
for (const key of Object.keys(young)) {
  if (!(key in adult)) faults.push(`young.en.json: en.json has no "${key}"`);
  else if (variables(young[key]) !== variables(adult[key])) faults.push(`young.en.json: "${key}" has other variables`);
}
if (faults.length) {
  console.error(faults.join("\n"));
  process.exit(1);
}
