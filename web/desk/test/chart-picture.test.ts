import { describe, expect, test } from "vitest";
import { barsPicture, daysPicture } from "../src/chart-picture";

const about = { title: "Asked for a person", dates: "1 November to 28 November", note: "Rounded to 5." };

/** Between a tag of this name and its end, the first of them. */
const inside = (picture: string, tag: string): string =>
  new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(picture)?.[1] ?? "";

describe("a chart as a picture", () => {
  test("says what it shows by itself, in its words and as a text alternative", () => {
    const picture = barsPicture(about, [{ label: "Queued", number: 12 }, { label: "Nobody there", number: null }], "withheld");
    expect(inside(picture, "title")).toBe("Asked for a person. 1 November to 28 November");
    expect(inside(picture, "desc")).toBe("Queued: 12; Nobody there: withheld. Rounded to 5.");
    for (const words of ["Asked for a person", "1 November to 28 November", "Queued", "12", "withheld", "Rounded to 5."]) {
      expect(picture).toContain(`>${words}</text>`);
    }
    expect(picture).toContain('role="img" aria-labelledby="title told"');
  });

  test("draws bars by their numbers, and none for a number held back", () => {
    const bars = [{ label: "a", number: 40 }, { label: "b", number: 10 }, { label: "c", number: null }, { label: "d", number: 0 }];
    const widths = [...barsPicture(about, bars, "-").matchAll(/width="([\d.]+)" height="9" rx="4" fill="#1d5f59"/g)].map(([, wide]) => Number(wide));
    expect(widths).toEqual([664, 166]);
  });

  test("tells each day", () => {
    const picture = daysPicture(about, [{ day: "27 Nov", number: 0 }, { day: "28 Nov", number: 3 }]);
    expect(inside(picture, "desc")).toContain("27 Nov: 0; 28 Nov: 3");
    expect(picture.match(/fill="#1d5f59"/g)).toHaveLength(1);
    expect(daysPicture(about, [])).toContain("</svg>");
  });

  test("takes no sign for one of its own", () => {
    const picture = barsPicture({ ...about, title: '<b> & "c"' }, [{ label: "x</text><script>\u0001", number: 1 }], "");
    expect(picture).not.toMatch(/<script|<b>|\u0001/);
    expect(picture).toContain("&#60;b&#62; &#38; &#34;c&#34;");
  });
});
