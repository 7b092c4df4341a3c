/** What is still to come after the password: proving a second factor, or setting one up. */
import {
  addPasskey, beginApp, confirmApp, prove, provePasskey, type Body, type Way,
} from "./security-api";
import { canUsePasskeys } from "./passkeys";

export type Screen = "second" | "set-up" | "codes";

/** What the steps need of the page around them. */
export interface Around {
  show(screen: Screen): void;
  /** Runs one call at a time, shows its refusal, and goes on with what came of it. */
  settle(asked: Promise<Body>): Promise<void>;
  changed(): void;
  goesIn(): void;
}

export class SecondStep {
  ways: Way[] = [];
  way: Way = "code";
  /** The app's secret and its picture, once asked for. */
  app: { secret: string; drawn: string[] } | null = null;
  codes: string[] = [];

  constructor(private readonly around: Around) {}

  /** Takes what the server says is next. */
  begin(step: "second" | "enrol", ways: Way[]): void {
    this.app = null;
    if (step === "enrol") { this.around.show("set-up"); return; }
    this.ways = ways.filter((way) => way !== "passkey" || canUsePasskeys() || ways.length === 1);
    this.way = this.ways[0] ?? "recovery";
    this.around.show("second");
  }

  choose(way: Way): void { this.way = way; this.around.changed(); }

  prove(value: string): void {
    if (this.way === "passkey") { void this.around.settle(provePasskey()); return; }
    void this.around.settle(prove(this.way, value));
  }

  async startApp(): Promise<void> {
    const body = await beginApp();
    if (body.secret && body.drawn) this.app = { secret: body.secret, drawn: body.drawn };
    else { await this.around.settle(Promise.resolve(body)); return; }
    this.around.changed();
  }

  leaveApp(): void { this.app = null; this.around.changed(); }

  confirmApp(code: string): void { void this.around.settle(confirmApp(code)); }

  addPasskey(): void { void this.around.settle(addPasskey("")); }

  /** Recovery codes came with it: they are shown once, before anything else. */
  showCodes(codes: string[]): void {
    this.codes = codes;
    this.around.show("codes");
  }

  keptCodes(): void {
    this.codes = [];
    this.around.goesIn();
  }

  forget(): void {
    this.app = null;
    this.codes = [];
    this.ways = [];
  }
}
