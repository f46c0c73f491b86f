"""Telling whether two texts are the same without keeping either."""

from __future__ import annotations

import hashlib
import secrets

__all__ = ["blind"]

_KEY = secrets.token_bytes(32)


def blind(text: str) -> bytes:
    """A name for a text that says nothing of it; another one after every start of the desk."""
    return hashlib.blake2b(text.encode(), key=_KEY, digest_size=16).digest()
