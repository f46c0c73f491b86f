/** A picture for everything that can be chosen: a symbol of the sprite for the emoji that the desk names. */

const SYMBOLS = {
  "💡": "lamp", "🛣": "road", "🚗": "car", "🚙": "car", "🚘": "car", "🗑": "bin", "🛋": "sofa", "🔊": "sound",
  "🌫": "dust", "🌳": "tree", "💧": "drop", "🐕": "dog", "🐶": "dog", "🛒": "cart", "❄": "snow", "🚌": "bus",
  "🏞": "park", "🏗": "crane", "🤝": "hands", "🏢": "building", "🪧": "sign", "🏛": "bank", "📝": "note",
  "🚫": "no-parking", "🧾": "receipt", "💬": "talk", "🏦": "bank", "🏘": "houses", "🛂": "passport", "💵": "money",
  "📄": "paper", "🔴": "seal", "✍": "pen", "🖨": "printer", "👪": "family", "💍": "ring", "🪪": "idcard",
  "⏳": "hourglass", "🕳": "hole", "🚰": "tap", "⚖": "scales", "🗺": "map", "🕘": "clock", "🌙": "moon",
  "🧠": "brain", "🏥": "hospital", "📞": "phone", "☎": "phone", "🦷": "tooth", "💉": "needle", "🫶": "heart",
  "🧓": "elder", "👵": "elder", "💚": "heart", "🧒": "child", "📦": "box", "🏠": "house", "👶": "baby",
  "🕯": "candle", "📂": "folder", "🧊": "fridge", "💊": "pill", "🥬": "cabbage", "📅": "calendar",
  "♻": "recycle", "🍲": "bowl", "🍚": "rice", "☀": "sun", "⛱": "umbrella", "😷": "mask", "💰": "coins",
  "🧹": "broom", "🛏": "bed", "🚇": "train", "📱": "mobile", "🔥": "fire", "♿": "wheelchair", "🆘": "sos",
};
/** What stands for a thing that has no picture of its own. */
const OTHER = "talk";

/** @param {string | null | undefined} sign an emoji, or the name of a symbol @returns {string} a symbol's name */
export function symbolOf(sign) {
  if (!sign) return OTHER;
  if (/^[a-z-]+$/.test(sign)) return sign;
  return SYMBOLS[sign.replace(/\ufe0f/g, "")] ?? OTHER;
}
