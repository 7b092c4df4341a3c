// Makes the chat's page one file: the guard first, looks before what they dress, the chat's script last, so that the
// numbers are drawn while it is on its way (docs/decisions/0043). And puts each language's words beside it: the helpline
// writes one into the page, the other is fetched when somebody asks for it.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { CODES, wordsIn } from "./languages.mjs";

const dist = new URL("../widget/dist/", import.meta.url);
const text = (path) => readFileSync(new URL(path, dist), "utf8");

/** Code as it may stand in a page: nothing in it ends the element or begins a comment. */
function inside(code) {
  const safe = code.trim().replaceAll("<!--", "\\x3C!--");
  if (/<\/(script|style)/i.test(safe)) throw new Error("a script or style would end before its end");
  return safe;
}

const only = (found, what) => {
  if (!found) throw new Error(`dist/index.html has no ${what}`);
  return found;
};

let page = text("index.html");
const [styleTag, style] = only(page.match(/<link rel="stylesheet"[^>]* href="\/(assets\/[^"]+)">/), "style");
const [scriptTag, script] = only(page.match(/<script type="module"[^>]* src="\/(assets\/[^"]+)"><\/script>/), "script");
// A function as replacement: code holds dollar signs.
page = page
  .replace(scriptTag, "")
  .replace(/>\s+</g, "><")
  .replace(styleTag, () => `<script>${inside(text("assets/early.js"))}</script><style>${inside(text(style))}</style>`)
  .replace("</body>", () => `<script type="module">${inside(text(script))}</script></body>`);
writeFileSync(new URL("index.html", dist), page);
for (const file of [style, script, "assets/early.js"]) rmSync(new URL(file, dist));

for (const language of CODES) {
  const read = (name) => wordsIn(`web/widget/locale/${name}.json`, language);
  const words = { adult: read("{code}"), young: read("young.{code}") };
  writeFileSync(new URL(`assets/words.${language}.json`, dist), JSON.stringify(words));
}
