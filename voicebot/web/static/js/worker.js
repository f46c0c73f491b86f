/** Without a network: the page with the telephone numbers. Nothing that anybody looked at or wrote is ever kept. */

const KEPT = "{kept}".split(" ");
const CACHE = "at-hand-{version}";
const BASE = new URL(registration.scope).pathname.replace(/\/$/, "");
/** Kiosks and the console look after themselves. */
const NOT_OURS = ["/kiosk", "/staff"].map((path) => BASE + path);

addEventListener("install", (event) => {
  const fresh = KEPT.map((path) => new Request(BASE + path, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("at-hand-") && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (NOT_OURS.some((path) => pathname.startsWith(path))) return;
  const instead = request.mode === "navigate" ? `${BASE}/offline` : KEPT.includes(pathname.slice(BASE.length)) && request;
  if (instead) event.respondWith(fetch(request).catch(() => kept(instead)));
});

async function kept(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? Response.error();
}
