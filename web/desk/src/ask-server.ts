/** One call of the desk over HTTP: the answer's body, or the code of the refusal. */

export async function ask<T>(path: string, body?: object): Promise<T | string> {
  const request: RequestInit = { credentials: "same-origin", cache: "no-store" };
  if (body) {
    request.method = "POST";
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    const answer = (await response.json()) as T & { error?: { code?: string } };
    return response.ok ? answer : answer.error?.code ?? "no_connection";
  } catch (error) {
    // No network, or a proxy's own page.
    if (error instanceof TypeError || error instanceof SyntaxError) return "no_connection";
    throw error;
  }
}

/** Null when it was done, else the code of the refusal. */
export async function doing(path: string, body: object): Promise<string | null> {
  const answer = await ask<unknown>(path, body);
  return typeof answer === "string" ? answer : null;
}
