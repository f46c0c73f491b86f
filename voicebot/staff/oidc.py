"""The office's own sign-in: OpenID Connect, authorization code with PKCE.

What comes back is believed only if it was asked for by this browser (state), for this very attempt (nonce,
verifier), by the provider that was set (issuer), for this desk (audience), lately, and signed with a key that
the provider shows now.
"""

from __future__ import annotations

import asyncio
import hmac
import ssl
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from voicebot.errors import StaffError
from voicebot.settings import Oidc
from voicebot.store.staff_accounts import new_token

__all__ = ["Attempt", "Known", "Provider"]

_LEEWAY_S = 60
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a browser has to bring back.

    Attributes:
        state: ties the answer to the browser.
        nonce: ties the token to the attempt.
        verifier: ties the code to the desk (PKCE).
        next: where they wanted to go.
        link: token of an invitation, if that is what they came with.
    """

    state: str
    nonce: str
    verifier: str
    next: str
    link: str

    @classmethod
    def new(cls, next: str, link: str) -> Attempt:
        """One that nobody can guess."""
        return cls(new_token(), new_token(), new_token() + new_token(), next, link)

    def columns(self) -> dict[str, str]:
        """As it is kept in a signed cookie."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the provider vouches for.

    Attributes:
        subject: who, never given to anybody else.
        strong: they have shown more than one thing there (RFC 8176, ``mfa``).
    """

    subject: str
    strong: bool


class Provider:
    """Sends people to the provider and reads what it says of them.

    Args:
        own: which one.
    """

    def __init__(self, own: Oidc) -> None:
        self._own = own
        self._about: dict[str, str] = {}
        self._keys: KeySet | None = None
        self._trust: ssl.SSLContext | None = None

    async def send(self, attempt: Attempt, back: str) -> str:
        """Where somebody has to go.

        Args:
            attempt: kept until they come back.
            back: where they come back to.

        Raises:
            StaffError: ``oidc_failed``: the provider cannot be reached, or is not the one.
        """
        about = await self._known()
        return str(
            prepare_grant_uri(
                about["authorization_endpoint"],
                self._own.client_id,
                "code",
                redirect_uri=back,
                scope="openid",
                state=attempt.state,
                nonce=attempt.nonce,
                code_challenge=create_s256_code_challenge(attempt.verifier),
                code_challenge_method="S256",
            )
        )

    async def receive(self, answer: Mapping[str, str], attempt: Attempt, back: str) -> Known:
        """Who has come back.

        Args:
            answer: the parameters they brought.
            attempt: what this browser was sent away with.
            back: as it was given to `send`.

        Raises:
            StaffError: ``oidc_failed``: something does not fit, or they were refused there.
        """
        about = await self._known()
        if not hmac.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise _failed("the state is another one")
        if answer.get("iss", about["issuer"]) != about["issuer"]:
            raise _failed("it comes from another provider")  # RFC 9207
        if "code" not in answer:
            raise _failed("they were refused there")
        return await self._read(await self._fetch(answer["code"], attempt, back), attempt)

    async def _fetch(self, code: str, attempt: Attempt, back: str) -> str:
        """Change the code for a token, by a request of the desk's own that no browser sees."""
        about, own = await self._known(), self._own
        name, secret = (
            quote(part, safe="") for part in (own.client_id, own.client_secret.get_secret_value())
        )
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": attempt.verifier,
        }
        token = await self._json(about["token_endpoint"], form, httpx.BasicAuth(name, secret))
        return str(token.get("id_token", ""))

    async def _read(self, id_token: str, attempt: Attempt) -> Known:
        claims = await self._verified(id_token)
        about = await self._known()
        rules = jwt.JWTClaimsRegistry(
            now=int(time.time()),
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": about["issuer"]},
            aud={"essential": True, "value": self._own.client_id},
            nonce={"essential": True, "value": attempt.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            rules.validate(claims)
        except JoseError as error:
            raise _failed(f"the token does not fit ({type(error).__name__})") from None
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims.get("azp", self._own.client_id if len(audience) == 1 else "") != self._own.client_id:
            raise _failed("the token is for another client")
        ways = claims.get("amr")
        return Known(f"{about['issuer']}\n{claims['sub']}", isinstance(ways, list) and "mfa" in ways)

    async def _verified(self, id_token: str) -> dict[str, Any]:
        """The claims, if a key of the provider's has signed them; its keys are read again when none has."""
        for fresh in (False, True):
            keys = await self._key_set(fresh=fresh)
            try:
                return dict(jwt.decode(id_token, keys, algorithms=[*self._own.algorithms]).claims)
            except (JoseError, ValueError):
                continue
        raise _failed("the token is not signed by the provider")

    async def _key_set(self, *, fresh: bool) -> KeySet:
        if self._keys is None or fresh:
            about = await self._known()
            shown = await self._json(about["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(cast("KeySetSerialization", shown))
            except (JoseError, ValueError, KeyError, TypeError):
                raise _failed("its keys cannot be read") from None
        return self._keys

    async def _known(self) -> dict[str, str]:
        """What the provider says of itself; read once."""
        if not self._about:
            root = str(self._own.issuer).rstrip("/")
            about = await self._json(f"{root}/.well-known/openid-configuration")
            if missing := [name for name in _NEEDED if not isinstance(about.get(name), str)]:
                raise _failed(f"it does not say its {', '.join(missing)}")
            if about["issuer"].rstrip("/") != root:
                raise _failed("it says that it is another one")
            self._about = about
        return self._about

    async def _json(
        self, url: str, form: Mapping[str, str] | None = None, auth: httpx.Auth | None = None
    ) -> dict[str, Any]:
        method = "POST" if form else "GET"
        # Reading the certificates takes a tenth of a second: once, and not on the event loop.
        if self._trust is None:
            self._trust = await asyncio.to_thread(httpx.create_ssl_context)
        try:
            async with httpx.AsyncClient(
                timeout=self._own.timeout_s, auth=auth, verify=self._trust
            ) as client:
                answer = await client.request(method, url, data=form)
                answer.raise_for_status()
                found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise _failed(f"it does not answer ({type(error).__name__})") from None
        if not isinstance(found, dict):
            raise _failed("it does not answer with an object")
        return found


def _failed(why: str) -> StaffError:
    return StaffError("oidc_failed", f"Signing in through the provider failed: {why}.")
