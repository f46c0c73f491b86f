/** Keeps a complaint's page up to date: the desk says that something has changed, the page is fetched anew. */

/** Where the desk keeps no line open, the page looks by itself. */
const LOOK_MS = 30_000;

/** @param {{here: string, language: string, swapped: () => void}} page */
export function follow({ here, language, swapped }) {
  const main = () => document.getElementById("main");
  let news;

  function listen() {
    news?.close();
    news = new EventSource(`${here}/live?seen=${main().dataset.seen}&lang=${language}`);
    news.addEventListener("change", ({ data }) => renew(JSON.parse(data).say));
    // Refused for good, not only cut off: then the browser does not try again.
    news.addEventListener("error", () => news.readyState === EventSource.CLOSED && setTimeout(look, LOOK_MS));
  }

  async function look() {
    await renew();
    if (news.readyState === EventSource.CLOSED) listen();
  }

  async function renew(say) {
    news.close();
    const response = await fetch(`${here}?lang=${language}`).catch(() => null);
    if (!response?.ok) return void setTimeout(listen, LOOK_MS / 10);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("main");
    if (fresh.dataset.seen !== main().dataset.seen) swap(fresh, say ?? fresh.querySelector("#say").textContent);
    listen();
  }

  /** What somebody has begun to write, and where they are on the page, stays. */
  function swap(fresh, say) {
    const old = main();
    const typed = old.querySelector("textarea")?.value;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
    old.replaceWith(fresh);
    const box = fresh.querySelector("textarea");
    if (box && typed) box.value = typed;
    swapped();
    if (focused !== null) (document.getElementById(focused || "main") ?? fresh).focus({ preventScroll: true });
    document.getElementById("news").textContent = say;
  }

  listen();
}
