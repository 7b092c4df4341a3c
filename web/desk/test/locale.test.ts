/// <reference types="node" />
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkDesk, checkLocale } from "../locale/check";
import en from "../locale/en.json";
import { ALERTS, INDICATORS, INTENTS } from "../src/names";
import { label, waited } from "../src/words";

test("every key has words, and no words are left over", () => {
  expect(checkDesk(fileURLToPath(new URL("..", import.meta.url)))).toEqual([]);
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
});

test("a wait is told in minutes, then in hours, and never below nothing", () => {
  const now = Date.parse("2026-11-22T14:00:00Z");
  expect(waited("2026-11-22T13:58:10Z", now)).toBe("1 minute");
  expect(waited("2026-11-22T11:55:00Z", now)).toBe("2 h 5 min");
  expect(waited("2026-11-22T14:05:00Z", now)).toBe("less than a minute");
});
