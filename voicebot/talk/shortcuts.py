"""Words and keys that need no matching: yes and no, a number, a wish."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.talk.dialogue import Dialogue
from voicebot.talk.reply import Reply
from voicebot.understand.commands import back_channel, command, number_choice, yes_no

__all__ = ["answers", "is_back_channel", "key_reply", "shortcut"]

_KEYS = {"*": "repeat", "#": "more", "0": "person", "help": "person", "back": "back", "select": "more"}


def is_back_channel(text: str) -> bool:
    """Whether it is "네", "음" or "아": said while listening, not to interrupt."""
    return back_channel(text)


def answers(text: str, language: str) -> bool:
    """Whether the words are a whole answer by themselves: yes, no, or a number."""
    return yes_no(text, language) is not None or number_choice(text, language) is not None


def shortcut(dialogue: Dialogue, readings: Sequence[str], language: str) -> Reply | None:
    """The reply to an answer or a wish, or nothing when the words have to be matched.

    The first reading that means something counts.
    """
    for text in readings:
        reply = _reply(dialogue, text, language)
        if reply:
            return reply
    return None


def _reply(dialogue: Dialogue, text: str, language: str) -> Reply | None:
    number = number_choice(text, language)
    if number is not None and (chosen := dialogue.choose(number)):
        return chosen
    answer = yes_no(text, language)
    if answer is not None:
        reply = dialogue.affirm() if answer else dialogue.deny()
        if reply:
            return reply
    wish = command(text, language)
    return dialogue.command(wish) if wish else None


def key_reply(dialogue: Dialogue, key: str) -> Reply | None:
    """The reply to a key: digits are the numbered choices, the others are wishes."""
    if key.isdigit() and (chosen := dialogue.choose(int(key))):
        return chosen
    return dialogue.command(_KEYS[key]) if key in _KEYS else None
