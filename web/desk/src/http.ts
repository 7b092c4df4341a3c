/** The desk's few HTTP calls: signing in and out. Everything else goes over the socket. */
import type { Preferences } from "./preferences";
import type { Body, Way } from "./security-api";
import type { Worker } from "./wire";

export type Answer = { ok: true; worker: Worker; codes?: string[]; preferences?: Preferences }
  | { ok: true; step: "second" | "enrol"; ways: Way[] }
  | { ok: false; code: string };

/** The code when there was no answer at all, or none that makes sense. */
const NO_CONNECTION = "no_connection";

/** Who is in, what is still to come, or why not. */
export function answerOf(body: Body): Answer {
  if (body.worker) {
    const { worker, recovery_codes: codes, preferences } = body;
    return { ok: true, worker, ...(codes ? { codes } : {}), ...(preferences ? { preferences } : {}) };
  }
  if (body.step) return { ok: true, step: body.step, ways: body.ways ?? [] };
  return { ok: false, code: body.error?.code ?? NO_CONNECTION };
}

async function ask(path: string, body?: Readonly<Record<string, string>>): Promise<Answer> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    return answerOf((await (await fetch(path, request)).json()) as Body);
  } catch (error) {
    // fetch says TypeError for no network, json() says SyntaxError for a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { ok: false, code: NO_CONNECTION };
    }
    throw error;
  }
}

export const me = (): Promise<Answer> => ask("/api/me");

/** `code`: of the worker's app, where an address has had too many wrong tries. */
export const signIn = (email: string, password: string, code: string): Promise<Answer> =>
  ask("/api/sign-in", code === "" ? { email, password } : { email, password, code });

export const useLink = (token: string): Promise<Answer> => ask("/api/link", { token });

export const enrol = (token: string, password: string): Promise<Answer> =>
  ask("/api/enrol", { token, password });

/** Whether the server has ended the session; without a connection it has not. */
export async function signOut(): Promise<boolean> {
  try {
    const response = await fetch("/api/sign-out", { method: "POST", credentials: "same-origin" });
    return response.ok || response.status === 401;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
