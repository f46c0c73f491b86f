"""The standing line over which the office rings a handset that lies on its hook."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from voicebot.client.line import OPEN_S, address_of
from voicebot.client.recovery import backoff

__all__ = ["listen_for_bell"]

_KEEP_S = 20.0


async def listen_for_bell(url: str, token: str, ring: Callable[[bool], None]) -> None:
    """Wait to be rung, whatever the network does, until cancelled.

    Args:
        url: of the desk.
        token: of this device; the desk knows it too.
        ring: told to ring, and to stop.
    """
    address = address_of(url).removesuffix("/talk") + "/bell"
    attempt = 0
    while True:
        try:
            async with connect(
                address,
                additional_headers={"Authorization": f"Bearer {token}"},
                open_timeout=OPEN_S,
                ping_interval=_KEEP_S,
                ping_timeout=_KEEP_S,
            ) as socket:
                attempt = 0
                async for message in socket:
                    ring(json.loads(message).get("type") == "bell.ring")
        except (OSError, InvalidHandshake, TimeoutError, WebSocketException, ValueError):
            attempt += 1
        ring(False)
        await asyncio.sleep(backoff(attempt, random.random()))  # noqa: S311 - nobody guesses
