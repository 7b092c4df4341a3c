/** The leads' calls for words and facts: the list, and the stamp. */

export interface ContentItem {
  key: string;
  kind: "wording" | "fact";
  text: string;
  digest: string;
  source: string;
  checked: string;
  confidence: string;
  /** The day (ISO) by which somebody must look again. */
  due: string;
  draft: boolean;
  overdue: boolean;
  unconfirmed: boolean;
  /** Who stamped it; null: nobody did, or the words changed since. */
  by: string | null;
}

type Body = { items?: ContentItem[]; item?: ContentItem; error?: { code?: string } };

/** The body, or the code of the refusal; no connection and nonsense are the same to the reader. */
async function ask(path: string, body?: Readonly<Record<string, string>>): Promise<Body> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    return (await (await fetch(path, request)).json()) as Body;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}

export const listContent = (): Promise<Body> => ask("/api/content");

/** Says that somebody stands for exactly these words. */
export const stampContent = (item: ContentItem): Promise<Body> =>
  ask("/api/content/stamp", { key: item.key, digest: item.digest });
