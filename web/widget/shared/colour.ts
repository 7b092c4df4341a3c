/** A charity's own colour, as the loader and the chat use it: what stands on it, or is written in it, stays readable. */

/** The lightness of each step, as WCAG 2.2 defines relative luminance. */
const part = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const parts = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);

export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = parts(colour).map(part);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `#rrggbb`, or nothing: no other way of writing a colour is taken. */
export const colourOf = (given: string): string => (/^#[\da-f]{6}$/i.test(given) ? given : "");

/** Black or white: one of the two is always at least 4.58 : 1. */
export const inkOn = (colour: string): string => (luminance(colour) > 0.179 ? "#000000" : "#ffffff");
