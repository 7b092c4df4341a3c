import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/** Colours that none of the loader's own looks use stay out of it: on a charity's page each byte counts. */
function onlyUsedTokens(): Plugin {
  const looks = readFileSync(new URL("widget/loader/style.ts", import.meta.url), "utf8");
  return {
    name: "only-used-tokens",
    transform: (code, id) =>
      id.endsWith("shared/tokens.ts")
        ? code.replace(/(--[\w-]+):[^;]*;/g, (whole, name: string) => (looks.includes(`var(${name})`) ? whole : ""))
        : undefined,
  };
}

/** The one tag a charity puts on its page: `widget/loader/waymark.ts` → `widget/dist/waymark.js`. */
export default defineConfig({
  root: "widget",
  plugins: [onlyUsedTokens()],
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
