// Who chose another language the last time gets the page in it from the start: nothing is drawn twice.
(() => {
  try {
    const { language } = JSON.parse(localStorage.getItem("voicebot.settings")) ?? {};
    const address = new URL(location.href);
    if (language !== "en" || address.searchParams.has("lang")) return;
    address.searchParams.set("lang", language);
    location.replace(address);
  } catch {
    // Nothing is remembered; the page is Korean then.
  }
})();
