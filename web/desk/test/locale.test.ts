/// <reference types="node" />
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { checkDesk, checkLocale, checkOther, lacking, lackingInDesk } from "../locale/check";
import cy from "../locale/cy.json";
import en from "../locale/en.json";
import { ALERTS, INDICATORS, INTENTS, LANGUAGES } from "../src/names";
import { at, count, label, language, speak, t, waited } from "../src/words";

const DESK = fileURLToPath(new URL("..", import.meta.url));

test("every key has words, and no words are left over", () => {
  expect([...checkDesk(DESK), ...lackingInDesk(DESK)]).toEqual([]);
});

test("a language that was just put on the list lacks its file, and is named", () => {
  expect(lackingInDesk(DESK, [...LANGUAGES, "xx"])).toEqual([
    'locale/en.json has no words for "language.xx"',
    "locale/xx.json is not there",
  ]);
});

test("a key without words is found, in code and among the server's names", () => {
  const { "reason.fear": _, "chat.close": __, ...rest } = en;
  const faults = checkLocale(rest, ['t("chat.close")'], "");
  expect(faults).toContain('locale/en.json has no words for "chat.close"');
  expect(faults).toContain('locale/en.json has no words for "reason.fear"');
});

test("the 47 intents, 6 alerts and 24 indicators all have a label of their own", () => {
  expect([INTENTS.length, ALERTS.length, INDICATORS.length]).toEqual([47, 6, 24]);
  const names = [...INTENTS, ...ALERTS, ...INDICATORS];
  expect(names.filter((name) => label("reason", name) === label("reason", "other"))).toEqual([]);
});

test("a name that is not known is never shown raw", () => {
  expect(label("reason", "brand_new_thing")).toBe("Reason not given");
  expect(label("reason", "ask_")).toBe("Reason not given");
});

test("a topic that a charity has added is called by its own name", () => {
  expect(label("reason", "ask_moving_home")).toBe("Moving home");
});

test("a wait is told in minutes, then in hours, and never below nothing", () => {
  const now = Date.parse("2026-11-22T14:00:00Z");
  expect(waited("2026-11-22T13:58:10Z", now)).toBe("1 minute");
  expect(waited("2026-11-22T11:55:00Z", now)).toBe("2 h 5 min");
  expect(waited("2026-11-22T14:05:00Z", now)).toBe("less than a minute");
});

test("a missing Welsh sentence is found, and one with a gap lost", () => {
  const { "chat.close": _, ...rest } = cy;
  const faults = checkOther(en, { ...rest, "chat.name": "Sgwrs", "chat.gone_too": "x" }, "cy");
  expect(lacking(en, rest, "cy")).toEqual(['locale/cy.json has no words for "chat.close"']);
  expect(faults).toEqual([
    'locale/cy.json: "chat.gone_too" is not in locale/en.json',
    'locale/cy.json: "chat.name" has other {gaps} than the English',
  ]);
});

test("the page speaks Welsh, numbers and days too, and English again", async () => {
  const now = Date.parse("2026-11-22T14:00:00Z");
  vi.stubGlobal("document", { documentElement: { lang: "en-GB" } });
  expect(await speak("cy")).toBe(true);
  expect([language(), document.documentElement.lang]).toEqual(["cy", "cy"]);
  expect(t("chat.name", { mark: "B" })).toBe("Sgwrs B");
  expect(label("nation", "scotland")).toBe("Yr Alban");
  expect(count("mine.unread", 3)).toBe("3 newydd");
  expect(waited("2026-11-22T11:55:00Z", now)).toBe("2 awr 5 munud");
  expect(at("2026-11-16T14:00:00Z", now)).toMatch(/Llun/);
  // One whose words are not there: what the page says is English, and not blank.
  expect(await speak("xx")).toBe(true);
  expect(t("chat.name", { mark: "B" })).toBe("Chat B");
  await speak("en");
  expect(t("chat.name", { mark: "B" })).toBe("Chat B");
  expect(at("2026-11-16T14:00:00Z", now)).toMatch(/Mon/);
});
