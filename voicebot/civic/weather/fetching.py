"""Asks a service for JSON: briefly, a few times, and never for more than it may say."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from voicebot.errors import WeatherError

__all__ = ["Fetcher"]

_MOST_BYTES = 2_000_000
_TRIES = 3
_TRANSIENT = frozenset({"weather_unreachable", "weather_failed"})
_REFUSALS = ("SERVICE_KEY", "SERVICE KEY", "OpenAPI_ServiceResponse", "LIMITED_NUMBER")
"""How the public data portal says, with status 200 and without JSON, that it does not take a key."""


class Fetcher:
    """Fetches JSON.

    Errors name the service, never the address: a key is part of it.

    Args:
        client: shared by all services.
        timeout_s: for one request, from its first byte to the last of the answer.
        pause_s: the first pause between two tries, at most; it doubles.
    """

    def __init__(self, client: httpx.AsyncClient, timeout_s: float = 2.0, pause_s: float = 0.5) -> None:
        self._client = client
        self._timeout = timeout_s
        self._retrying = AsyncRetrying(
            stop=stop_after_attempt(_TRIES),
            wait=wait_random_exponential(multiplier=pause_s, max=4 * pause_s),
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )

    async def get(self, source: str, url: str, params: dict[str, str]) -> Any:  # noqa: ANN401
        """The JSON at an address.

        Raises:
            WeatherError: ``weather_unreachable``, ``weather_failed`` (both after some tries),
                ``weather_key_refused``, ``weather_unreadable``.
        """
        return await self._retrying.copy()(self._once, source, url, params)

    async def _once(self, source: str, url: str, params: dict[str, str]) -> Any:  # noqa: ANN401
        try:
            async with asyncio.timeout(self._timeout):
                status, body = await self._body(url, params)
        except (httpx.HTTPError, TimeoutError) as error:
            what = f"{source} did not answer within {self._timeout:g} s ({type(error).__name__})."
            raise WeatherError("weather_unreachable", what) from None
        return _read(source, status, body)

    async def _body(self, url: str, params: dict[str, str]) -> tuple[int, bytes]:
        body = b""
        async with self._client.stream("GET", url, params=params) as response:
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _MOST_BYTES:
                    break
        return response.status_code, body


def _read(source: str, status: int, body: bytes) -> Any:  # noqa: ANN401
    text = body.decode("utf-8", errors="replace")
    if status in (401, 403) or any(word in text for word in _REFUSALS):
        raise WeatherError(
            "weather_key_refused", f"{source} does not take the key, or not so often; check it."
        )
    if status != 200:
        raise WeatherError("weather_failed", f"{source} answered with status {status}.")
    try:
        return json.loads(text)
    except ValueError:
        raise WeatherError("weather_unreadable", f"{source} answered with something not JSON.") from None


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, WeatherError) and error.code in _TRANSIENT
