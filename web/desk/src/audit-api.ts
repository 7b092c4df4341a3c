/** HTTP calls of the auditor's view. What is looked for goes in the body: no address keeps it. */
export interface AuditRow {
  id: number;
  at: string;
  /** Null: a command on the machine, or the service itself. */
  who: string | null;
  action: string;
  subject: string;
  detail: string;
}

export interface AuditPage {
  rows: AuditRow[];
  next: number | null;
  workers: { id: string; name: string }[];
  actions: string[];
}

export interface Standing { whole: boolean; row: number | null; why: string | null }

export interface Wanted {
  who: string;
  action: string;
  subject: string;
  since: string;
  until: string;
}

interface Refused { error?: { code?: string } }

const NO_CONNECTION = { error: { code: "no_connection" } };

async function ask<Found>(path: string, body?: object): Promise<Partial<Found> & Refused> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    if (response.headers.get("Content-Type")?.startsWith("text/csv")) {
      return { table: await response.text() } as unknown as Partial<Found>;
    }
    return (await response.json()) as Partial<Found> & Refused;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return NO_CONNECTION as Partial<Found> & Refused;
    throw error;
  }
}

export const auditPage = (wanted: Wanted, before: number | null): Promise<Partial<AuditPage> & Refused> =>
  ask<AuditPage>("/api/audit", before === null ? wanted : { ...wanted, before });
export const auditStanding = (): Promise<Partial<Standing> & Refused> =>
  ask<Standing>("/api/audit/standing");
export const auditTable = (wanted: Wanted): Promise<{ table?: string } & Refused> =>
  ask<{ table: string }>("/api/audit/export", wanted);
