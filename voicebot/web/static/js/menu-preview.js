// Draws the pictures of the quick menu as kiosks and pages draw them.
import { drawn, symbolOf } from "./kiosk/pictures.js";

for (const place of document.querySelectorAll("[data-picture]")) {
  place.replaceChildren(drawn(place.dataset.sprite ?? "/static/pictures.svg", symbolOf(place.dataset.picture)));
}
for (const select of document.querySelectorAll("select[name=picture]")) {
  const place = document.getElementById(select.dataset.shows);
  const own = place.dataset.picture;
  select.addEventListener("change", () => {
    place.replaceChildren(drawn("/static/pictures.svg", symbolOf(select.value || place.dataset.usual || own)));
  });
}
