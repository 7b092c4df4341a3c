// Puts the pages that work without script (help, and where partners fetch a referral), their looks and (of help) words into widget/dist; the helpline fills in the facts.
import { copyFileSync, writeFileSync } from "node:fs";
import { CODES, wordsIn } from "./languages.mjs";

const copies = {
  "help/help.html": "help.html",
  "help/help.css": "assets/help.css",
  "partner/partner.html": "partner.html",
  "partner/partner.css": "assets/partner.css",
  "loader/first-lines.html": "first-lines.html",
};
const at = (path) => new URL(`../widget/${path}`, import.meta.url);
for (const [from, to] of Object.entries(copies)) copyFileSync(at(from), at(`dist/${to}`));
for (const code of CODES)
  writeFileSync(at(`dist/help.${code}.json`), JSON.stringify(wordsIn("web/widget/locale/help.{code}.json", code)));
