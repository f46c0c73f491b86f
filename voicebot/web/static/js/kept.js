/** Complaints that this device remembers: number and token, nothing else, and only on the person's own device. */

const KEY = "voicebot.complaints";
/** More than anybody follows at once; the oldest make room. */
const MOST = 20;

/** @returns {{receipt: string, token: string}[]} the newest first */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.filter(whole) : [];
  } catch {
    return [];
  }
}

export function keep(receipt, token) {
  store([{ receipt, token }, ...kept().filter((one) => one.receipt !== receipt)].slice(0, MOST));
}

export function forget(receipt) {
  store(kept().filter((one) => one.receipt !== receipt));
}

export function forgetAll() {
  store([]);
}

function store(complaints) {
  try {
    if (complaints.length) localStorage.setItem(KEY, JSON.stringify(complaints));
    else localStorage.removeItem(KEY);
  } catch {
    // A private window may refuse; the list then lasts as long as the page.
  }
}

const whole = (one) => /^\d{9}$/.test(one?.receipt) && typeof one.token === "string";
