/** The languages that there are: those of the project's one list, English first. */
import { languages } from "../../../content/languages.json";

export { languages };
/** The code of one of them. */
export type Language = string;

/** The one of that code; English for any other. */
export const spoken = (code: string | null | undefined): (typeof languages)[number] =>
  languages.find((one) => one.code === code) ?? languages[0]!;
