/** How many pixels a millimetre has on this screen, and how large that makes letters and buttons. */

/** The one thing that a kiosk keeps from caller to caller. */
export const SIZE_KEY = "voicebot.kiosk.size";
/** What CSS takes for a millimetre where nobody knows better. */
const USUAL = 96 / 25.4;
const INCH_MM = 25.4;
/** Up to this diagonal, mm, smaller letters will do (the notice on kiosks, after KS X 9211). */
const SMALL_MM = 280;
const LETTER_MM = { small: 7.25, large: 12 };
export const CARD_MM = { width: 85.6, height: 53.98 };

/** @param {Storage} storage @returns {number | null} what the calibration page has kept: pixels a millimetre */
export function kept(storage) {
  try {
    const value = Number(storage.getItem(SIZE_KEY));
    return value >= 0.5 && value <= 40 ? value : null;
  } catch {
    return null;
  }
}

/** @param {number | null} known @param {number} inches of the screen's diagonal, 0 if unknown */
export function pixelsPerMm(known, inches, { width, height }) {
  if (known) return known;
  return inches ? Math.hypot(width, height) / (inches * INCH_MM) : USUAL;
}

/** The least height of a letter on such a screen, mm. */
export function letterMm(perMm, { width, height }) {
  return Math.hypot(width, height) / perMm <= SMALL_MM ? LETTER_MM.small : LETTER_MM.large;
}

/** Tell the style sheet. @param {HTMLElement} root @param {Storage} storage @param {string} inches */
export function fit(root, storage, inches) {
  const perMm = pixelsPerMm(kept(storage), Number(inches) || 0, screen);
  root.style.setProperty("--mm", `${perMm}px`);
  root.style.setProperty("--letter", letterMm(perMm, screen));
}
