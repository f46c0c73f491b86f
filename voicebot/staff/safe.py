"""What keeps other sites out: headers, where a visitor may be sent, and forms that are really ours."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from voicebot.store.keys import Keyring

__all__ = ["ROOT", "form_token", "headers", "local", "ours", "token_fits"]

ROOT = "/staff"
_YEAR_S = 365 * 86400
_PURPOSE = "staff form"


def headers(*, tls: bool) -> dict[str, str]:
    """What every answer of the console carries.

    No script and no style but from files of the desk's own; nothing is kept by a browser or a proxy. The
    referrer stays on the site: without one, browsers hide where a form comes from, which is checked.

    Args:
        tls: whether people reach it by https only; browsers then refuse anything else for a year.
    """
    found = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
    }
    return {**found, **({"Strict-Transport-Security": f"max-age={_YEAR_S}"} if tls else {})}


def local(path: str) -> str:
    r"""A path of the console to go on to; its first page when it is anything else.

    >>> local("/staff/audit?actor=kim"), local("https://evil.example"), local("/staff/../x")
    ('/staff/audit?actor=kim', '/staff/', '/staff/')
    """
    plain = path.isprintable() and path.isascii() and "\\" not in path and "//" not in path
    parts = urlsplit(path) if plain else urlsplit("")
    inside = parts.path == ROOT or parts.path.startswith(f"{ROOT}/")
    climbing = any(step.replace("%2e", ".").replace("%2E", ".") == ".." for step in parts.path.split("/"))
    return path if inside and not climbing and not parts.netloc and not parts.scheme else f"{ROOT}/"


def form_token(keyring: Keyring, cookie: str) -> str:
    """What a form must bring along: nobody can know it who cannot read the visitor's pages."""
    return keyring.signatures(_PURPOSE, cookie)[0]


def token_fits(keyring: Keyring, cookie: str, given: str) -> bool:
    """Whether a form was drawn for this visitor."""
    good = keyring.signatures(_PURPOSE, cookie) if cookie else []
    return any(hmac.compare_digest(one.encode(), given.encode()) for one in good)


def ours(sent: Mapping[str, str]) -> bool:
    """Whether a request comes from a page of the desk's own, as far as the browser says where from."""
    if origin := sent.get("origin"):
        return urlsplit(origin).netloc == sent.get("host")
    return sent.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
