// Draws the pictures of the quick menu as kiosks and pages draw them.
import { symbolOf } from "./pictures.js";
import { drawn } from "./picture.js";

const picture = (sign, sprite = "/static/pictures.svg") => drawn(sprite, symbolOf(sign), "picture");

for (const place of document.querySelectorAll("[data-picture]")) {
  place.replaceChildren(picture(place.dataset.picture, place.dataset.sprite));
}
for (const select of document.querySelectorAll("select[name=picture]")) {
  const place = document.getElementById(select.dataset.shows);
  const own = place.dataset.picture;
  select.addEventListener("change", () => {
    place.replaceChildren(picture(select.value || place.dataset.usual || own));
  });
}
