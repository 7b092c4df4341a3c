/**
 * The guard behind Back on the chat's own page. It is the only script that the page waits for: a page that Back
 * loads anew must be hidden before any of it is drawn, and the chat itself comes later than that. In a frame, the
 * page around us is the one that Back returns to, and has its own guard.
 */
import { guard } from "../shared/guard.js";
import { readConfig } from "./config.js";

if (parent === window) guard(() => readConfig(document).neutral);
