import { guard } from "../shared/guard.js";
import { WaymarkApp } from "./app.js";
import "./composer.js";
import { readConfig } from "./config.js";
import "./log.js";
import "./menu.js";
import "./return-words.js";

const config = readConfig(document);
const alone = parent === window;

// In a frame, the page around us is the one that Back returns to, and has its own guard.
if (!alone || !guard(() => config.neutral)) {
  WaymarkApp.prototype.config = config;
  customElements.define("waymark-app", WaymarkApp);
}
