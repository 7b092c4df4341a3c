import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { checkDesk, lackingInDesk } from "./desk/locale/check.ts";

const folder = fileURLToPath(new URL("./desk", import.meta.url));

/** Puts the words of `locale/en.json` into `index.html`, and stops the build when any are missing; another language may lack some. */
function words(): Plugin {
  return {
    name: "desk-words",
    buildStart() {
      for (const fault of lackingInDesk(folder)) this.warn(fault);
      const faults = checkDesk(folder);
      if (faults.length > 0) this.error(faults.join("\n"));
    },
    transformIndexHtml(html) {
      const en = JSON.parse(readFileSync(`${folder}/locale/en.json`, "utf8")) as Record<string, string>;
      return html.replace(/%([a-z_.]+)%/g, (whole, key: string) => en[key] ?? whole);
    },
  };
}

/** The workers' page: `desk/index.html` → `desk/dist`, hashed assets, nothing inline. */
export default defineConfig({
  root: "desk",
  base: "/",
  plugins: [words()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
