"""What a provider of OpenID Connect says of itself: where to go, and with which keys it signs."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from typing import Any, cast

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from voicebot.errors import StaffError

__all__ = ["Facts", "failed"]

_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


def failed(why: str) -> StaffError:
    """The one error of signing in elsewhere; why, for operators, with nothing of the person."""
    return StaffError("oidc_failed", f"Signing in through the provider failed: {why}.")


class Facts:
    """Asks the provider, and keeps what it said.

    Args:
        issuer: its address.
        timeout_s: for one request.
    """

    def __init__(self, issuer: str, timeout_s: float) -> None:
        self._root = issuer.rstrip("/")
        self._timeout_s = timeout_s
        self._about: dict[str, str] = {}
        self._keys: KeySet | None = None
        self._trust: ssl.SSLContext | None = None

    async def keys(self, *, fresh: bool) -> KeySet:
        """Its keys; read anew if so wished.

        Raises:
            StaffError: ``oidc_failed``.
        """
        if self._keys is None or fresh:
            about = await self.about()
            shown = await self.ask(about["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(cast("KeySetSerialization", shown))
            except (JoseError, ValueError, KeyError, TypeError):
                raise failed("its keys cannot be read") from None
        return self._keys

    async def about(self) -> dict[str, str]:
        """Its addresses, by their names; read once.

        Raises:
            StaffError: ``oidc_failed``: it does not answer, or is another one.
        """
        if not self._about:
            about = await self.ask(f"{self._root}/.well-known/openid-configuration")
            if missing := [name for name in _NEEDED if not isinstance(about.get(name), str)]:
                raise failed(f"it does not say its {', '.join(missing)}")
            if about["issuer"].rstrip("/") != self._root:
                raise failed("it says that it is another one")
            self._about = about
        return self._about

    async def ask(
        self, url: str, form: Mapping[str, str] | None = None, auth: httpx.Auth | None = None
    ) -> dict[str, Any]:
        """One request: GET, or POST where there is a form.

        Raises:
            StaffError: ``oidc_failed``: the answer is no object.
        """
        method = "POST" if form else "GET"
        # Reading the certificates takes a tenth of a second: once, and not on the event loop.
        if self._trust is None:
            self._trust = await asyncio.to_thread(httpx.create_ssl_context)
        try:
            async with httpx.AsyncClient(timeout=self._timeout_s, auth=auth, verify=self._trust) as client:
                answer = await client.request(method, url, data=form)
                answer.raise_for_status()
                found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise failed(f"it does not answer ({type(error).__name__})") from None
        if not isinstance(found, dict):
            raise failed("it does not answer with an object")
        return found
