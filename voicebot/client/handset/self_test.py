"""`voicebot kiosk --self-test`: whether every part of the device does what it is there for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from voicebot.client.caller import Caller, call
from voicebot.client.handset import tones
from voicebot.client.handset.input_events import hook_wire
from voicebot.client.handset.key_sources import device_paths, grabbed
from voicebot.client.handset.meter import level_db
from voicebot.client.handset.playout import Playout
from voicebot.client.handset.shelf import Shelf
from voicebot.client.handset.sound_cards import IN_RATE, Earpiece, Microphone
from voicebot.errors import VoicebotError
from voicebot.settings import HandsetSettings

__all__ = ["Result", "self_test"]

LISTEN_S = 1.5
PLAY_S = 6.0
"""For so long the loudspeaker may take to begin and to play three tones."""

DEAD_DB = -90.0
"""A microphone that gives less is not connected: the quietest room is twenty decibels louder."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one part.

    Attributes:
        part: its name.
        ok: whether it works.
        what: what was found, and what to do.
    """

    part: str
    ok: bool
    what: str


async def self_test(own: HandsetSettings, *, terminal: bool) -> list[Result]:
    """Try every part, one after the other.

    Args:
        own: its settings.
        terminal: keys come from the terminal, so no key device is needed.
    """
    tests: list[tuple[str, Callable[[], Awaitable[str]]]] = [
        ("prompts", lambda: _prompts(own)),
        ("microphone", lambda: _microphone(own)),
        ("loudspeaker", lambda: _loudspeaker(own)),
        ("keys", lambda: _keys(own, terminal=terminal)),
        ("desk", lambda: _desk(own)),
        ("conversation", lambda: _conversation(own)),
    ]
    return [await _tried(part, test) for part, test in tests]


async def _tried(part: str, test: Callable[[], Awaitable[str]]) -> Result:
    try:
        return Result(part, True, await test())
    except VoicebotError as error:
        return Result(part, False, error.message)
    except _Failed as error:
        return Result(part, False, str(error))
    except (httpx.HTTPError, OSError, TimeoutError) as error:
        return Result(part, False, f"It does not answer ({type(error).__name__}).")


class _Failed(Exception):  # noqa: N818 - it is a finding
    pass


async def _prompts(own: HandsetSettings) -> str:
    missing = Shelf(own.prompts_dir).missing
    if missing:
        raise _Failed(f"Missing: {', '.join(missing)}. Run voicebot kiosk --set-up where the desk answers.")
    return "All are kept."


async def _microphone(own: HandsetSettings) -> str:
    microphone = Microphone(own.microphone, lambda gone: None)
    running = asyncio.create_task(microphone.run())
    try:
        frames = [await microphone.frame() for _ in range(round(LISTEN_S / 0.04))]
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    loudest = max(level_db(frame, IN_RATE) for frame in frames)
    if microphone.gone:
        raise _Failed("It gives no sound. Is it plugged in? See `python -m sounddevice`.")
    if loudest < DEAD_DB:
        raise _Failed(f"It gives nothing but silence ({loudest:.0f} dB). Is it switched off?")
    return f"It hears: at most {loudest:.0f} dB."


async def _loudspeaker(own: HandsetSettings) -> str:
    playout = Playout()
    playout.prompt(tones.trouble())
    earpiece = Earpiece(own.loudspeaker, playout, lambda gone: None)
    running = asyncio.create_task(earpiece.run())
    try:
        for _ in range(round(PLAY_S / 0.1)):
            await asyncio.sleep(0.1)
            if playout.idle:
                break
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    if earpiece.gone or not playout.idle:
        raise _Failed("It takes no sound. Is it plugged in? See `python -m sounddevice`.")
    return "It played three tones."


async def _keys(own: HandsetSettings, *, terminal: bool) -> str:
    hook_wire(own.hook)
    if terminal:
        return "The terminal's."
    paths = own.keys or device_paths()
    if not paths:
        raise _Failed("There is no key device. Is it plugged in, and may this user read it (group input)?")
    for path in paths:
        with grabbed(Path(path)):
            pass
    return f"{len(paths)} can be read."


async def _desk(own: HandsetSettings) -> str:
    base = own.url.replace("ws", "http", 1) if own.url.startswith("ws") else own.url
    async with httpx.AsyncClient(timeout=5.0) as client:
        answer = await client.get(f"{base.rstrip('/')}/readyz")
    if answer.status_code != 200:
        raise _Failed(f"It is not ready ({answer.status_code}).")
    return "It is ready."


async def _conversation(own: HandsetSettings) -> str:
    async with asyncio.timeout(30.0), call(own.url, language=own.language, instant=True) as caller:
        return await _answered(caller)


async def _answered(caller: Caller) -> str:
    answer = await caller.press("command", name="help")
    if not answer.sound.duration:
        raise _Failed("The desk said nothing.")
    return f"The desk said {answer.sound.duration:.1f} s."
