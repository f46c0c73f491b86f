/** Say a sentence when the desk itself cannot: the line is down, or an error has no sound. */

/** Only with a voice that lives on the device: others would send the text to someone else's server. */
export function sayAloud(text, language) {
  const synthesis = window.speechSynthesis;
  const voice = synthesis?.getVoices().find((v) => v.localService && v.lang.startsWith(language));
  if (!voice) return;
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.9 });
  synthesis.cancel();
  synthesis.speak(utterance);
}
