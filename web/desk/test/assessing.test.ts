/** What the form of a risk assessment begins from, and what is sent of it. */
import { describe, expect, test } from "vitest";
import type { Page, Sheet } from "../src/assessing-api";
import { begins, sendable } from "../src/assessing-sheet";

const SAVED: Sheet = {
  topics: { fear: { answer: "yes", note: "does not sleep" } }, level: "serious", rationale: "why",
  plan: "her sister's", actions: [{ id: "a", what: "ring" }], days: [{ kind: "court", on: "2026-12-04" }],
  again: "2026-12-05",
};
const page = (values: Partial<Page>): Page => ({
  of: "case", id: "c", reference: null, may_write: true, may_save: true, trained: true, topics: [], told: [],
  answers: [], levels: [], days: [], rules: [], refer: [], number: 0, sheet: null, draft: null, versions: [],
  prompts: [], ...values,
});

describe("what the form begins from", () => {
  test("a draft as it was left", () => {
    const draft = { version: 2, of_chat: false, begun_from: 1, at: "", sheet: { level: "concern" } };
    expect(begins(page({ draft, sheet: SAVED, number: 2 }))).toEqual({ level: "concern" });
  });

  test("the last assessment, whose level and next look are chosen anew", () => {
    const { level: _level, again: _again, ...rest } = SAVED;
    expect(begins(page({ sheet: SAVED, number: 1 }))).toEqual(rest);
  });

  test("nothing, the first time", () => { expect(begins(page({}))).toEqual({}); });
});

test("a day without a date is not sent", () => {
  const days = [{ kind: "court", on: "" }, { kind: "move", on: "2026-12-04" }];
  expect(sendable({ plan: "x", days })).toEqual({ plan: "x", days: [{ kind: "move", on: "2026-12-04" }] });
});
