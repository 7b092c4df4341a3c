import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { leanStyles } from "./scripts/lean.ts";

/** Puts the words of `locale/en.json` where `index.html` says `{{key}}`: no sentence lives in markup. */
function words(): Plugin {
  const en = JSON.parse(readFileSync("widget/locale/en.json", "utf8")) as Record<string, unknown>;
  return {
    name: "words",
    transformIndexHtml(html) {
      return html.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
        const text = en[key];
        if (typeof text !== "string") throw new Error(`index.html asks for "${key}", en.json has no such text`);
        return text;
      });
    },
  };
}

/** The page waits for this one script before it draws anything (`widget/src/early.ts`). */
function early(): Plugin {
  return {
    name: "early",
    apply: "build",
    transformIndexHtml: () => [{ tag: "script", attrs: { src: "/assets/early.js" }, injectTo: "head" }],
  };
}

/** The visitor's page: `widget/index.html` → `widget/dist`, hashed assets, nothing inline. */
export default defineConfig({
  root: "widget",
  base: "/",
  plugins: [words(), early(), leanStyles()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
