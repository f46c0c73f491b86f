/** Every page that is read: kept at hand without a network; buttons where the page has a use for them. */
import { bindListen } from "../track-listen.js";
import { bindAnswer } from "./answer.js";
import { keepAtHand } from "./at-hand.js";

keepAtHand(document.body.dataset.base);
if (document.getElementById("listen")) bindListen(document);
const answer = document.querySelector("[data-entry]");
if (answer) bindAnswer(answer);
