/** Exit, as seen from the chat's own page: alone, or in a frame on a charity's page. */
import { mark } from "../shared/guard.js";
import { leave } from "../shared/leave.js";
import type { Embed } from "./embed.js";
import type { Session } from "./session.js";

/** How long the page around us has to take itself away before we try from here, in milliseconds. */
const GRACE = 1_000;

export function exitNow(session: Session, embed: Embed, neutral: string, title: string, told: boolean): void {
  const tell = (): void => {
    if (session.token) navigator.sendBeacon("/exit", session.token);
    session.stop();
  };
  if (!embed.framed) return void leave({ title, tell, mark, neutral });
  // The page around us goes when it hears of it a second time, and this frame with it: by then the helpline is told.
  const say = (): void => embed.say({ waymark: "exit" });
  leave({ title, warn: told ? undefined : say, tell: () => (tell(), say()) });
  if (!told) setTimeout(() => takeTop(neutral), GRACE);
}

/** Allowed shortly after the visitor has pressed something; where it is not, this page is empty all the same. */
function takeTop(neutral: string): void {
  try {
    top?.location.replace(neutral);
  } catch {
    // The browser refuses: nothing more can be done from inside the frame.
  }
}
