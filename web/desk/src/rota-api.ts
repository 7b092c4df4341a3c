/** HTTP calls of the rota: who is planned when, and days that are not like others. */
export interface Shift {
  id: string;
  name: string;
  mine: boolean;
  start: string;
  end: string;
  nation: string | null;
  skill: string | null;
}

export interface RotaException { id: string; kind: "closed" | "short"; nation: string | null }

export interface RotaDay {
  day: string;
  /** By nation, the spans in which the helpline means to be open. */
  hours: Readonly<Record<string, [string, string][]>>;
  /** Nations that have a bank holiday. */
  holidays: string[];
  exceptions: RotaException[];
  shifts: Shift[];
}

export interface Rota {
  today: string;
  days: RotaDay[];
  /** Whom a lead may plan; empty for others. */
  people: { id: string; name: string }[];
  skills: { name: string; label: string }[];
}

export interface Refused { error?: { code?: string } }

async function ask<Found>(path: string, body?: object): Promise<Partial<Found> & Refused> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    return (response.status === 204 ? {} : await response.json()) as Partial<Found> & Refused;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } } as Partial<Found> & Refused;
    }
    throw error;
  }
}

export const rotaFrom = (day: string): Promise<Partial<Rota> & Refused> =>
  ask<Rota>(`/api/rota?from=${encodeURIComponent(day)}`);
export const planShift = (shift: Readonly<Record<string, string | null>>): Promise<Refused> =>
  ask("/api/rota/shift", shift);
export const removeShift = (id: string): Promise<Refused> => ask("/api/rota/shift/remove", { id });
export const exceptDay = (day: string, kind: string, nation: string | null): Promise<Refused> =>
  ask("/api/rota/exception", { day, kind, nation });
export const asUsual = (id: string): Promise<Refused> => ask("/api/rota/exception/remove", { id });
