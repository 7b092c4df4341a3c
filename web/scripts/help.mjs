// Puts the pages that work without script (help, and where partners fetch a referral), their looks and (of help) words into widget/dist; the helpline fills in the facts.
import { copyFileSync } from "node:fs";

const copies = {
  "help/help.html": "help.html",
  "help/help.css": "assets/help.css",
  "locale/help.en.json": "help.en.json",
  "locale/help.cy.json": "help.cy.json",
  "partner/partner.html": "partner.html",
  "partner/partner.css": "assets/partner.css",
  "loader/first-lines.html": "first-lines.html",
};
const at = (path) => new URL(`../widget/${path}`, import.meta.url);
for (const [from, to] of Object.entries(copies)) copyFileSync(at(from), at(`dist/${to}`));
