"""A provider of OpenID Connect in a process of its own: as careful as a real one, and able to misbehave.

``python oidc_provider.py PORT`` serves it. ``POST /behave`` with ``{"how": …}`` sets what it does wrong next.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from typing import Any
from urllib.parse import unquote, urlencode

import uvicorn
from fastapi import FastAPI, Form, Header, HTTPException, Request
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "voice-desk", "the client's own secret"


def coded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


class Provider:
    """Who has been here, and how it behaves."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.how = ""
        self.person = "sub-0001"
        self.mfa = False
        self.codes: dict[str, dict[str, str]] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.shown: list[RSAKey | ECKey] = [self.key]

    def turn_key(self) -> None:
        """As providers do now and then."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})
        self.shown = [self.key]

    def claims(self, nonce: str) -> dict[str, Any]:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "sub": self.person,
            "aud": CLIENT,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
        }
        wrong: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "another"},
            "audience": {"aud": "another"},
            "two audiences": {"aud": [CLIENT, "another"]},
            "another party": {"aud": [CLIENT, "another"], "azp": "another"},
            "issuer": {"iss": "https://another.example"},
            "old": {"iat": now - 7200, "exp": now - 3600},
        }
        claims |= wrong.get(self.how, {})
        if self.mfa:
            claims["amr"] = ["pwd", "mfa"]
        if self.how == "nobody":
            del claims["sub"]
        return claims

    def signed(self, claims: dict[str, Any]) -> str:
        if self.how == "another key":
            stranger = RSAKey.generate_key(2048, {"kid": self.key.kid or ""})
            return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, stranger)
        if self.how == "unsigned":
            parts = [{"alg": "none"}, claims]
            return ".".join([*map(coded, parts), ""])
        if self.how == "public key as secret":
            text = f"{coded({'alg': 'HS256', 'kid': self.key.kid})}.{coded(claims)}"
            digest = hmac.digest(self.key.as_pem(private=False), text.encode(), hashlib.sha256)
            return f"{text}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
        if self.how == "elliptic":
            key = ECKey.generate_key("P-256", {"kid": "curve", "alg": "ES256", "use": "sig"})
            self.shown = [self.key, key]
            return jwt.encode({"alg": "ES256", "kid": "curve"}, claims, key)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)


def application(issuer: str) -> FastAPI:  # noqa: C901 - a page after another
    app, provider = FastAPI(), Provider(issuer)

    @app.post("/behave")
    async def behave(request: Request) -> dict[str, str]:
        wanted = await request.json()
        provider.how = wanted.get("how", "")
        provider.person = wanted.get("person", "sub-0001")
        provider.mfa = wanted.get("mfa", False)
        if wanted.get("turn"):
            provider.turn_key()
        return {}

    @app.get("/.well-known/openid-configuration")
    def about() -> dict[str, str]:
        named = "https://another.example" if provider.how == "another provider" else issuer
        return {
            "issuer": named,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False) for key in provider.shown]}

    @app.get("/authorize")
    def authorize(request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("response_type") != "code":
            raise HTTPException(400, "no such client")
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            raise HTTPException(400, "PKCE is required")
        if "openid" not in asked.get("scope", "") or not asked.get("nonce"):
            raise HTTPException(400, "openid and a nonce are required")
        code = secrets.token_urlsafe(16)
        provider.codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": provider.issuer}
        if provider.how == "refused":
            answer = {"error": "access_denied", "state": asked["state"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 303)

    @app.post("/token")
    def token(
        code: str = Form(),
        code_verifier: str = Form(),
        redirect_uri: str = Form(),
        authorization: str = Header(),
    ) -> dict[str, Any]:
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        client = tuple(map(unquote, given.split(":", 1)))  # RFC 6749, section 2.3.1
        asked = provider.codes.pop(code, None)
        if asked is None or client != (CLIENT, SECRET) or redirect_uri != asked["redirect_uri"]:
            raise HTTPException(400, "invalid_grant")
        digest = hashlib.sha256(code_verifier.encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            raise HTTPException(400, "the verifier does not fit")
        answer = {"access_token": "x", "token_type": "Bearer", "expires_in": 60}
        if provider.how != "no token":
            answer["id_token"] = provider.signed(provider.claims(asked["nonce"]))
        return answer

    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(application(f"http://127.0.0.1:{port}"), host="127.0.0.1", port=port, log_level="critical")
