/// <reference types="node" />
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { CODES, FILES, ownWords, wordsIn } from "../../scripts/languages.mjs";
import { languages, spoken } from "../src/languages.js";
import { readSettings } from "../src/settings.js";

const LOADER = "web/widget/locale/loader.{code}.json";

test("the build and the chat know the same languages, and each has all of the widget's words", () => {
  expect(languages.map(({ code }) => code)).toEqual(CODES);
  expect(FILES).toContain(LOADER);
  for (const name of FILES.filter((one) => one.includes("{code}")))
    for (const code of CODES) expect(Object.keys(ownWords(name, code) ?? {})).toEqual(Object.keys(wordsIn(name, "en")));
});

test("a language without a file, or without a text, says it in English", () => {
  const project = mkdtempSync(join(tmpdir(), "waymark-"));
  mkdirSync(join(project, "web/widget/locale"), { recursive: true });
  const write = (code: string, words: object): void =>
    writeFileSync(join(project, LOADER.replace("{code}", code)), JSON.stringify(words));
  write("en", { chat: "Chat", exit: "Exit", close: "Close" });
  const there = pathToFileURL(`${project}/`);
  expect(wordsIn(LOADER, "xx", there)).toEqual({ chat: "Chat", exit: "Exit", close: "Close" });
  write("xx", { chat: "Xat", exit: " " });
  expect(wordsIn(LOADER, "xx", there)).toEqual({ chat: "Xat", exit: "Exit", close: "Close" });
});

test("whatever a page asks for, the chat is in a language that there is", () => {
  expect(readSettings({ language: "cy" }).language).toBe("cy");
  for (const asked of ["xx", "", null, undefined, "constructor"]) {
    expect(readSettings({ language: asked }).language).toBe("en");
    expect(spoken(asked)).toMatchObject({ tag: "en-GB", direction: "ltr" });
  }
});
