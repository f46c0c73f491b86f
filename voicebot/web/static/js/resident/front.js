/** On the page on which people talk: what is asked most by key and by ear, what this device remembers, the home screen. */
import { loadSettings } from "../settings.js";
import { keepAtHand } from "./at-hand.js";
import { bindInstall } from "./install.js";
import { bindNames } from "./names.js";
import { forget, kept } from "./topics.js";

const [own, starred, seen, seenName] = ["own", "own-starred", "own-seen", "own-seen-name"].map((id) => document.getElementById(id));
const did = document.getElementById("own-did");
const { base } = document.body.dataset;

/** What this device remembers, in tiles like those of the office. */
function draw() {
  const topics = kept();
  const put = new Set(topics.starred.map(({ id }) => id));
  const others = topics.seen.filter(({ id }) => !put.has(id));
  own.hidden = !topics.starred.length && !others.length;
  starred.replaceChildren(...topics.starred.map(tile));
  seen.replaceChildren(...others.map(tile));
  seenName.hidden = !others.length;
}

function tile({ id, label, picture, lang }) {
  const link = Object.assign(document.createElement("a"), { className: "tile", lang });
  link.href = `${base}/ask/${id}${lang === "en" ? "?lang=en" : ""}`;
  link.dataset.sound = `${base}/ask/${id}/name.mp3${lang === "en" ? "?lang=en" : ""}`;
  const word = Object.assign(document.createElement("span"), { className: "tile-word", textContent: label });
  link.append(drawn(picture), word);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function drawn(symbol) {
  const [picture, use] = ["svg", "use"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  picture.setAttribute("class", "picture");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${own.dataset.sprite}#${symbol}`);
  picture.append(use);
  return picture;
}

document.getElementById("own-forget").addEventListener("click", () => {
  forget();
  draw();
  did.textContent = did.dataset[document.documentElement.lang];
  document.getElementById("talk").focus();
});

/** A digit opens what has that number, while no talk is going on in which it could mean something else. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea")) return;
  if (!loadSettings(null).digits || document.getElementById("main").classList.contains("begun")) return;
  const wanted = document.querySelectorAll(`.quick [data-key="${CSS.escape(event.key)}"]`);
  [...wanted].find((link) => link.checkVisibility())?.click();
});

bindNames(document, () => loadSettings(null).sound);
bindInstall(document.getElementById("install"), document.getElementById("install-now"));
keepAtHand(base);
addEventListener("storage", draw);
draw();
