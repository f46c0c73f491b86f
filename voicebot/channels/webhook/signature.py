"""Signatures of Standard Webhooks (standardwebhooks.com, version 1), which libraries can check."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode

__all__ = ["signed"]

PREFIX = "whsec_"


def signed(secret: str, key: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers that prove who sent a body, and when.

    Args:
        secret: ``whsec_`` and base64.
        key: of the notice; the same at every try.
        seconds: now, since 1970.
        body: as it is sent, byte for byte.
    """
    content = f"{key}.{seconds}.".encode() + body
    mac = hmac.digest(b64decode(secret.removeprefix(PREFIX)), content, hashlib.sha256)
    return {
        "Webhook-Id": key,
        "Webhook-Timestamp": str(seconds),
        "Webhook-Signature": f"v1,{b64encode(mac).decode()}",
    }
