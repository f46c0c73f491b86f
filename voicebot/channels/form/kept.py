"""What has been written so far, kept by whoever writes it: sealed, in a cookie, for an hour.

The desk keeps nothing of it before it is filed, and nobody who looks into the browser can read it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring
from voicebot.talk.interview import Draft

__all__ = ["MOST", "Cookie", "TooMuchError", "Writing"]

HOUR = dt.timedelta(hours=1)
"""From one page to the next."""
PIECE = 3800
"""Characters of one cookie: browsers keep 4096 bytes with its name."""
MOST = 2
"""Cookies; more than 8 KB in one header is refused by common proxies."""
_NAME = "complaint"
_KEY = "form"


class TooMuchError(Exception):
    """More was written than a browser keeps."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A complaint on its way, or that it has arrived.

    Attributes:
        draft: what is known; nothing once it is filed.
        receipt: of the complaint, once it is filed or joined.
        join: id of the joining; 0 where it was filed.
    """

    draft: Draft | None = None
    receipt: str = ""
    join: int = 0


@dataclass(frozen=True, slots=True)
class Cookie:
    """Seals and opens what a browser keeps.

    Attributes:
        keyring: of the desk.
        path: of the form's pages, behind whatever stands before the desk.
        secure: whether people reach the desk by https only.
        now: the moment, with a time zone.
    """

    keyring: Keyring
    path: str
    secure: bool
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    def read(self, request: Request) -> Writing:
        """What the browser has; nothing of what is too old, or not the desk's."""
        sealed = "".join(request.cookies.get(f"{_NAME}{number}", "") for number in range(MOST))
        try:
            told = _unpacked(self.keyring.open(sealed)[_KEY]) if sealed else {}
        except (StoreError, KeyError):
            return Writing()
        if not told or self.now - dt.datetime.fromisoformat(told["at"]) > HOUR:
            return Writing()
        draft = told.get("draft")
        return Writing(_draft(draft) if draft else None, told.get("receipt", ""), told.get("join", 0))

    def write(self, response: Response, writing: Writing) -> Response:
        """Let the browser keep it until it is closed.

        Raises:
            TooMuchError: it does not fit.
        """
        told = {key: value for key, value in asdict(writing).items() if value}
        sealed = self.keyring.seal({_KEY: _packed({**told, "at": self.now.isoformat()})})
        pieces = re.findall(f".{{1,{PIECE}}}", sealed)
        if len(pieces) > MOST:
            raise TooMuchError
        for number, piece in enumerate([*pieces, ""][:MOST]):
            self._set(response, number, piece)
        return response

    def forget(self, response: Response) -> Response:
        """Let the browser forget it."""
        for number in range(MOST):
            self._set(response, number, "")
        return response

    def _set(self, response: Response, number: int, value: str) -> None:
        response.set_cookie(
            f"{_NAME}{number}",
            value,
            max_age=None if value else 0,
            path=self.path,
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )


def _packed(told: Mapping[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, default=sorted)  # sets have no order of their own
    return b64encode(zlib.compress(text.encode(), 9)).decode()


def _unpacked(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(b64decode(text)))
    return found


def _draft(told: Mapping[str, Any]) -> Draft:
    """A draft as it was; a field that an older desk had, and this one has not, is left out."""
    known = {one.name: told[one.name] for one in fields(Draft) if one.name in told}
    known["answers"] = tuple((name, answer) for name, answer in known.get("answers", ()))
    known |= {name: frozenset(known.get(name, ())) for name in ("passed", "refused")}
    known["position"] = tuple(known["position"]) if known.get("position") else None
    return Draft(**known)
