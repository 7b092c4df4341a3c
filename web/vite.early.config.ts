import { defineConfig } from "vite";

/** The script that the visitor's page waits for: `widget/src/early.ts` → `widget/dist/assets/early.js`, no module. */
export default defineConfig({
  root: "widget",
  build: {
    outDir: "dist",
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: "widget/src/early.ts",
      output: { format: "iife", entryFileNames: "assets/early.js" },
    },
  },
});
