"""The second factor: codes of six digits from an app (RFC 6238), and codes on paper for a lost phone."""

from __future__ import annotations

import datetime as dt
import re
import secrets

import pyotp
import segno

__all__ = ["CODES", "matching_step", "new_codes", "new_secret", "picture", "read_code", "secret_address"]

CODES = 10
"""Recovery codes that somebody gets."""
_STEP_S = 30
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another on paper."""


def new_secret() -> str:
    """What the app and the desk both know."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: dt.datetime) -> int | None:
    """Of which half minute a code is; nothing when it is of none near.

    One half minute early or late is taken: the clocks of telephones differ.
    """
    if not re.fullmatch(r"[0-9]{6}", code):
        return None
    step = int(now.timestamp()) // _STEP_S
    app = pyotp.TOTP(secret)
    near = (one for one in (step, step - 1, step + 1) if app.verify(code, for_time=one * _STEP_S))
    return next(near, None)


def secret_address(secret: str, name: str, desk: str) -> str:
    """What the app reads out of the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=desk)


def picture(address: str) -> str:
    """The address as a QR code (SVG, no style in it), dark on light whatever the page's colours are."""
    return str(segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#000"))


def new_codes() -> list[str]:
    """Recovery codes, 59 bits each: ``k7m2-9xqd-4hwp``."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)) for _ in range(CODES)
    ]


def read_code(text: str) -> str:
    """A code as it was meant: no spaces in digits, hyphens where they belong."""
    plain = re.sub(r"[\s-]", "", text).casefold()
    return plain if plain.isdigit() else "-".join(re.findall(r".{1,4}", plain))
