"""Asking back: one suggestion to say yes to, or up to three numbered choices."""

from __future__ import annotations

from voicebot.talk.dialogue.entries import Entries
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Option, Reply
from voicebot.talk.server_events import Choice

__all__ = ["asked_back"]


def asked_back(names: tuple[str, ...], entries: Entries, phrases: Phrases, phrase: str = "choices") -> Reply:
    """The question which of a few entries is meant.

    Args:
        names: of the entries, likeliest first.
        entries: what they are called.
        phrases: the desk's own sentences.
        phrase: what is said before the choices; with another than the usual one, even one is numbered.
    """
    options = tuple(_option(name, number, entries, phrases) for number, name in enumerate(names, 1))
    if len(options) == 1 and phrase == "choices":
        return Reply("confirm", phrases("confirm", label=options[0].choice.label), options=options)
    spoken = tuple(option.choice.sentence for option in options)
    return Reply("choices", phrases(phrase) + spoken + phrases("choice_end"), options=options)


def _option(name: str, number: int, entries: Entries, phrases: Phrases) -> Option:
    entry = entries.get(name)
    label, picture = (entry.label, entry.picture) if entry else (name, None)
    sentence = phrases.line("choice", number=number, label=label)
    choice = Choice(id=f"choice-{name}", number=number, label=label, picture=picture, sentence=sentence)
    return Option(name, choice)
