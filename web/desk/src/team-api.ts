/** The leads' calls for the team: who takes how many chats, and for whom they are right. */

export interface Colleague {
  id: string;
  name: string;
  role: string;
  /** Null: the usual number. */
  max_chats: number | null;
  own_limit: number | null;
  skills: string[];
  live: number;
  takes_chats: boolean;
}

export interface Team {
  workers: Colleague[];
  skills: { name: string; label: string }[];
  usual_chats: number;
}

type Answer = Partial<Team> & { error?: { code?: string } };

async function ask(request: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch("/api/team", {
      credentials: "same-origin", cache: "no-store", ...request,
    });
    return (await answer.json()) as Answer;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return { error: { code: "no_connection" } };
    }
    throw error;
  }
}

export const listTeam = (): Promise<Answer> => ask({});

export const changeColleague = (worker: string, maxChats: number | null,
  skills: readonly string[]): Promise<Answer> => ask({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ worker, max_chats: maxChats, skills }),
});
