"""One answer, two formats: XML as the standard shows it, and JSON mapped from it (the Spark convention)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from xml.etree import ElementTree as Xml

from fastapi import Response

from voicebot.text.printable import printable

__all__ = ["Format", "Row", "answer", "format_of"]

Format = Literal["xml", "json"]
Row = Mapping[str, Any]

_ITEMS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
}
"""What one of the things in a list is called."""


def format_of(path: str) -> Format:
    """The format that a path ends with; XML, which the standard requires, when it ends with neither."""
    return "json" if path.endswith(".json") else "xml"


def answer(
    name: str,
    content: Row | Sequence[Row],
    wanted: Format,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer.

    Args:
        name: of the outermost element, such as ``services``; JSON does not show it.
        content: a list of things, or a single one.
        wanted: the format.
        status: of HTTP.
        headers: to send with it.
    """
    if wanted == "json":
        text, media = (
            json.dumps(content, ensure_ascii=False, default=_plain),
            "application/json; charset=utf-8",
        )
    else:
        body = Xml.tostring(_element(name, content), encoding="unicode")
        text, media = f'<?xml version="1.0" encoding="utf-8"?>\n{body}', "text/xml; charset=utf-8"
    sent = {**(headers or {}), "Content-Type": media}
    return Response(text.encode(), status, sent)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def _element(name: str, value: Any) -> Xml.Element:  # noqa: ANN401 - anything an answer holds
    element = Xml.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, inner) for key, inner in value.items())
    elif isinstance(value, list):
        element.extend(_element(_ITEMS[name], inner) for inner in value)
    else:
        element.text = _text(value)
    return element


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return printable(value.isoformat() if isinstance(value, datetime) else str(value))
