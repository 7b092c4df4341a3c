/** HTTP calls about the way in: second factors, sessions, and a lead's help for a colleague. */
import { makePasskey, PasskeyRefused, usePasskey, type Options } from "./passkeys";
import type { Preferences } from "./preferences";
import type { Worker } from "./wire";

export type Way = "passkey" | "code" | "recovery" | "password";

export interface Factor {
  id: string;
  kind: "totp" | "passkey";
  name: string;
  since: string;
  used: string | null;
}

export interface Session { id: string; since: string; seen: string; this: boolean }

export interface Security {
  factors: Factor[];
  recovery_codes: number;
  required: boolean;
  ways: Way[];
  fresh: boolean;
  sessions: Session[];
}

export interface Colleague {
  id: string;
  name: string;
  email: string;
  role: string;
  enrolled: boolean;
  factors: number;
  sessions: number;
  you: boolean;
}

/** What an answer may hold; `error` when it was refused, or there was none. */
export interface Body {
  worker?: Worker;
  preferences?: Preferences;
  step?: "second" | "enrol";
  ways?: Way[];
  recovery_codes?: string[];
  secret?: string;
  drawn?: string[];
  code?: string;
  options?: Options;
  colleagues?: Colleague[];
  error?: { code?: string };
}

const NO_CONNECTION = { error: { code: "no_connection" } };
const REFUSED = { error: { code: "passkey_refused" } };

async function ask<Found extends object = Body>(path: string, body?: object): Promise<Found> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    return (response.status === 204 ? {} : await response.json()) as Found;
  } catch (error) {
    // fetch says TypeError for no network, json() says SyntaxError for a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return NO_CONNECTION as Found;
    }
    throw error;
  }
}

/** Asks the server, then the browser, then tells the server what the browser gave. */
async function withPasskey(path: string, use: (options: Options) => Promise<Options>,
  more: object = {}): Promise<Body> {
  const asked = await ask(`${path}/ask`, {});
  if (!asked.options) return asked;
  try {
    return await ask(path, { credential: await use(asked.options), ...more });
  } catch (error) {
    if (error instanceof PasskeyRefused) return REFUSED;
    throw error;
  }
}

export const prove = (way: Exclude<Way, "passkey">, value: string): Promise<Body> =>
  ask(`/api/prove/${way}`, way === "password" ? { password: value } : { code: value });
export const provePasskey = (): Promise<Body> => withPasskey("/api/prove/passkey", usePasskey);

export const beginApp = (): Promise<Body> => ask("/api/second-factor/app", {});
export const confirmApp = (code: string): Promise<Body> =>
  ask("/api/second-factor/app/confirm", { code });
export const addPasskey = (name: string): Promise<Body> =>
  withPasskey("/api/second-factor/passkey", makePasskey, { name });
export const removeFactor = (id: string): Promise<Body> => ask("/api/second-factor/remove", { id });
export const newCodes = (): Promise<Body> => ask("/api/second-factor/recovery-codes", {});

/** One's own way in; parts are missing when it was refused. */
export type SecurityAnswer = Partial<Security> & Pick<Body, "error">;
export const security = (): Promise<SecurityAnswer> => ask<SecurityAnswer>("/api/security");
export const changePassword = (present: string, password: string): Promise<Body> =>
  ask("/api/password", { present, password });
export const endSession = (id: string): Promise<Body> => ask("/api/sessions/end", { id });
export const endAllSessions = (): Promise<Body> => ask("/api/sessions/end-all", {});

export const colleagues = (): Promise<Body> => ask("/api/colleagues");
export const resetColleague = (worker: string): Promise<Body> =>
  ask("/api/colleagues/reset-second-factor", { worker });
export const endColleague = (worker: string): Promise<Body> =>
  ask("/api/colleagues/end-sessions", { worker });
