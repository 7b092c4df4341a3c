/** How this worker likes their desk: one page has one worker, so it is kept here once. */
import type { Language } from "./languages";
import { language, speak } from "./words";

export interface Preferences {
  language: Language;
  /** What describes something graphic is covered until they want to read it. */
  covers_graphic: boolean;
}

let covers = true;

export const coversGraphic = (): boolean => covers;

/** Takes over what the server says; true where the page has to be drawn anew. */
export async function like(wanted: Preferences): Promise<boolean> {
  const before = `${language()} ${covers}`;
  covers = wanted.covers_graphic;
  await speak(wanted.language);
  return `${language()} ${covers}` !== before;
}

type Changed = { preferences?: Preferences; error?: { code?: string } };

/** Keeps a change on the server, for all of this worker's pages from now on. */
export async function keep(change: Partial<Preferences>): Promise<Changed> {
  try {
    const answer = await fetch("/api/preferences", {
      method: "POST", credentials: "same-origin", cache: "no-store",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(change),
    });
    return (await answer.json()) as Changed;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}
