/** What the board asks of a worker beside the chats, as it comes over the desk's socket (docs/desk-protocol.md). */

/** A case that was taken back is to be opened: this worker can be the second person. */
export interface OpeningAsked {
  opening: string;
  case: string;
  reference: string;
  risk: string;
  by: string | null;
  since: string;
}

/** `over`: nobody may call any more; it stays until somebody has said what came of it. */
export interface CallBackDue {
  call_back: number;
  case: string;
  reference: string;
  worker: string | null;
  mine: boolean;
  from: string;
  until: string;
  standing: "soon" | "now" | "over";
}

/** What a colleague gave this worker, who has not opened it yet. `id`: of this gift. */
export interface Given {
  what: "case" | "call_back";
  id: string;
  case: string;
  reference: string;
  by: string | null;
  since: string;
  from?: string;
  until?: string;
}

/** A lead moved a case on from this worker, who has not read it yet. `now_with`: null while nobody has it. */
export interface Moved { what: "moved"; id: string; case: string; reference: string; now_with: string | null }

/** Cases that nobody has. `since`: the oldest of them. */
export interface Unclaimed { number: number; urgent: number; since: string }

export interface CasesDue {
  openings: OpeningAsked[];
  call_backs: CallBackDue[];
  unclaimed: Unclaimed | null;
  given?: (Given | Moved)[];
  /** By case, the number of what its person last said to it themselves, within an hour. */
  answered?: Readonly<Record<string, number>>;
}

/** `alone`: a lead opened it, and somebody else looks at that now. */
export interface OverrideAsked {
  override: string;
  what: "asked" | "alone";
  risk: string;
  told: boolean;
  by: string | null;
  since: string;
  overdue: boolean;
}

/** So many within 30 days, the first of them at `since`. */
export interface AloneOften { by: string | null; number: number; since: string }

/** Of a referral: names and times, no word of a case. */
export interface Reminder {
  referral: string; case: string; reference: string; name: string; what: string; since: string;
  /** Of one that asks for a second person: who asks. */
  by?: string | null;
}
