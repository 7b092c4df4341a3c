// Prints the gzip size of what a visitor's browser fetches, and fails when a limit is passed.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../widget/dist/", import.meta.url);
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;
const rest = readdirSync(new URL("assets/", dist)).map((name) => `assets/${name}`);
const help = ["help.html", "assets/help.css"];
const sum = (paths) => paths.reduce((all, path) => all + size(path), 0);
const scripts = sum(rest.filter((path) => !help.includes(path)));
const loader = size("waymark.js");
const rows = [
  ["loader", loader, 5 * 1024],
  ["scripts and styles", scripts, 30 * 1024],
  ["all", loader + scripts + size("index.html"), 35 * 1024],
  ["page without script", sum(help), 3 * 1024],
];
for (const [name, bytes, limit] of rows) {
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} KiB gzip of ${limit / 1024}`);
  if (bytes > limit) process.exitCode = 1;
}
