"""One POST to a webhook: whether it took the notice, and why not."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any

import httpx

from voicebot.channels.webhook.signature import signed
from voicebot.settings import Webhook

__all__ = ["Post"]

logging.getLogger("httpx").setLevel(logging.WARNING)  # addresses may hold secrets


class Post:
    """Sends to one webhook; follows no redirection, and reads nothing of an answer but its status.

    Args:
        webhook: where to, and what signs it.
        timeout_s: for everything, from the first byte out to the status back.
    """

    def __init__(self, webhook: Webhook, timeout_s: float) -> None:
        self._url = str(webhook.url)
        self._secret = webhook.secret.get_secret_value()
        self._timeout_s = timeout_s
        self._client = httpx.AsyncClient(follow_redirects=False, timeout=None, trust_env=False)  # noqa: S113

    async def send(self, key: str, notice: dict[str, Any]) -> str:
        """Send a notice once; why it was not taken, or nothing when it was."""
        body = json.dumps(notice, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **signed(self._secret, key, int(time.time()), body)}
        try:
            async with (
                asyncio.timeout(self._timeout_s),
                self._client.stream("POST", self._url, content=body, headers=headers) as response,
            ):
                return "" if response.is_success else f"status {response.status_code}"
        except TimeoutError:
            return "timeout"
        except httpx.HTTPError as error:
            return type(error).__name__

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
