/**
 * What has newly fallen due on the board, each of it told once: a second person is asked for, the
 * safe time of a call-back comes, begins or was missed, a case came that nobody has, a
 * colleague gave one to this worker, a lead moved one on from them, something new asks
 * for another look at a risk, a look at what somebody opened alone is overdue.
 */
import type { Board, CallBackDue, CasesDue, Given, Moved } from "./wire";

export type Due =
  | { what: "second_wanted"; names: string[] }
  | { what: "given"; rows: Given[] }
  | { what: "moved"; rows: Moved[] }
  | { what: "call_backs"; rows: CallBackDue[] }
  | { what: "unclaimed"; number: number; urgent: boolean }
  | { what: "look_again"; references: string[] }
  | { what: "look_overdue"; names: string[] };

const NOTHING: CasesDue = { openings: [], call_backs: [], unclaimed: null };

/** A call-back at each of its stages is news of its own. */
const stage = ({ call_back, standing }: CallBackDue): string => `${call_back} ${standing}`;

/** Each kind counts its own. */
const gift = ({ what, id }: Given | Moved): string => `${what} ${id}`;

function seconds(board: Board | null): Map<string, string> {
  const found = new Map((board?.cases?.openings ?? []).map(({ opening, by }) => [opening, by ?? ""]));
  for (const one of board?.reminders ?? []) if (one.what === "second") found.set(one.referral, one.by ?? "");
  for (const one of board?.overrides ?? []) if (one.what === "asked") found.set(one.override, one.by ?? "");
  return found;
}

function overdue(board: Board | null): Map<string, string> {
  return new Map((board?.overrides ?? []).filter((one) => one.overdue)
    .map((one) => [one.override, one.by ?? ""]));
}

/** Those of the second that the first has not. */
function fresh(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].filter(([id]) => !before.has(id)).map(([, name]) => name);
}

export function fallenDue(before: Board | null, board: Board): Due[] {
  const was = before?.cases ?? NOTHING;
  const now = board.cases ?? NOTHING;
  const told: Due[] = [];
  const wanted = fresh(seconds(before), seconds(board));
  if (wanted.length > 0) told.push({ what: "second_wanted", names: wanted });
  const late = fresh(overdue(before), overdue(board));
  if (late.length > 0) told.push({ what: "look_overdue", names: late });
  const had = new Set((was.given ?? []).map(gift));
  const newly = (now.given ?? []).filter((one) => !had.has(gift(one)));
  const given = newly.filter((one): one is Given => one.what !== "moved");
  if (given.length > 0) told.push({ what: "given", rows: given });
  const moved = newly.filter((one): one is Moved => one.what === "moved");
  if (moved.length > 0) told.push({ what: "moved", rows: moved });
  const known = new Set(was.call_backs.map(stage));
  const rows = now.call_backs.filter((one) => !known.has(stage(one)));
  if (rows.length > 0) told.push({ what: "call_backs", rows });
  const looked = new Set((before?.look_again ?? []).map((one) => `${one.id} ${one.version}`));
  const again = (board.look_again ?? []).filter((one) => !looked.has(`${one.id} ${one.version}`));
  // What was due before the page came stands on the board.
  if (before !== null && again.length > 0) {
    told.push({ what: "look_again", references: [...new Set(again.map(({ reference }) => reference))] });
  }
  const { number, urgent } = now.unclaimed ?? { number: 0, urgent: 0 };
  const grew = number > (was.unclaimed?.number ?? 0);
  const pressing = urgent > (was.unclaimed?.urgent ?? 0);
  if (grew || pressing) told.push({ what: "unclaimed", number, urgent: pressing });
  return told;
}
