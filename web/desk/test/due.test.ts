import { describe, expect, test } from "vitest";
import { fallenDue } from "../src/due";
import type { Board, CallBackDue, CasesDue } from "../src/wire";
import { board } from "./make";

const call = (standing: CallBackDue["standing"], more: Partial<CallBackDue> = {}): CallBackDue => ({
  call_back: 7, case: "k1", reference: "ABC-DEF", worker: "Sam", mine: true,
  from: "2026-11-29T10:00:00Z", until: "2026-11-29T11:00:00Z", standing, ...more,
});
const opening = { opening: "o1", case: "k1", reference: "ABC-DEF", risk: "immediate_danger", by: "Kit", since: "2026-11-29T10:00:00Z" };
const override = { override: "v1", what: "asked" as const, risk: "immediate_danger", told: true, by: "Lou", since: "2026-11-29T10:00:00Z", overdue: false };

function made(cases: Partial<CasesDue> = {}, more: Partial<Board> = {}): Board {
  return { ...board(more), cases: { openings: [], call_backs: [], unclaimed: null, ...cases } } as unknown as Board;
}

describe("what falls due", () => {
  test("tells of a call-back before its time, as it begins and when it was missed, each once", () => {
    const stages = (["soon", "now", "over"] as const).map((one) => made({ call_backs: [call(one)] }));
    let before = made();
    for (const now of stages) {
      expect(fallenDue(before, now)).toEqual([{ what: "call_backs", rows: now.cases?.call_backs }]);
      expect(fallenDue(now, now)).toEqual([]);
      before = now;
    }
    expect(fallenDue(before, made())).toEqual([]);
  });

  test("tells once of what a colleague gave, also of what waited until they came", () => {
    const gift = { what: "case" as const, id: "k1 10:00", case: "k1", reference: "ABC-DEF", by: "Lee", since: "" };
    const call = { ...gift, what: "call_back" as const, id: "7" };
    const one = made({ given: [gift] });
    const two = made({ given: [gift, call] });
    expect(fallenDue(null, one)).toEqual([{ what: "given", rows: [gift] }]);
    expect(fallenDue(one, two)).toEqual([{ what: "given", rows: [call] }]);
    expect(fallenDue(two, one)).toEqual([]);
    expect(fallenDue(one, made({ given: [{ ...gift, id: "k1 11:00" }] }))).toHaveLength(1);
  });

  test("tells once of what a lead moved on, whoever has it by now", () => {
    const gone = { what: "moved" as const, id: "7", case: "k1", reference: "ABC-DEF", now_with: "Kit" };
    const call = { what: "call_back" as const, id: "7", case: "k2", reference: "GHJ-KLM", by: "Lee", since: "" };
    const one = made({ given: [gone] });
    expect(fallenDue(null, one)).toEqual([{ what: "moved", rows: [gone] }]);
    expect(fallenDue(one, made({ given: [{ ...gone, now_with: null }] }))).toEqual([]);
    // A call-back that has the same number is something else.
    expect(fallenDue(one, made({ given: [call, gone] }))).toEqual([{ what: "given", rows: [call] }]);
  });

  test("asks for a second person alike for a chat, a case and a referral", () => {
    const referral = { referral: "r1", case: "k1", reference: "ABC-DEF", name: "Police", what: "second", since: "", by: "Ola" };
    const now = made({ openings: [opening] }, { overrides: [override], reminders: [referral] });
    expect(fallenDue(made(), now)).toEqual([{ what: "second_wanted", names: ["Kit", "Ola", "Lou"] }]);
    expect(fallenDue(now, now)).toEqual([]);
    const done = { ...referral, what: "not_fetched" };
    expect(fallenDue(made(), made({}, { reminders: [done] }))).toEqual([]);
  });

  test("says once that nobody has looked at what was done alone", () => {
    const alone = { ...override, what: "alone" as const };
    const late = made({}, { overrides: [{ ...alone, overdue: true }] });
    expect(fallenDue(made(), made({}, { overrides: [alone] }))).toEqual([]);
    expect(fallenDue(made({}, { overrides: [alone] }), late)).toEqual([{ what: "look_overdue", names: ["Lou"] }]);
    expect(fallenDue(late, late)).toEqual([]);
  });

  test("tells of cases nobody has when there are more, and presses where one is urgent", () => {
    const one = made({ unclaimed: { number: 1, urgent: 0, since: "" } });
    const two = made({ unclaimed: { number: 2, urgent: 1, since: "" } });
    expect(fallenDue(made(), one)).toEqual([{ what: "unclaimed", number: 1, urgent: false }]);
    expect(fallenDue(one, two)).toEqual([{ what: "unclaimed", number: 2, urgent: true }]);
    expect(fallenDue(two, one)).toEqual([]);
    expect(fallenDue(null, two)).toEqual([{ what: "unclaimed", number: 2, urgent: true }]);
  });

  test("says when something new asks for another look at a risk, but not what stood there before", () => {
    const prompt = (id: number, version = 1): NonNullable<Board["look_again"]>[number] => ({
      id, version, since: "", because: "told", why: "", about: "", day: null, overdue: false,
      case: "k1", reference: "ABC-DEF", worker: "Sam",
    });
    const one = made({}, { look_again: [prompt(1)] });
    expect(fallenDue(null, one)).toEqual([]);
    const news = [{ what: "look_again", references: ["ABC-DEF"] }];
    expect(fallenDue(made(), one)).toEqual(news);
    expect(fallenDue(one, made({}, { look_again: [prompt(1), prompt(2)] }))).toEqual(news);
    expect(fallenDue(one, made({}, { look_again: [prompt(1, 2)] }))).toEqual(news);
    expect(fallenDue(one, one)).toEqual([]);
  });
});
