"""What one utterance says for a complaint: place, time, telephone, trouble, wishes about the interview.

Pure: words and a clock in, plain values out. `extract` does all of it; the parts serve an interview that
asked for one of them.
"""

from voicebot.understand.slots.extract import Slots, extract
from voicebot.understand.slots.intent import Intent, SlotName, Wish, find_intent
from voicebot.understand.slots.names import Gazetteer
from voicebot.understand.slots.phone import Phone, find_phone, tells_number
from voicebot.understand.slots.placing import Part, dictated, named_part, parts_of, placed
from voicebot.understand.slots.span import Span
from voicebot.understand.slots.spot import Place, Precision
from voicebot.understand.slots.what import What
from voicebot.understand.slots.when import When

__all__ = [
    "Gazetteer",
    "Intent",
    "Part",
    "Phone",
    "Place",
    "Precision",
    "SlotName",
    "Slots",
    "Span",
    "What",
    "When",
    "Wish",
    "dictated",
    "extract",
    "find_intent",
    "find_phone",
    "named_part",
    "parts_of",
    "placed",
    "tells_number",
]
