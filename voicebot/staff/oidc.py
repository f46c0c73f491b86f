"""The office's own sign-in: OpenID Connect, authorization code with PKCE.

What comes back is believed only if it was asked for by this browser (state), for this very attempt (nonce,
verifier), by the provider that was set (issuer), for this desk (audience), lately, and signed with a key that
the provider shows now.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError

from voicebot.settings import Oidc
from voicebot.staff.oidc_facts import Facts, failed
from voicebot.store.staff_accounts import new_token

__all__ = ["Attempt", "Known", "Provider"]

_LEEWAY_S = 60


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
        self._facts = Facts(str(own.issuer), own.timeout_s)

    async def send(self, attempt: Attempt, back: str) -> str:
        """Where somebody has to go.

        Args:
            attempt: kept until they come back.
            back: where they come back to.

        Raises:
            StaffError: ``oidc_failed``: the provider cannot be reached, or is not the one.
        """
        about = await self._facts.about()
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
        about = await self._facts.about()
        if not hmac.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise failed("the state is another one")
        if answer.get("iss", about["issuer"]) != about["issuer"]:
            raise failed("it comes from another provider")  # RFC 9207
        if "code" not in answer:
            raise failed("they were refused there")
        return await self._read(await self._fetch(answer["code"], attempt, back), attempt)

    async def _fetch(self, code: str, attempt: Attempt, back: str) -> str:
        """Change the code for a token, by a request of the desk's own that no browser sees."""
        about, own = await self._facts.about(), self._own
        name, secret = (
            quote(part, safe="") for part in (own.client_id, own.client_secret.get_secret_value())
        )
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": attempt.verifier,
        }
        token = await self._facts.ask(about["token_endpoint"], form, httpx.BasicAuth(name, secret))
        return str(token.get("id_token", ""))

    async def _read(self, id_token: str, attempt: Attempt) -> Known:
        claims = await self._verified(id_token)
        about = await self._facts.about()
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
            raise failed(f"the token does not fit ({type(error).__name__})") from None
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims.get("azp", self._own.client_id if len(audience) == 1 else "") != self._own.client_id:
            raise failed("the token is for another client")
        ways = claims.get("amr")
        return Known(f"{about['issuer']}\n{claims['sub']}", isinstance(ways, list) and "mfa" in ways)

    async def _verified(self, id_token: str) -> dict[str, Any]:
        """The claims, if a key of the provider's has signed them; its keys are read again when none has."""
        for fresh in (False, True):
            keys = await self._facts.keys(fresh=fresh)
            try:
                return dict(jwt.decode(id_token, keys, algorithms=[*self._own.algorithms]).claims)
            except (JoseError, ValueError):
                continue
        raise failed("the token is not signed by the provider")
