// Says what a language lacks: there the English stands in. Fails the build when one has a text that the English has not,
// or loses a {variable}.
import { readFileSync } from "node:fs";
import { CODES, FILES, ownWords } from "./languages.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const variables = (text) => [...String(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();
const [faults, lacking] = [[], []];
for (const name of FILES.filter((one) => one.includes("{code}"))) {
  const [base, english] = [name.replace("{code}", CODES[0]), ownWords(name, CODES[0])];
  for (const key of Object.keys(english)) if (!english[key].trim()) faults.push(`${base}: "${key}" is empty`);
  for (const code of CODES.slice(1)) {
    const [file, own] = [name.replace("{code}", code), ownWords(name, code)];
    if (!own) {
      lacking.push(`${file}: not there`);
      continue;
    }
    for (const key of Object.keys(english)) {
      if (!own[key]?.trim()) lacking.push(`${file}: no "${key}"`);
      else if (variables(english[key]) !== variables(own[key])) faults.push(`${file}: "${key}" has other variables`);
    }
    for (const key of Object.keys(own)) if (!(key in english)) faults.push(`${base}: no "${key}"`);
  }
}
// The words that leave: each language has its own.
const leaving = read("widget/locale/exit-words.json");
for (const code of CODES) if (!leaving[code]?.length) lacking.push(`exit-words.json: none in "${code}"`);
// Every text that the page says before its script is there.
for (const [, key] of readFileSync(new URL("../widget/index.html", import.meta.url), "utf8").matchAll(/\{\{(\w+)\}\}/g))
  if (!(key in read("widget/locale/en.json"))) faults.push(`index.html asks for "${key}", en.json has no such text`);
// The voice for under 18s says some things otherwise; it must not say what nobody asks for.
const [adult, young] = [read("widget/locale/en.json"), read("widget/locale/young.en.json")];
for (const key of Object.keys(young)) {
  if (!(key in adult)) faults.push(`young.en.json: en.json has no "${key}"`);
  else if (variables(young[key]) !== variables(adult[key])) faults.push(`young.en.json: "${key}" has other variables`);
}
if (lacking.length) console.warn(`English stands in:\n${lacking.join("\n")}`);
if (faults.length) {
  console.error(faults.join("\n"));
  process.exit(1);
}
