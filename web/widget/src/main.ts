import { cameAfterExit } from "../shared/guard.js";
import { WaymarkApp } from "./app.js";
import "./composer.js";
import { readConfig } from "./config.js";
import "./log.js";
import "./menu.js";
import "./return-words.js";
import { readWords } from "./words.js";

const config = readConfig(document);

// early.ts has begun to replace a page that Back has brought up again after an exit: it is not drawn.
if (parent !== window || !cameAfterExit()) {
  readWords(document);
  WaymarkApp.prototype.config = config;
  customElements.define("waymark-app", WaymarkApp);
}
