/** Asks for something again and again; it is only sent when it has changed (ETag). */

/**
 * @param {() => URL} address
 * @param {number} everyMs
 * @param {(body: object) => void} take what has changed
 * @returns {() => void} ends it
 */
export function watch(address, everyMs, take) {
  let [tag, of, timer] = ["", "", 0];
  async function look() {
    const { href } = address();
    if (href !== of) [tag, of] = ["", href];
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = navigator.onLine && (await fetch(href, { cache: "no-store", headers }).catch(() => null));
    if (answer && answer.status === 200 && href === address().href) {
      tag = answer.headers.get("ETag") ?? "";
      take(await answer.json());
    }
    timer = setTimeout(look, everyMs);
  }
  timer = setTimeout(look, everyMs);
  return () => clearTimeout(timer);
}
