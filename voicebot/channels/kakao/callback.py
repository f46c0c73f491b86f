"""Late answers: one POST to the address that Kakao gave, and to nobody else."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterable
from functools import cached_property

import httpx

from voicebot.channels.kakao.counts import CALLBACKS
from voicebot.channels.kakao.patience import Sleep, done_within
from voicebot.channels.kakao.template import Template
from voicebot.telemetry.logs import log

__all__ = ["VALID_S", "Callbacks"]

VALID_S = 60.0
"""Seconds for which Kakao takes a late answer; the address works once."""

POST_S = 5.0
"""Seconds that Kakao may take to accept it."""

_KAKAO = re.compile(r"(?:[a-z0-9-]+\.)*kakao\.com")

logging.getLogger("httpx").setLevel(logging.WARNING)  # its addresses hold a token that answers for the desk


class Callbacks:
    """Sends late answers.

    Args:
        origins: further origins that may be posted to, such as ``http://127.0.0.1:9000``; for tests.
        sleep: waits so many seconds.
    """

    def __init__(self, origins: Iterable[str] = (), sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._origins = frozenset(map(_origin, map(httpx.URL, origins)))

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(follow_redirects=False, timeout=None)  # noqa: S113 (`post` gives up)

    def address(self, text: str | None) -> httpx.URL | None:
        """Where a late answer may go: an https address of Kakao's, or nothing.

        The address is read by the library that posts to it, so that both see the same host.
        """
        try:
            url = httpx.URL(text or "")
        except httpx.InvalidURL:
            return None
        if _origin(url) in self._origins or _is_kakao(url):
            return url
        if text:
            CALLBACKS.labels(outcome="refused").inc()
            log.warning("callback refused", scheme=url.scheme)
        return None

    async def post(self, url: httpx.URL, template: Template) -> bool:
        """Send a late answer, once; whether Kakao took it."""
        posting = asyncio.ensure_future(self._send(url, template))
        try:
            sent = await done_within(posting, POST_S, self._sleep) and posting.result()
        finally:
            posting.cancel()
        CALLBACKS.labels(outcome="sent" if sent else "failed").inc()
        return sent

    async def _send(self, url: httpx.URL, template: Template) -> bool:
        try:
            async with self._client.stream("POST", url, json=template) as response:
                return response.is_success
        except httpx.HTTPError as error:
            log.warning("callback failed", error=type(error).__name__)
            return False

    async def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            await self._client.aclose()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, _host(url), url.port


def _is_kakao(url: httpx.URL) -> bool:
    plain = url.scheme == "https" and url.port is None and not url.userinfo
    return plain and _KAKAO.fullmatch(_host(url)) is not None


def _host(url: httpx.URL) -> str:
    """The host as it is looked up."""
    return url.raw_host.decode("ascii")
