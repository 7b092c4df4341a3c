/** One visit: the line, the log, who answers. It knows nothing of the screen but that it must be drawn again. */
import type { BriefAnswer, Typed } from "./brief.js";
import { Conversation } from "./conversation.js";
import { dial } from "./dial.js";
import type { Line } from "./line.js";
import type { Owned, ServerFrame, Settings } from "./protocol.js";
import type { Kept } from "./safe-word.js";
import type { StillYouAnswer } from "./still-you.js";
import { Transport } from "./transport.js";

/** How long a sign of writing is believed without another, and how often ours is sent, in milliseconds. */
const WRITING = 6_000;
const TELL_WRITING = 3_000;

export type Note = "gone" | "words_gone" | "deleted" | null;
export type BriefState = "sending" | "agreed" | "refused" | "failed";

export class Session {
  readonly log = new Conversation();
  line: Line = "connecting";
  owner: Owned | null = null;
  typing: "assistant" | "worker" | null = null;
  words: { words: string[]; until: string } | null = null;
  note: Note = null;
  /** The helpline says that what the assistant answers may be a draft. */
  demonstration = false;
  /** True while old entries arrive: they are on the screen, but nobody has them read out again. */
  quiet = false;
  readonly briefs = new Map<string, BriefState>();
  /** How the choosing of a safe word goes; never the word. */
  safeWord: Kept = null;
  /** Answers on their way to "Is it still you?", by the question. */
  readonly asks = new Map<string, "sending" | "failed">();

  readonly #typed = new Map<unknown, Typed>();
  readonly #briefKeys = new Map<string, { key: string; agree: boolean }>();
  readonly #transport: Transport;
  #returning = false;
  #history = 0;
  #told = 0;
  #wordId = "";
  #still: ReturnType<typeof setTimeout> | undefined;

  constructor(
    settings: () => Settings,
    private readonly changed: () => void,
    private readonly leave: () => void,
    private readonly news: () => unknown,
  ) {
    this.#transport = new Transport(dial, settings, {
      line: (state) => this.#lined(state),
      frame: (frame) => this.#take(frame),
      refused: (id) => this.#refused(id),
    });
  }

  get token(): string | undefined {
    return this.#transport.token;
  }

  start(words?: string): void {
    this.#returning = words !== undefined;
    this.#clear();
    this.#transport.start(words);
  }

  wake = (): void => this.#transport.wake();

  stop(): void {
    this.#transport.stop({ type: "exit" });
    this.#clear();
  }

  say(text: string): void {
    this.#write(text, (id) => ({ type: "say", id, text }));
  }

  choose(choice: string, label: string): void {
    this.#write(label, (id) => ({ type: "choose", id, choice }));
  }

  #write(text: string, frame: (id: string) => { type: string; id: string }): void {
    const id = crypto.randomUUID();
    this.quiet = false;
    this.log.write(id, text);
    if (this.line === "open") this.log.mark(id, "sending");
    this.#transport.deliver(frame(id));
    this.changed();
  }

  retry(id: string): void {
    const item = this.log.find(id);
    if (item?.state === "failed") {
      this.log.drop(id);
      this.say(item.entry.text ?? "");
    } else this.wake();
  }

  /** What was typed into the boxes of this kind of brief. In memory only, as all of the chat. */
  typedInto(kind: unknown): Typed {
    const found = this.#typed.get(kind) ?? new Map();
    this.#typed.set(kind, found);
    return found;
  }

  brief({ key, ...answer }: BriefAnswer): void {
    const id = `brief ${key} ${crypto.randomUUID()}`.slice(0, 64);
    this.#briefKeys.set(id, { key, agree: answer.agree });
    this.briefs.set(key, "sending");
    this.#transport.deliver({ type: "brief", id, ...answer });
    this.changed();
  }

  /** Only the newest word that was typed is waited for. */
  chooseWord(word: string): void {
    this.safeWord = "sending";
    this.#transport.deliver({ type: "safe_word", id: (this.#wordId = crypto.randomUUID()), word });
    this.changed();
  }

  stillYou(answer: StillYouAnswer): void {
    this.asks.set(answer.ask, "sending");
    this.#transport.deliver({ type: "still_you", id: `ask ${answer.ask}`.slice(0, 64), ...answer });
    this.changed();
  }

  writing(): void {
    const now = Date.now();
    if (now - this.#told > TELL_WRITING && this.#transport.mention({ type: "typing" })) this.#told = now;
  }

  change = (settings: Partial<Settings>): boolean => this.#transport.mention({ type: "settings", ...settings });

  askWords = (): boolean => this.#transport.mention({ type: "words" });

  /** Another chat in place of this one; on a line of its own, as the helpline holds one chat on each. */
  again(forget: boolean): boolean {
    if (!forget) this.#transport.start();
    else if (!this.#transport.begin(true)) return false;
    this.#clear();
    this.note = forget ? "deleted" : null;
    this.changed();
    return true;
  }

  #clear(): void {
    this.#forget();
    this.owner = null;
    this.quiet = false;
  }

  /** Someone else may have the screen: nothing stays, here or on it, that says there was anything before. */
  #forget(): void {
    this.log.clear();
    this.briefs.clear();
    this.#briefKeys.clear();
    this.#typed.clear();
    this.asks.clear();
    this.safeWord = null;
    this.typing = this.words = this.note = null;
  }

  #lined(state: Line): void {
    this.line = state;
    if (state === "open") this.log.shift("queued", "sending");
    else this.log.shift("sending", "queued");
    this.changed();
  }

  #refused(id: string): void {
    this.log.mark(id, "failed");
    const brief = this.#briefKeys.get(id);
    if (brief) this.briefs.set(brief.key, "failed");
    if (id === this.#wordId) this.safeWord = "failed";
    const ask = id.replace(/^ask /, "");
    if (this.asks.has(ask)) this.asks.set(ask, "failed");
    this.changed();
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.#history = this.#returning ? frame.seq : 0;
        this.quiet = this.#returning;
        this.#returning = false;
        this.demonstration = frame.service?.demonstration === true;
        this.owner = this.owner?.owner === frame.owner ? this.owner : { owner: frame.owner };
        break;
      case "ack": {
        this.log.acked(frame.id, frame.seq);
        const brief = this.#briefKeys.get(frame.id);
        if (brief) this.briefs.set(brief.key, brief.agree ? "agreed" : "refused");
        break;
      }
      case "kept":
        if (frame.id === this.#wordId) this.safeWord = "kept";
        break;
      case "entry":
        this.quiet = frame.seq <= this.#history;
        if (frame.author !== "visitor") {
          this.typing = null;
          if (!this.quiet) this.news();
        }
        this.log.add(frame);
        break;
      case "owner":
        this.owner = frame;
        this.typing = null;
        break;
      case "typing":
        this.#writes(frame.author === "worker" ? "worker" : "assistant");
        break;
      case "words":
        this.words = { words: [frame.words].flat().join(" ").split(/\s+/), until: frame.until };
        break;
      case "fold":
        this.#forget();
        break;
      case "leave":
        return this.leave();
      case "gone":
        this.#gone();
    }
    this.changed();
  }

  #writes(author: "assistant" | "worker"): void {
    this.typing = author;
    clearTimeout(this.#still);
    this.#still = setTimeout(() => {
      this.typing = null;
      this.changed();
    }, WRITING);
  }

  /** The words or the token open nothing: a new chat, and what was not taken stays to be sent again. */
  #gone(): void {
    const note = this.#returning ? "words_gone" : "gone";
    this.#returning = false;
    this.log.clearTaken();
    this.#transport.begin(false);
    this.note = note;
  }
}
