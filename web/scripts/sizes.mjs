// Prints the gzip size of what a visitor's browser fetches, and fails when a limit is passed.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { CODES } from "./languages.mjs";

const read = (path) => readFileSync(new URL(`../widget/dist/${path}`, import.meta.url), "utf8");
const size = (...texts) => gzipSync(texts.join(""), { level: 9 }).length;

/** The page as it goes over the wire: with one language's words in it. */
const page = (language) => size(read("index.html").replace("%%WORDS%%", () => read(`assets/words.${language}.json`)));
const loader = size(read("waymark.js"));
const chat = Math.max(...CODES.map(page));
// The loader speaks every language, since it fetches nothing; the chat knows what each is called.
const more = Math.max(0, CODES.length - 2);
const rows = [
  ["loader", loader, 5 * 1024 + more * 512],
  ["chat", chat, 30 * 1024 + more * 128],
  ["all", loader + chat, 35 * 1024 + more * 640],
  ["another language, if asked for", Math.max(...CODES.map((code) => size(read(`assets/words.${code}.json`)))), 4 * 1024],
  ["page without script", size(read("help.html"), read("assets/help.css")), 3 * 1024],
];
for (const [name, bytes, limit] of rows) {
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} KiB gzip of ${limit / 1024}`);
  if (bytes > limit) process.exitCode = 1;
}
