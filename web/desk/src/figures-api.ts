/** The lead's figures, as `GET /api/figures` gives them (docs/desk-protocol.md). */

/** How often, by label; null: fewer than `fewest`, and no more is said. */
export type Sums = Readonly<Record<string, number | null>>;

export interface Figures {
  first: string;
  last: string;
  fewest: number;
  now: {
    waiting: number; with_worker: number; with_assistant: number; on_shift: number;
    open_alerts: number; longest_wait_minutes: number | null; oldest_alert_minutes: number | null;
  };
  sums: Readonly<Record<string, Sums>>;
  days: Readonly<Record<string, readonly number[]>>;
  /** The span within which half of them lay. */
  half: { taken: string | null; reviewed: string | null };
  due: { draft: number; overdue: number; unconfirmed: number };
}

/** The same as a file, or why not: taking it along asks for a fresh proof of who it is. */
export async function getTable(days: number): Promise<{ file?: Blob; error?: { code?: string } }> {
  try {
    const response = await fetch(`/api/figures.csv?days=${days}`,
      { credentials: "same-origin", cache: "no-store" });
    if (response.ok) return { file: await response.blob() };
    return (await response.json()) as { error?: { code?: string } };
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}

/** The figures, or the code of a refusal. */
export async function getFigures(days: number): Promise<Figures | string> {
  try {
    const response = await fetch(`/api/figures?days=${days}`,
      { credentials: "same-origin", cache: "no-store" });
    const body = (await response.json()) as Figures & { error?: { code?: string } };
    return response.ok ? body : body.error?.code ?? "no_connection";
  } catch (error) {
    // No network, or a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) return "no_connection";
    throw error;
  }
}
