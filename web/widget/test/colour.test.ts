import { describe, expect, it } from "vitest";
import { colourOf, inkOn } from "../shared/colour.js";
import { toFrame, toPage } from "../shared/link.js";
import { tokens } from "../shared/tokens.js";
import { contrast, ENOUGH, readable } from "../src/own-colour.js";

/** Every ground that words in the accent colour can stand on, as the tokens have them: light first, then dark. */
function grounds(): [string[], string[]] {
  const found: [string[], string[]] = [[], []];
  let dark = false;
  for (const line of tokens.split("\n")) {
    if (line.startsWith("@media")) dark = true;
    else if (line.startsWith("}")) dark = false;
    for (const [, colour = ""] of line.matchAll(/--(?:bg|surface|tint): (#[\da-f]{3,6})/g))
      found[dark ? 1 : 0].push(colour.length === 4 ? colour.replace(/[\da-f]/g, "$&$&") : colour);
  }
  return found;
}

describe("a charity's colour", () => {
  it("can be read on every ground there is, light and dark, and what stands on it too", () => {
    const [light, dark] = grounds();
    expect([light.length, dark.length]).toEqual([6, 6]);
    for (let n = 0; n < 4096; n += 7) {
      const colour = `#${[n >> 8, (n >> 4) & 15, n & 15].map((one) => one.toString(16).repeat(2)).join("")}`;
      for (const [look, all] of [["light", light], ["dark", dark]] as const) {
        const shown = readable(colour, look);
        for (const ground of all) expect(contrast(shown, ground), `${colour} as ${shown} on ${ground}`).toBeGreaterThanOrEqual(ENOUGH);
        expect(contrast(inkOn(shown), shown)).toBeGreaterThanOrEqual(ENOUGH);
      }
      expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(ENOUGH);
    }
  });

  it("stays as it is where it can be read already", () => {
    expect(readable("#1d5f59", "light")).toBe("#1d5f59");
  });

  it("is a colour and nothing else", () => {
    for (const given of ["red", "#fff", "#12345g", "#123456; background: url(//x)", ""]) expect(colourOf(given)).toBe("");
    expect(colourOf("#7A1f5c")).toBe("#7A1f5c");
  });
});

describe("a loader that was pinned long ago", () => {
  const old = { waymark: "open", audience: "adult", language: "en", nation: "", neutral: "", corner: false };

  it("opens the chat without what came later", () => {
    expect(toFrame(old)).toEqual(old);
    expect(toFrame({ ...old, colour: "#7a1f5c" })).not.toBeNull();
  });

  it("says nothing that is not known, and leaves out nothing that is needed", () => {
    expect(toFrame({ ...old, words: "what was said" })).toBeNull();
    expect(toFrame({ ...old, colour: 7 })).toBeNull();
    const { nation: _, ...less } = old;
    expect(toFrame(less)).toBeNull();
    expect(toFrame({ waymark: "constructor" })).toBeNull();
    for (const one of [null, "exit", { waymark: "exit", more: 1 }, {}]) expect(toPage(one)).toBeNull();
    expect(toPage({ waymark: "exit" })).toEqual({ waymark: "exit" });
  });
});
