/** Fit the frame to a bank card: that tells how large a millimetre is on this screen. */
import { CARD_MM, SIZE_KEY, kept, letterMm, pixelsPerMm } from "./size.js";

const STEPS = { ArrowUp: 0.2, ArrowDown: -0.2, ArrowRight: 0.02, ArrowLeft: -0.02 };
const [card, told, saved] = ["card", "told", "saved"].map((id) => document.getElementById(id));
let perMm = pixelsPerMm(kept(localStorage), 0, screen);

function change(step) {
  perMm = Math.min(40, Math.max(0.5, perMm + step));
  card.style.width = `${CARD_MM.width * perMm}px`;
  card.style.height = `${CARD_MM.height * perMm}px`;
  const diagonal = Math.hypot(screen.width, screen.height) / perMm;
  told.textContent = `${perMm.toFixed(2)} px/mm · ${(diagonal / 10).toFixed(1)} cm (${(diagonal / 25.4).toFixed(1)}″) · ${letterMm(perMm, screen)} mm`;
  saved.textContent = "";
}

for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => change(Number(button.dataset.step)));
}
document.addEventListener("keydown", (event) => {
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  change(STEPS[event.key]);
});
document.getElementById("keep").addEventListener("click", () => {
  localStorage.setItem(SIZE_KEY, perMm.toFixed(4));
  saved.textContent = saved.dataset.done;
});
change(0);
