/** A sheet, read from the form and put into it. */
import type { Action, DayAhead, Page, Sheet, TopicAnswer } from "./assessing-api";

/** What the form begins from: a draft, else the last assessment without its judgement and its day for
 * the next look, which have to be chosen anew each time. */
export function begins(page: Page): Sheet {
  if (page.draft) return page.draft.sheet;
  if (!page.sheet) return {};
  const { topics, plan, rationale, actions, days } = page.sheet;
  return {
    ...(topics && { topics }), ...(plan && { plan }), ...(rationale && { rationale }),
    ...(actions && { actions }), ...(days && { days }),
  };
}

/** As it is sent: a day that has no date yet is nothing. */
export const sendable = (sheet: Sheet): Sheet =>
  ({ ...sheet, days: (sheet.days ?? []).filter((one) => one.on !== "") });

/** The form's fields as a sheet. The names are those of view-assessing-form.ts. */
export function readSheet(form: HTMLFormElement, topics: readonly string[]): Sheet {
  const data = new FormData(form);
  const of = (name: string): string => String(data.get(name) ?? "");
  const answered: NonNullable<Sheet["topics"]> = {};
  for (const name of topics) {
    const answer = of(`answer ${name}`) as TopicAnswer;
    const note = of(`note ${name}`);
    if (answer || note.trim()) answered[name] = { answer, note };
  }
  const actions: Action[] = data.getAll("action").map((each) => {
    const id = String(each);
    return {
      id, what: of(`what ${id}`), who: of(`who ${id}`), by: of(`by ${id}`) || null,
      stands: of(`stands ${id}`) || "open",
    };
  });
  const days: DayAhead[] = data.getAll("day").map((each) => ({
    kind: of(`kind ${String(each)}`), on: of(`on ${String(each)}`),
  }));
  return {
    topics: answered, level: of("level"), rationale: of("rationale"), plan: of("plan"), actions, days,
    again: of("again") || null,
  };
}
