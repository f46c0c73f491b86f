// Locks the screen of whoever has left it, and tells the desk that somebody is there who only types.
// The desk locks by itself too, at the next request; this hides what is still on the screen.

const LOCK_MS = Number(document.body.dataset.lockS) * 1000;
const TELL_MS = Math.min(60_000, LOCK_MS / 3);
const SIGNS = ["keydown", "pointerdown", "input", "scroll"];

let timer = 0;
let told = performance.now();

function lock() {
  document.getElementById("lock").requestSubmit();
}

async function tell() {
  told = performance.now();
  const answer = await fetch("/staff/here", { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (answer && answer.type === "opaqueredirect") location.reload(); // it was locked or ended meanwhile
}

function somebody() {
  clearTimeout(timer);
  timer = setTimeout(lock, LOCK_MS);
  if (performance.now() - told >= TELL_MS) tell();
}

if (document.getElementById("lock")) {
  for (const sign of SIGNS) addEventListener(sign, somebody, { passive: true, capture: true });
  somebody();
}
