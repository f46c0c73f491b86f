"""Kakao's JSON, version 2.0, built so that it keeps within the limits whatever is put in.

Limits of simpleText, outputs and quick replies are those of Kakao's page "응답 타입별 JSON 포맷"; those of
labels and cards are Kakao's usual ones and are kept with care rather than known to be hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["Template", "call_button", "link_button", "message", "quick_reply", "use_callback"]

Template = dict[str, Any]
"""A whole response, ready to be written as JSON."""

VERSION = "2.0"
"""Without it Kakao reads the response as version 1."""

TEXT = 1000
"""Characters of a simpleText."""
CARD = 400
"""Characters of a textCard without a title."""
LABEL = 14
"""Characters of a button or a quick reply."""
OUTPUTS, BUTTONS, QUICK_REPLIES = 3, 3, 10


def message(
    sentences: Iterable[str], buttons: Sequence[Template] = (), quick: Sequence[Template] = ()
) -> Template:
    """A response that says something.

    With buttons the first output is a card, so that a telephone is under the first words; what does not fit
    into the card follows as text.

    Args:
        sentences: said in order, each on a line of its own.
        buttons: the most needed first; more than three are left out.
        quick: pressed instead of typed; more than ten are left out.
    """
    first, *more = _split("\n".join(sentences).strip(), [CARD if buttons else TEXT] + [TEXT] * (OUTPUTS - 1))
    head = (
        {"textCard": {"description": first, "buttons": list(buttons[:BUTTONS])}} if buttons else _text(first)
    )
    template: Template = {"outputs": [head, *map(_text, more)]}
    if quick:
        template["quickReplies"] = list(quick[:QUICK_REPLIES])
    return {"version": VERSION, "template": template}


def use_callback(sentence: str) -> Template:
    """A response that promises another one, sent to the callback; it must have no template."""
    return {"version": VERSION, "useCallback": True, "data": {"text": _shortened(sentence, TEXT)}}


def call_button(label: str, number: str) -> Template:
    """A button that dials."""
    return {"label": _shortened(label, LABEL), "action": "phone", "phoneNumber": number}


def link_button(label: str, address: str) -> Template:
    """A button that opens a page."""
    return {"label": _shortened(label, LABEL), "action": "webLink", "webLinkUrl": address}


def quick_reply(text: str) -> Template:
    """A bubble that says its whole text for the person, however much of it the label shows."""
    return {"label": _shortened(text, LABEL), "action": "message", "messageText": text}


def _text(text: str) -> Template:
    return {"simpleText": {"text": text}}


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _split(text: str, sizes: Sequence[int]) -> list[str]:
    """Parts of a text that fit the sizes in turn, cut between lines where possible; the rest is dropped."""
    parts: list[str] = []
    for size in sizes[:-1]:
        if len(text) <= size:
            return [*parts, text]
        cut = _cut(text, size)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, _shortened(text, sizes[-1])]


def _cut(text: str, size: int) -> int:
    """Where to cut a text that is too long: after a line, else after a word, else anywhere."""
    line, word = text.rfind("\n", 1, size + 1), text.rfind(" ", 1, size + 1)
    return line if line > 0 else word if word > 0 else size
