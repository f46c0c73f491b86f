"""The page on which people talk in the language that its address asks for, before its script runs.

Its template is Korean and names its words (``data-word``), which the script replaces; as it is done here
already, nothing moves then, and who runs no script can read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from voicebot.languages import table

__all__ = ["page_words", "translated"]

_WORD = re.compile(r'(data-word="(\w+)"[^>]*>)[^<]*')
_LABEL = re.compile(r'(data-word-label="(\w+)" aria-label=")[^"]*')
_SWITCH = re.compile(r'(id="language" type="button") lang="\w+" aria-label="[^"]*">[^<]*')
_BOTH = re.compile(r'(data-ko="[^"]*" data-{language}="([^"]*)"[^>]*>)[^<]*')


@cache
def page_words(language: str) -> Mapping[str, str]:
    """The words of the page's script.

    Args:
        language: ``ko`` or ``en``.
    """
    return table("page", language)


def translated(page: str, language: str, words: Mapping[str, str], phone: str) -> str:
    """The page's HTML in another language than Korean.

    Args:
        page: as its template makes it.
        language: of the words.
        words: by name.
        phone: what stands for ``{phone}`` in them.
    """

    def word(found: re.Match[str]) -> str:
        text = words.get(found[2])
        return found[0] if text is None else found[1] + escape(text.replace("{phone}", phone))

    both = re.compile(_BOTH.pattern.replace("{language}", language))
    page = both.sub(lambda found: found[1] + found[2], _LABEL.sub(word, _WORD.sub(word, page)))
    other = table("page", "ko")
    label = f'lang="ko" aria-label="{escape(other["language_name"])}">{escape(other["language"])}'
    page = _SWITCH.sub(lambda found: f"{found[1]} {label}", page)
    return page.replace('<html lang="ko">', f'<html lang="{language}">', 1)
