/** The desk's calls for cases (docs/desk-protocol.md). A refusal is its code. */
import { ask, doing } from "./ask-server";

export interface CallTimes {
  call_back: number;
  from: string;
  until: string;
  status: string;
  /** `later`, `now` (the safe time lasts), `over` (nobody may call any more). */
  standing: "later" | "now" | "over";
}

export interface CaseRow {
  id: string;
  reference: string;
  status: "new" | "open" | "withdrawn" | "closed";
  origin: string;
  audience: string;
  nation: string | null;
  /** Chosen by a worker; null: by nobody yet. */
  region: string | null;
  language: string;
  urgency: string;
  reasons: string[];
  worker: string | null;
  worker_id: number | null;
  since: string;
  returned: string | null;
  changed: string | null;
  withdrawn: string | null;
  closed: string | null;
  erased_on: string | null;
  outcome: string | null;
  version: number;
  quiet: boolean;
  /** When it was last assessed; since when a new look is due; when the next one will be. */
  assessed?: string | null;
  look_again?: string | null;
  next_look?: string | null;
  call: CallTimes | null;
}

export interface Box { id: string; label: string; text: string; graphic?: string[] }

export interface Opened extends CaseRow {
  /** False once it was taken back: no words then. */
  readable: boolean;
  /** Names of the lists of names.ts, as a worker ticked them. */
  where: { places: string[]; platforms: string[] };
  rules: Box[];
  can_reach: boolean;
  parts: Box[];
  consents: { kind: string; how: string; at: string; by: string | null; wording: string; shown: string; told: string }[];
  call_backs: (CallTimes & { worker: string | null; mind: string })[];
  notes: { kind: string; at: string; by: string | null; way: string | null; result: string | null; text: string }[];
  opening: {
    risk: string; by: string | null; at: string; status: string; awaits: boolean; second: string | null;
    until: string | null; open: boolean; own: boolean; why: string; answer: string;
  } | null;
  chat: { conversation: string; owner: string } | null;
  /** Later chats that a worker said are of the same person. `owner`: null once it is over. */
  later_chats: { conversation: string; at: string; by: string | null; owner: string | null; told: string }[];
  /** Other cases of the same chat: its person came back and asked again. */
  linked: { id: string; reference: string; status: string; since: string }[];
  mine: boolean;
  /** The number of what its person last said to it themselves: the board's `answered` beyond it is news. */
  answered: number;
}

export interface CaseBoard {
  cases: CaseRow[];
  due: (CallTimes & { case: string; reference: string; worker: string | null })[];
  more: boolean;
  /** For leads only. */
  workers?: { id: number; name: string }[];
}

/** `since`, `until`: the days between which it was asked for, or empty. `worker`: who has it, for leads. */
export interface Filter {
  status: string; reference: string; flag: string; mine: boolean; since: string; until: string; worker: string;
}

type Fields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export function listCases({ status, reference, flag, mine, since, until, worker }: Filter): Promise<CaseBoard | string> {
  const query = new URLSearchParams({ status });
  if (reference.trim()) query.set("reference", reference.trim());
  if (flag) query.set("flag", flag);
  if (mine) query.set("mine", "1");
  if (worker) query.set("worker", worker);
  if (since) query.set("since", since);
  if (until) query.set("until", until);
  return ask(`/api/cases?${query}`);
}

export async function openCase(id: string): Promise<Opened | string> {
  const answer = await ask<{ case: Opened }>(`/api/cases/${id}`);
  return typeof answer === "string" ? answer : answer.case;
}

/** How to reach the person; asked for once the rules are read. */
export async function reachCase(id: string): Promise<{ contact: string } | string> {
  return ask(`/api/cases/${id}/reach`, { read: true });
}

export const actOn = (id: string, body: Fields): Promise<string | null> => doing(`/api/cases/${id}/act`, body);
export const noteOn = (id: string, body: Fields): Promise<string | null> =>
  doing(`/api/cases/${id}/note`, { id: crypto.randomUUID(), ...body });
export const linkChat = (chat: string, reference: string, told: string): Promise<string | null> =>
  doing(`/api/chats/${chat}/link`, { reference, told });
export const unlinkChat = (id: string, conversation: string): Promise<string | null> =>
  doing(`/api/cases/${id}/unlink`, { conversation });
export const planCall = (id: string, body: Fields): Promise<string | null> =>
  doing(`/api/cases/${id}/call-back`, { id: crypto.randomUUID(), ...body });
export const settleCall = (callBack: number, status: string): Promise<string | null> =>
  doing("/api/call-backs/settle", { call_back: callBack, status });
export const askOpening = (id: string, risk: string, why: string): Promise<string | null> =>
  doing(`/api/cases/${id}/opening`, { risk, why });
export const answerOpening = (id: string, agree: boolean, said: string): Promise<string | null> =>
  doing(`/api/cases/${id}/opening/answer`, { agree, said });
/** Asks the visitor of one's own chat whether a case may be kept. */
export const askForCase = (conversation: string): Promise<string | null> =>
  doing(`/api/chats/${conversation}/case`, {});
