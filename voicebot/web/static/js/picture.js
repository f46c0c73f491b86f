/** A picture of a sprite, that no screen reader reads: the words beside it say the same. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} sprite its address @param {string} symbol @param {string} [name] of its class @returns {SVGElement} */
export function drawn(sprite, symbol, name = "icon") {
  const [picture, use] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "use")];
  picture.setAttribute("class", name);
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${symbol}`);
  picture.append(use);
  return picture;
}
