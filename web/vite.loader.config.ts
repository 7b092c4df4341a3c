import { defineConfig } from "vite";
import { CODES, wordsIn } from "./scripts/languages.mjs";
import { leanStyles } from "./scripts/lean.ts";

/** By language. What a page asks for may be any word: nothing is inherited that would be taken for one. */
const words = CODES.map((code) => `${code}:${JSON.stringify(wordsIn("web/widget/locale/loader.{code}.json", code))}`);

/** The one tag a charity puts on its page: `widget/loader/waymark.ts` → `widget/dist/waymark.js`. */
export default defineConfig({
  root: "widget",
  plugins: [leanStyles()],
  define: { LOADER_WORDS: `{__proto__:null,${words.join()}}` },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: "widget/loader/waymark.ts",
      output: { format: "es", entryFileNames: "waymark.js" },
    },
  },
});
