/** The page of one complaint: speaks, and changes by itself. Without this script it is read and reloaded. */
import { follow } from "./track-live.js";
import { bindListen } from "./track-listen.js";

bindListen(document);
document.getElementById("live-hint").hidden = false;
follow({ here: document.body.dataset.here, language: document.body.dataset.lang, swapped: () => bindListen(document) });
