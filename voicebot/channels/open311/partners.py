"""Who may file, and for which jurisdiction."""

from __future__ import annotations

import hmac

from voicebot.channels.open311.errors import Open311Error
from voicebot.settings import Open311

__all__ = ["check_jurisdiction", "partner"]


def partner(given: str, settings: Open311) -> str | None:
    """The partner whose key was given; nobody when none was.

    Raises:
        Open311Error: 403: it is nobody's key.
    """
    found = None
    for name, key in settings.keys.items():
        if hmac.compare_digest(key.get_secret_value().encode(), given.encode()) and given:
            found = name
    if given and found is None:
        raise Open311Error(403, "This api_key is not known here; ask the office for one.")
    return found


def check_jurisdiction(given: str, settings: Open311) -> None:
    """One jurisdiction is served, so that it need not be named; another's name is refused.

    Raises:
        Open311Error: 404.
    """
    if given and given != settings.jurisdiction:
        ours = f"; it is {settings.jurisdiction}" if settings.jurisdiction else ""
        raise Open311Error(404, f"jurisdiction_id was not found{ours}.")
