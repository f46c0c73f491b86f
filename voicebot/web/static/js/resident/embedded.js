/** The desk inside another site's page: what both tell each other, and only those whom the office has named. */

const ORIGINS = document.body.dataset.origins.split(" ").filter(Boolean);
const talk = document.getElementById("talk");
const question = document.getElementById("question");
const typing = document.getElementById("typing");

/** To whoever shows the desk: nothing of what is said, only what is going on. */
function tell(what) {
  for (const origin of ORIGINS) parent.postMessage({ source: "voice-desk", ...what }, origin);
}

const DOES = {
  ask({ text }) {
    question.value = `${text}`.slice(0, question.maxLength);
    typing.requestSubmit();
  },
  quiet() {
    document.getElementById("stop").click();
  },
};

addEventListener("message", (event) => {
  const told = event.data;
  if (event.source !== parent || !ORIGINS.includes(event.origin) || told?.source !== "voice-desk") return;
  if (Object.hasOwn(DOES, told.type)) DOES[told.type](told);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && talk.dataset.phase === "ready") tell({ type: "close" });
});

new MutationObserver(() => tell({ type: "phase", phase: talk.dataset.phase })).observe(talk, { attributeFilter: ["data-phase"] });
// What leads away leads out of the frame: no other page of the desk may be shown in it.
const leads = (link) => !/^(tel:|#)/.test(link.getAttribute("href") ?? "#");
for (const link of document.links) if (leads(link)) Object.assign(link, { target: "_blank", rel: "noopener" });
tell({ type: "ready", phase: talk.dataset.phase });
