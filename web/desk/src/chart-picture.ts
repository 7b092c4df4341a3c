/**
 * A chart as a picture that stands by itself, for a report or a slide: an SVG with its title, its
 * dates, every number, and the same as a text alternative inside. No words but the chart's own.
 */
import type { Bar } from "./charts";

/** `dates`: of which days; `note`: by which rule numbers are held back. */
export interface About { title: string; dates: string; note: string }
export interface Column { day: string; number: number }

/** A picture goes to people on paper and on slides: it is light, whatever the page is. */
const INK = "#1e2b2a", SOFT = "#55615e", BAR = "#1d5f59", LINE = "#ddd5c8", PAPER = "#ffffff";
const WIDE = 720, EDGE = 28, ROW = 44, NOTE_ROW = 20, COLUMNS_HIGH = 220;
/** So many letters of the small print go into one line. */
const LETTERS = 96;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  // XML has no other control characters, not even escaped.
  // eslint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;
}

/** The words in lines that fit. */
function lines(words: string): string[] {
  const found: string[] = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < LETTERS) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}

function sheet({ title, dates, note }: About, high: number, inside: string, told: string): string {
  const small = lines(note);
  const whole = 96 + high + small.length * NOTE_ROW + EDGE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${whole}" viewBox="0 0 ${WIDE} ${whole}"`
    + ` role="img" aria-labelledby="title told" font-family="system-ui, sans-serif" font-size="16" fill="${INK}">`
    + `<title id="title">${escaped(`${title}. ${dates}`)}</title><desc id="told">${escaped([`${told}.`, note].join(" ").trim())}</desc>`
    + `<rect width="${WIDE}" height="${whole}" fill="${PAPER}"/>`
    + text(EDGE, 44, title, 'font-size="22" font-weight="650"') + text(EDGE, 70, dates, `fill="${SOFT}"`)
    + inside
    + small.map((line, at) => text(EDGE, 96 + high + 14 + at * NOTE_ROW, line, `font-size="13" fill="${SOFT}"`)).join("")
    + "</svg>";
}

/** Bars, each with its name and its number. `held`: what stands for a number held back. */
export function barsPicture(about: About, bars: readonly Bar[], held: string): string {
  const most = Math.max(1, ...bars.map((bar) => bar.number ?? 0));
  const wide = WIDE - 2 * EDGE;
  const inside = bars.map(({ label, number }, at) => {
    const y = 96 + at * ROW;
    return text(EDGE, y + 16, label)
      + text(WIDE - EDGE, y + 16, String(number ?? held), 'text-anchor="end" font-weight="600"')
      + `<rect x="${EDGE}" y="${y + 23}" width="${wide}" height="9" rx="4" fill="${LINE}"/>`
      + (number ? `<rect x="${EDGE}" y="${y + 23}" width="${Math.max(2, (wide * number) / most).toFixed(1)}" height="9" rx="4" fill="${BAR}"/>` : "");
  }).join("");
  const told = bars.map(({ label, number }) => `${label}: ${number ?? held}`).join("; ");
  return sheet(about, bars.length * ROW, inside, told);
}

/** Columns of days, with the first and the last day below them and the highest number beside. */
export function daysPicture(about: About, columns: readonly Column[]): string {
  const most = Math.max(0, ...columns.map(({ number }) => number));
  const wide = (WIDE - 2 * EDGE) / Math.max(1, columns.length);
  const bottom = 96 + COLUMNS_HIGH;
  const inside = columns.map(({ number }, at) => {
    const high = (COLUMNS_HIGH - 24) * (number / Math.max(1, most));
    return number === 0 ? "" : `<rect x="${(EDGE + at * wide + wide * 0.1).toFixed(2)}" y="${(bottom - high).toFixed(2)}"`
      + ` width="${(wide * 0.8).toFixed(2)}" height="${high.toFixed(2)}" fill="${BAR}"/>`;
  }).join("")
    + `<line x1="${EDGE}" x2="${WIDE - EDGE}" y1="${bottom}" y2="${bottom}" stroke="${SOFT}"/>`
    + (most === 0 ? "" : `<line x1="${EDGE}" x2="${WIDE - EDGE}" y1="120" y2="120" stroke="${LINE}" stroke-dasharray="4 4"/>`
      + text(EDGE, 114, String(most), `fill="${SOFT}"`))
    + text(EDGE, bottom + 22, columns[0]?.day ?? "")
    + text(WIDE - EDGE, bottom + 22, columns.at(-1)?.day ?? "", 'text-anchor="end"');
  const told = columns.map(({ day, number }) => `${day}: ${number}`).join("; ");
  return sheet(about, COLUMNS_HIGH + 36, inside, told);
}
