/**
 * What the chat's own page does before anything else of it has arrived: a page that Back loads anew must be hidden
 * before any of it is drawn, and the line to the helpline opens while the chat's script is still on its way. In a
 * frame, the page around us is the one that Back returns to, and has its own guard.
 */
import { guard } from "../shared/guard.js";
import { readConfig } from "./config.js";
import { dialEarly } from "./dial.js";

if (parent !== window || !guard(() => readConfig(document).neutral)) dialEarly();
