/** Lets the device keep the page with the telephone numbers, for when there is no network. */

/** @param {string} base the path behind a proxy, without a slash at the end */
export function keepAtHand(base) {
  // Without https, or in a private window, there is none; the pages work as well.
  navigator.serviceWorker?.register(`${base}/sw.js`).catch(() => {});
}
