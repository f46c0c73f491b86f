/** What can be done with an answer: put aside, printed, sent on. Without this it is read, heard and printed by the browser. */
import { seen, star, starred, unstar } from "./topics.js";

/** @param {HTMLElement} answer */
export function bindAnswer(answer) {
  const { entry, label, picture, unkept } = answer.dataset;
  const topic = { id: entry, label, picture, lang: answer.lang };
  // Help for people in danger leaves no trace on a device that others may look at.
  if (unkept === undefined) seen(topic);
  const [starButton, print, share] = ["star", "print", "share"].map((id) => document.getElementById(id));
  if (!starButton) return;
  bindStar(starButton, topic);
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  share.hidden = !navigator.share;
  share.addEventListener("click", () => {
    const { title, address } = share.dataset;
    navigator.share({ title, url: address }).catch(() => {});
  });
}

function bindStar(button, topic) {
  const word = button.querySelector("span");
  const show = () => {
    const on = starred(topic.id);
    button.setAttribute("aria-pressed", `${on}`);
    word.textContent = on ? word.dataset.on : word.dataset.off;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (starred(topic.id)) unstar(topic.id);
    else star(topic);
    show();
    document.getElementById("did").textContent = word.textContent;
  });
  show();
}
