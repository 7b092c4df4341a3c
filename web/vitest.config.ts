import { defineConfig } from "vitest/config";

/** Unit tests need no browser: what needs one is tested in tests/browser. */
export default defineConfig({
  test: { include: ["{widget,desk}/test/**/*.test.ts"], environment: "node" },
});
