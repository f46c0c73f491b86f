"""Text that every database, XML and screen can hold."""

from __future__ import annotations

import re

__all__ = ["printable"]

_NOT_XML = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""What XML 1.0 forbids or discourages (W3C, XML 1.0, section 2.2): control characters, half characters."""


def printable(text: str) -> str:
    r"""A text without control characters (NUL among them) and halves of surrogate pairs; line breaks stay.

    >>> printable("가로등\x00이\x07 나갔어요")
    '가로등이 나갔어요'
    """
    return _NOT_XML.sub("", text)
