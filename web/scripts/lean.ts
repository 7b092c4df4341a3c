import type { Plugin } from "vite";

/** Takes comments and the space around lines out of styles that stand in scripts: the bundler leaves strings alone. */
export function leanStyles(): Plugin {
  return {
    name: "lean-styles",
    apply: "build",
    transform(code, id) {
      if (!/\/widget\/.*\.ts$/.test(id)) return null;
      const lean = (css: string): string =>
        css
          .replace(/\/\*[^]*?\*\//g, "")
          .replace(/\s+/g, " ")
          .replace(/ ?([{};,>]) ?/g, "$1")
          .replace(/ !important/g, "!important")
          .replace(/^ /, "")
          .replace(/: (?=[^{}]*[;}])/g, ":")
          .replace(/;}/g, "}");
      // Indents of markup are strings too; those of code are no loss.
      const flat = code.replace(/\n[ \t]+/g, "\n").replace(/([>}])\n</g, "$1<");
      return { code: flat.replace(/(css|core =|tokens =|css =) ?`([^`]*)`/g, (_, before: string, css: string) => `${before}\`${lean(css)}\``), map: null };
    },
  };
}
