import { defineConfig } from "vite";
import { leanStyles } from "./scripts/lean.ts";

/** The visitor's page: `widget/index.html` → `widget/dist`; `scripts/page.mjs` then makes one file of it. */
export default defineConfig({
  root: "widget",
  base: "/",
  plugins: [leanStyles()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
