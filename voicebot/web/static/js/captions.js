/**
 * The reply in large letters, in step with the voice: the sentence that is heard, and in it the word. A choice is
 * read from its button, so its sentence is not written twice. A recording is one piece of sound, however many
 * sentences it holds: they stand below each other.
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
    this.sentences.forEach(({ element, lines, words }, i) => {
      element.classList.toggle("now", i === index);
      element.classList.toggle("past", i < index);
      const spoken = i === index && char !== null ? wordAt(words, char) : null;
      words.forEach((word) => word.element.classList.toggle("spoken", word === spoken));
      lines.forEach((line) => line.classList.toggle("current", spoken?.element.parentElement === line));
    });
    return this.sentences[index]?.text;
  }

  /** What is being said now, down to the line; nothing while nothing is. @returns {HTMLElement | null} */
  get place() {
    return this.root.querySelector(".line.current") ?? this.root.querySelector(".sentence.now");
  }

  /** The voice has stopped: nothing is marked. */
  rest() {
    this.sentences.forEach(({ element, lines, words }) => {
      element.classList.remove("now", "past");
      lines.forEach((line) => line.classList.remove("current"));
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

/** The same words by line: a line ends where a sentence does. */
export function linesOf(words) {
  const lines = [[]];
  words.forEach((word, i) => {
    lines.at(-1).push(word);
    const ends = word.blank && /[.?!]["'”’)]*$/u.test(words[i - 1]?.text ?? "");
    if (ends && i < words.length - 1) lines.push([]);
  });
  return lines;
}

function paragraph(sentence) {
  const element = document.createElement("p");
  element.className = "sentence";
  const words = wordsOf(sentence).map((word) => ({ ...word, element: piece(word) }));
  const lines = linesOf(words).map(line);
  element.append(...lines);
  return { element, lines, text: sentence, words: words.filter((word) => !word.blank) };
}

function line(words) {
  const element = document.createElement("span");
  element.className = "line";
  element.append(...words.map((word) => word.element));
  return element;
}

function piece({ text, blank }) {
  const element = document.createElement("span");
  element.className = blank ? "space" : "word";
  element.textContent = text;
  return element;
}
