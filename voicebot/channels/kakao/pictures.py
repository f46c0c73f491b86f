"""Photos that people send on KakaoTalk: where they lie at Kakao, and how they are fetched from there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import httpx

from voicebot.errors import ComplaintError
from voicebot.telemetry.logs import log

__all__ = ["MOST_PHOTOS", "Pictures", "photo_urls"]

MOST_PHOTOS = 3
"""Of one message; the plugin sends up to ten."""
FETCH_S = 3.0
"""Seconds that Kakao's store may take; the answer has to be there after 4.5 s."""

_KAKAO = re.compile(r"(?:[a-z0-9-]+\.)*kakaocdn\.net")
_LIST = re.compile(r"^List\((.*)\)$", re.DOTALL)
_BETWEEN = re.compile(r",\s*(?=https?://)")


def photo_urls(utterance: str, params: Mapping[str, Any]) -> tuple[httpx.URL, ...]:
    """Where the photos of a message lie: only in Kakao's own store, and by https whatever is written.

    A photo comes as a parameter of the plugin for secure images (JSON whose ``secureUrls`` is ``List(…)``),
    or as an utterance that is nothing but its address.
    """
    found = (_kakao(text) for text in (*_secure(params), *([utterance] if "://" in utterance else [])))
    return tuple(url for url in found if url)[:MOST_PHOTOS]


def _secure(params: Mapping[str, Any]) -> Iterator[str]:
    for value in params.values():
        if isinstance(value, str) and "secureUrls" in value:
            try:
                listed = json.loads(value).get("secureUrls", "")
            except (ValueError, AttributeError):
                continue
            inside = _LIST.match(str(listed))
            yield from _BETWEEN.split(inside[1] if inside else str(listed))


def _kakao(text: str) -> httpx.URL | None:
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL:
        return None
    plain = url.scheme in ("http", "https") and url.port is None and not url.userinfo
    ours = plain and _KAKAO.fullmatch(url.raw_host.decode("ascii")) is not None
    return url.copy_with(scheme="https") if ours else None


class Pictures:
    """Fetches photos from Kakao.

    Args:
        most: bytes of one.
        transport: another way to Kakao; for tests.
    """

    def __init__(self, most: int, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._most = most
        self._transport = transport

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(follow_redirects=False, timeout=FETCH_S, transport=self._transport)

    async def fetch(self, url: httpx.URL) -> bytes:
        """What lies at an address.

        Raises:
            ComplaintError: ``photo_too_big``; ``photo_broken``: it could not be fetched.
        """
        content = bytearray()
        try:
            async with self._client.stream("GET", url) as response:
                response.raise_for_status()
                async for part in response.aiter_bytes():
                    content += part
                    if len(content) > self._most:
                        raise ComplaintError("photo_too_big", f"A photo can have {self._most} bytes at most.")
        except httpx.HTTPError as error:
            log.warning("photo not fetched", error=type(error).__name__)
            raise ComplaintError("photo_broken", "The photo could not be fetched from Kakao.") from None
        return bytes(content)

    async def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            await self._client.aclose()
