/** Complaints that this device remembers, one press away. */
import { keep, kept } from "../kept.js";
import { pairs, trackUrl } from "../filed.js";

/** @param {HTMLElement} section with a list in it */
export function bindFollowed(section) {
  const list = section.querySelector("ul");
  list.replaceChildren(...kept().map((one) => item(one, list.dataset.word)));
  section.hidden = !list.childElementCount;
}

function item({ receipt, token }, word) {
  const link = Object.assign(document.createElement("a"), { className: "result", referrerPolicy: "no-referrer" });
  link.href = trackUrl(token, document.documentElement.lang);
  link.append(Object.assign(document.createElement("b"), { textContent: word.replace("{number}", pairs(receipt).join(" ")) }));
  const row = document.createElement("li");
  row.append(link);
  return row;
}

/** Remember what has just been filed, as the page on which people talk does. @param {HTMLElement} filed */
export function bindFiled(filed) {
  keep(filed.dataset.receipt, filed.dataset.token);
  document.getElementById("kept").hidden = false;
}
