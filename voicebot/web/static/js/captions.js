/**
 * The reply in large letters, in step with the voice: the sentence that is heard, and in it the word. A choice is
 * read from its button, so its sentence is not written twice.
 */

export class Captions {
  /** @param {HTMLElement} root */
  constructor(root) {
    Object.assign(this, { root, reply: null, marks: new Map(), sentences: [] });
  }

  /** @param {{reply_id: string, sentences: string[]}} reply */
  show(reply) {
    this.reply = reply.reply_id;
    this.marks.clear();
    this.sentences = reply.sentences.map(paragraph);
    const onButtons = (reply.choices ?? []).map((choice) => choice.sentence);
    const shown = this.sentences.filter((s) => !onButtons.includes(s.text));
    this.root.replaceChildren(...shown.map((s) => s.element));
  }

  /** @param {number} sentence @param {{char: number, ms: number}[]} marks */
  mark(reply, sentence, marks) {
    if (reply === this.reply) this.marks.set(sentence, marks);
  }

  /** Where the voice is. @param {number} ms from the start of the sentence @returns {string | undefined} its text */
  follow(reply, index, ms) {
    if (reply !== this.reply) return undefined;
    const char = charAt(this.marks.get(index) ?? [], ms);
    this.sentences.forEach(({ element, words }, i) => {
      element.classList.toggle("now", i === index);
      element.classList.toggle("past", i < index);
      const spoken = i === index && char !== null ? wordAt(words, char) : null;
      words.forEach((word) => word.element.classList.toggle("spoken", word === spoken));
    });
    return this.sentences[index]?.text;
  }

  /** The voice has stopped: nothing is marked. */
  rest() {
    this.sentences.forEach(({ element, words }) => {
      element.classList.remove("now", "past");
      words.forEach((word) => word.element.classList.remove("spoken"));
    });
  }
}

/** The character that is being said; null before the first mark. */
export function charAt(marks, ms) {
  return marks.filter((mark) => mark.ms <= ms).at(-1)?.char ?? null;
}

/** The word that a character belongs to; a space belongs to the word before it. */
export function wordAt(words, char) {
  return words.filter((word) => word.start <= char).at(-1) ?? null;
}

/** Words with the place of their first character, counted in code points as the desk counts. */
export function wordsOf(sentence) {
  const parts = sentence.match(/\s+|\S+/gu) ?? [];
  let start = 0;
  return parts.map((text) => {
    const word = { text, start, blank: !text.trim() };
    start += Array.from(text).length;
    return word;
  });
}

function paragraph(sentence) {
  const element = document.createElement("p");
  element.className = "sentence";
  const words = wordsOf(sentence).map((word) => ({ ...word, element: piece(word) }));
  element.append(...words.map((word) => word.element));
  return { element, text: sentence, words: words.filter((word) => !word.blank) };
}

function piece({ text, blank }) {
  const element = document.createElement("span");
  element.className = blank ? "space" : "word";
  element.textContent = text;
  return element;
}
