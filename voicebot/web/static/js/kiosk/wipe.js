/** What one caller leaves behind on the device, taken away before the next; the screen's size stays. */
import { SIZE_KEY } from "./size.js";

export async function wipe() {
  wipeNow();
  await Promise.all([forgetCaches(), forgetDatabases()]);
}

/** What goes at once; a page that is being left waits for nothing, or the browser would keep it. */
export function wipeNow() {
  const size = localStorage.getItem(SIZE_KEY);
  localStorage.clear();
  if (size !== null) localStorage.setItem(SIZE_KEY, size);
  sessionStorage.clear();
  history.replaceState(null, "", location.pathname);
  for (const form of document.forms) form.reset();
}

async function forgetCaches() {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function forgetDatabases() {
  const all = (await indexedDB.databases?.()) ?? [];
  all.forEach(({ name }) => indexedDB.deleteDatabase(name));
}
