import { defineConfig } from "vite";
import { leanStyles } from "./scripts/lean.ts";

/** The one tag a charity puts on its page: `widget/loader/waymark.ts` → `widget/dist/waymark.js`. */
export default defineConfig({
  root: "widget",
  plugins: [leanStyles()],
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
