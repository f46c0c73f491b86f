/** Every page that is read: kept at hand without a network; buttons where the page has a use for them. */
import { bindListen } from "../track-listen.js";
import { bindAnswer } from "./answer.js";
import { keepAtHand } from "./at-hand.js";
import { bindFiled, bindFollowed } from "./followed.js";

keepAtHand(document.body.dataset.base);
if (document.getElementById("listen")) bindListen(document);
for (const [found, bind] of [["[data-entry]", bindAnswer], ["#filed", bindFiled], ["#followed", bindFollowed]]) {
  const part = document.querySelector(found);
  if (part) bind(part);
}
