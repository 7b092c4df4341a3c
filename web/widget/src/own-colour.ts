/** The charity's colour in the chat: moved towards black or white until words in it can be read on every ground. */
import { colourOf, inkOn, luminance } from "../shared/colour.js";

/** WCAG 2.2, 1.4.3, for text of any size. */
export const ENOUGH = 4.5;
/** The grounds that words in the accent colour meet at worst: the darkest light one, the lightest dark one. */
const HARDEST = { light: "#e8e5fb", dark: "#2c2a54" };

export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour nearest to the wish that can be read there. */
export function readable(colour: string, look: keyof typeof HARDEST): string {
  const end = look === "light" ? 0 : 255;
  for (let step = 0; step < 20; step += 1) {
    const mixed = [1, 3, 5].map((at) => {
      const value = parseInt(colour.slice(at, at + 2), 16);
      return Math.round(value + ((end - value) * step) / 20).toString(16).padStart(2, "0");
    });
    const tried = `#${mixed.join("")}`;
    if (contrast(tried, HARDEST[look]) >= ENOUGH) return tried;
  }
  return look === "light" ? "#000000" : "#ffffff";
}

export function wearColour(element: HTMLElement, given: string): void {
  const colour = colourOf(given);
  for (const look of ["light", "dark"] as const) {
    const shown = colour && readable(colour, look);
    element.style.setProperty(`--own-${look}`, shown || null);
    element.style.setProperty(`--own-on-${look}`, shown ? inkOn(shown) : null);
  }
}
