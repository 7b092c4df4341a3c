/** The desk's calls for risk assessments (docs/desk-protocol.md). A refusal is its code. */

export type TopicAnswer = "" | "yes" | "no" | "not_known" | "not_asked";
export interface Sentence { text: string; hint: string; source: string; checked: string; draft: boolean }
export interface Saying { what: "quote" | "answer"; text: string; where: string }
export interface Topic extends Sentence { name: string; tool: boolean; said: Saying[] }
export interface Level extends Sentence { name: string; again: string }
export interface Kind extends Sentence { name: string }

export interface Action { id: string; what?: string; who?: string; by?: string | null; stands?: string }
export interface DayAhead { kind: string; on: string }

/** What a worker fills in. What is empty is left out. */
export interface Sheet {
  topics?: Record<string, { answer?: TopicAnswer; note?: string }>;
  level?: string;
  rationale?: string;
  plan?: string;
  actions?: Action[];
  days?: DayAhead[];
  again?: string | null;
}

/** Why a new look is due. `version` goes with an answer: what happened since is not answered. */
export interface Prompt {
  id: number;
  version: number;
  since: string;
  because: string;
  why: string;
  about: string;
  day: string | null;
  overdue: boolean;
}

export interface OwnPrompt extends Prompt {
  open: boolean;
  planned: boolean;
  answer: string | null;
  by: string | null;
  answered: string | null;
  reason: string;
}

export interface Change {
  part: string;
  name: string;
  before?: unknown;
  after?: unknown;
}

export interface Version {
  number: number;
  at: string;
  by: string | null;
  sheet: Sheet;
  changes: Change[];
}

export interface Page {
  of: "case" | "chat";
  id: string;
  reference: string | null;
  may_write: boolean;
  may_save: boolean;
  trained: boolean;
  topics: Topic[];
  /** `where`: only where it was said in a later chat. */
  told: { label: string; text: string; where?: string }[];
  answers: TopicAnswer[];
  levels: Level[];
  days: Kind[];
  rules: Sentence[];
  refer: Sentence[];
  /** The newest assessment; 0: there is none. Puts versions in order, and says nothing of the risk. */
  number: number;
  sheet: Sheet | null;
  draft: { version: number; of_chat: boolean; begun_from: number; at: string; sheet: Sheet } | null;
  versions: { number: number; at: string; by: string | null }[];
  prompts: OwnPrompt[];
}

export interface Refusal { refused: string; by: string | null }

export const isRefusal = (answer: object): answer is Refusal => "refused" in answer;

async function ask<T extends object>(path: string, body?: object, keepalive = false): Promise<T | Refusal> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store", keepalive };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    const answer = (await response.json()) as T & { error?: { code?: string; by?: string } };
    if (response.ok) return answer;
    return { refused: answer.error?.code ?? "no_connection", by: answer.error?.by ?? null };
  } catch (error) {
    // No network, or a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) return { refused: "no_connection", by: null };
    throw error;
  }
}

export async function openPage(of: string, id: string): Promise<Page | Refusal> {
  const answer = await ask<{ assessment: Page }>(`/api/assessments/${of}/${id}`);
  return isRefusal(answer) ? answer : answer.assessment;
}

export async function openVersion(id: string, number: number): Promise<Version | Refusal> {
  const answer = await ask<{ version: Version }>(`/api/assessments/case/${id}/versions/${number}`);
  return isRefusal(answer) ? answer : answer.version;
}

/** `leaving`: the page is going; the request outlives it. */
export const keepDraft = (of: string, id: string, seen: number, begunFrom: number, sheet: Sheet, leaving = false,
): Promise<{ version: number } | Refusal> =>
  ask(`/api/assessments/${of}/${id}/draft`, { seen, begun_from: begunFrom, sheet }, leaving);
export const dropDraft = (of: string, id: string, seen: number): Promise<object | Refusal> =>
  ask(`/api/assessments/${of}/${id}/drop`, { seen });
/** `name`: the page's own, the same when it is sent again. */
export const saveSheet = (id: string, name: string, begunFrom: number, sheet: Sheet,
  seen: readonly { id: number; version: number }[]): Promise<{ number: number } | Refusal> =>
  ask(`/api/assessments/case/${id}/save`, { id: name, begun_from: begunFrom, sheet, seen });
export const notNeeded = (prompt: Prompt, reason: string): Promise<object | Refusal> =>
  ask(`/api/look-again/${prompt.id}/not-needed`, { version: prompt.version, reason });
