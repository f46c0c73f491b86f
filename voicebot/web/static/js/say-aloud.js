/**
 * Say a sentence when the desk does not say it itself: the line is down, or an error has no sound. The page's own words
 * come in the desk's voice where it can be reached.
 */

/** Only with a voice that lives on the device: others would send the text to someone else's server. */
export function sayAloud(text, language) {
  const synthesis = window.speechSynthesis;
  const voice = synthesis?.getVoices().find((v) => v.localService && v.lang.startsWith(language));
  if (!voice) return;
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.9 });
  synthesis.cancel();
  synthesis.speak(utterance);
}

/**
 * The page's own words in the desk's voice, or in the device's where that does not come.
 * @param {import("./speaker.js").Speaker} speaker
 */
export const inTheDesksVoice = (speaker) => async (text, language, names) => {
  const sounds = await Promise.all(names.map((name) => sound(speaker, language, name).catch(() => null)));
  if (!sounds.length || sounds.includes(null)) return sayAloud(text, language);
  let at = speaker.context.currentTime;
  for (const buffer of sounds) {
    const source = Object.assign(speaker.context.createBufferSource(), { buffer });
    source.connect(speaker.context.destination);
    source.start(at);
    at += buffer.duration + PAUSE_S;
  }
  return undefined;
};

const PAUSE_S = 0.45;

async function sound({ context, still }, language, name) {
  if (!context || still) return null;
  const answer = await fetch(new URL(`words/${language}/${name}.wav`, document.baseURI));
  return answer.ok ? context.decodeAudioData(await answer.arrayBuffer()) : null;
}
