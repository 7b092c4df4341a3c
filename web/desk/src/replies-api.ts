/** The lists a worker searches: written replies, and services of the directory. */
import type { ChatState } from "./wire";

export interface Reply {
  id: string;
  topic: string;
  text: string;
  /** The language it is written in; a Welsh visitor may get English words where no others are. */
  language: string;
  source: string;
  checked: string;
  due: string;
  draft: boolean;
}

export interface Service {
  fits: boolean;
  needs: string[];
  card: Readonly<Record<string, unknown>> & { ref: string; name: string };
}

/** The list, or the code of the refusal. */
export type Found<One> = { ok: true; all: One[] } | { ok: false; code: string };

/** By whom it is for. Words and facts may be stamped meanwhile: a list is good for this long (ms). */
const GOOD_FOR = 60_000;
const kept = new Map<string, { at: number; all: unknown[] }>();

async function list<One>(name: "replies" | "services", info: ChatState): Promise<Found<One>> {
  const query = new URLSearchParams({
    audience: info.audience ?? "adult", nation: info.nation ?? "", language: info.language ?? "en",
  });
  const path = `/api/${name}?${query.toString()}`;
  const known = kept.get(path);
  if (known && Date.now() - known.at < GOOD_FOR) return { ok: true, all: known.all as One[] };
  try {
    const answer = await fetch(path, { credentials: "same-origin", cache: "no-store" });
    const body = (await answer.json()) as Record<string, unknown> & { error?: { code?: string } };
    const all = body[name];
    if (!answer.ok || !Array.isArray(all)) return { ok: false, code: body.error?.code ?? "other" };
    kept.set(path, { at: Date.now(), all });
    return { ok: true, all: all as One[] };
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { ok: false, code: "no_connection" };
    }
    throw error;
  }
}

export const listReplies = (info: ChatState): Promise<Found<Reply>> => list("replies", info);
export const listServices = (info: ChatState): Promise<Found<Service>> => list("services", info);

/** Whether all the words that were typed are in it, in any order. */
export function matches(text: string, query: string): boolean {
  const inside = text.toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => inside.includes(word));
}
