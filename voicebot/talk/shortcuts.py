"""Words and keys that need no matching: yes and no, a number."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.reply import Reply
from voicebot.understand.commands import back_channel, number_choice, says_done, yes_no
from voicebot.understand.expected import NEXT, YES, YES_NO, expected_answer
from voicebot.understand.meaning import Reading

__all__ = ["expected_reply", "is_back_channel", "key_reply", "key_wish", "shortcut"]

_KEYS = {"*": "repeat", "#": "more", "0": "person", "help": "help", "back": "back", "select": "more"}


def is_back_channel(text: str) -> bool:
    """Whether it is "네", "음" or "아": said while listening, not to interrupt."""
    return back_channel(text)


def shortcut(dialogue: Dialogue, readings: Sequence[Reading], language: str) -> Reply | None:
    """The reply to an answer, or nothing when the words have to be matched.

    The first reading that means something counts.
    """
    replies = (_reply(dialogue, reading.text, language) for reading in readings)
    return next((reply for reply in replies if reply), None)


def expected_reply(dialogue: Dialogue, readings: Sequence[Reading], language: str) -> Reply | None:
    """The reply to what sounds like one of the few answers that the desk waits for, or nothing."""
    answer = expected_answer(readings, dialogue.thread.expected, language)
    if answer is None:
        return None
    if answer == NEXT:
        return dialogue.command("more")
    if answer in YES_NO:
        return dialogue.affirm() if answer == YES else dialogue.deny()
    return dialogue.choose(int(answer))


def _reply(dialogue: Dialogue, text: str, language: str) -> Reply | None:
    number = number_choice(text, language)
    if number is not None and (chosen := dialogue.choose(number)):
        return chosen
    if dialogue.thread.walking and says_done(text, language):
        return dialogue.command("more")
    answer = yes_no(text, language)
    if answer is not None:
        return dialogue.affirm() if answer else dialogue.deny()
    return None


def key_reply(dialogue: Dialogue, key: str) -> Reply | None:
    """The reply to a digit that is an open choice."""
    return dialogue.choose(int(key)) if key.isdigit() else None


def key_wish(dialogue: Dialogue, key: str) -> str | None:
    """The wish that a key stands for, where it chooses nothing."""
    open_choices = {str(option.choice.number) for option in dialogue.thread.options}
    return None if key in open_choices else _KEYS.get(key)
