"""Tokens with which whoever filed a complaint can follow it: the receipt, sealed, so that nothing is kept."""

from __future__ import annotations

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring

__all__ = ["WatchTokens"]

_NAME, _JOIN = "watch", "join"
"""Tell a token from everything else that the same keys seal."""


class WatchTokens:
    """Makes and reads tokens; one stays good until the key that sealed it is forgotten.

    Args:
        keyring: seals and opens them.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._keys = keyring

    def issue(self, receipt: str) -> str:
        """A token of about 140 URL-safe characters; another one each time, all of them good."""
        return self._keys.seal({_NAME: receipt})

    def receipt(self, token: str) -> str | None:
        """The receipt that a token was made for; nothing when this desk has not made it."""
        return self._opened(token).get(_NAME)

    def _opened(self, token: str) -> dict[str, str]:
        if not token.isascii():
            return {}
        try:
            return self._keys.open(token)
        except StoreError:
            return {}

    def issue_join(self, join_id: int) -> str:
        """A token for who joined: it follows the complaint and takes the join back, and shows no more."""
        return self._keys.seal({_JOIN: str(join_id)})

    def join(self, token: str) -> int | None:
        """The join that a token was made for; nothing when this desk has not made it."""
        found = self._opened(token).get(_JOIN, "")
        return int(found) if found else None

    def fits(self, token: str, receipt: str) -> bool:
        """Whether a token lets its bearer speak for the one who filed this complaint."""
        return self.receipt(token) == receipt
