"""In which language a program wants its answers."""

from __future__ import annotations

from starlette.requests import Request

__all__ = ["language_of"]


def language_of(request: Request) -> str:
    """English where it is asked for first (``Accept-Language``), else Korean."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "ko"
