"""A drawing for every emoji that an entry or a category bears: a symbol of ``web/static/pictures.svg``."""

from __future__ import annotations

__all__ = ["OTHER", "SYMBOLS", "symbol"]

SYMBOLS = {
    "💡": "lamp", "🛣": "road", "🚗": "car", "🚙": "car", "🚘": "car", "🗑": "bin", "🛋": "sofa",
    "🔊": "sound", "🌫": "dust", "🌳": "tree", "💧": "drop", "🐕": "dog", "🐶": "dog", "🛒": "cart",
    "❄": "snow", "🚌": "bus", "🏞": "park", "🏗": "crane", "🤝": "hands", "🏢": "building",
    "🪧": "sign", "🏛": "bank", "📝": "note", "🚫": "no-parking", "🧾": "receipt", "💬": "talk",
    "🏦": "bank", "🏘": "houses", "🛂": "passport", "💵": "money", "📄": "paper", "🔴": "seal",
    "✍": "pen", "🖨": "printer", "👪": "family", "💍": "ring", "🪪": "idcard", "⏳": "hourglass",
    "🕳": "hole", "🚰": "tap", "⚖": "scales", "🗺": "map", "🕘": "clock", "🌙": "moon",
    "🧠": "brain", "🏥": "hospital", "📞": "phone", "☎": "phone", "🦷": "tooth", "💉": "needle",
    "🫶": "heart", "🧓": "elder", "👵": "elder", "💚": "heart", "🧒": "child", "📦": "box",
    "🏠": "house", "👶": "baby", "🕯": "candle", "📂": "folder", "🧊": "fridge", "💊": "pill",
    "🥬": "cabbage", "📅": "calendar", "♻": "recycle", "🍲": "bowl", "🍚": "rice", "☀": "sun",
    "⛱": "umbrella", "😷": "mask", "💰": "coins", "🧹": "broom", "🛏": "bed", "🚇": "train",
    "📱": "mobile", "🔥": "fire", "♿": "wheelchair", "🆘": "sos",
}  # fmt: skip
"""The same as in ``web/static/js/pictures.js``, which draws what the desk offers in a talk."""
OTHER = "talk"
"""What stands for a thing that has no picture of its own."""


def symbol(emoji: str) -> str:
    """The name of the drawing for an emoji."""
    return SYMBOLS.get(emoji.replace("\ufe0f", ""), OTHER)
