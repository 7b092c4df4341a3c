/** The desk's few HTTP calls: signing in and out. Everything else goes over the socket. */
import type { Worker } from "./wire";

export type Answer = { ok: true; worker: Worker } | { ok: false; code: string };

/** The code when there was no answer at all, or none that makes sense. */
const NO_CONNECTION = "no_connection";

async function read(response: Response): Promise<Answer> {
  const body = (await response.json()) as { worker?: Worker; error?: { code?: string } };
  if (response.ok && body.worker) return { ok: true, worker: body.worker };
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
    return await read(await fetch(path, request));
  } catch (error) {
    // fetch says TypeError for no network, json() says SyntaxError for a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { ok: false, code: NO_CONNECTION };
    }
    throw error;
  }
}

export const me = (): Promise<Answer> => ask("/api/me");

export const signIn = (email: string, password: string): Promise<Answer> =>
  ask("/api/sign-in", { email, password });

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
