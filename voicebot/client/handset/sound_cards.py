"""The microphone and the loudspeaker, through PortAudio; either may be missing, and may come back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from voicebot.client.handset.playout import RATE, Playout
from voicebot.errors import SettingsError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["FRAME_BYTES", "FRAME_S", "IN_RATE", "Earpiece", "Microphone", "port_audio"]

IN_RATE = 16000
FRAME_S = 0.04
FRAME_BYTES = round(IN_RATE * FRAME_S) * 2
_OUT_S = 0.02
_WAITING = 50
"""Frames of the microphone that may wait, two seconds; then the oldest are dropped."""

GONE_S = 1.5
"""A device that has given or taken nothing for so long is gone; a busy machine is sometimes a second late."""

_LATENCY_S = 0.15
"""Of sound kept by the system, so that a busy machine does not stutter."""

AGAIN_S = 2.0
"""A device that is gone is tried again so often."""

_LOOK_S = 0.25

Gone = Callable[[bool], None]


def port_audio() -> ModuleType:
    """The module `sounddevice`.

    Raises:
        SettingsError: ``no_sounddevice``: it, or PortAudio, is not installed.
    """
    try:
        import sounddevice  # noqa: PLC0415 - only the kiosk extra installs it
    except (ImportError, OSError) as error:
        raise SettingsError(
            "no_sounddevice",
            "Install PortAudio (apt install libportaudio2) and the extra (pip install voicebot[kiosk]).",
        ) from error
    return sounddevice  # type: ignore[no-any-return]


class Microphone:
    """Gives a frame each 40 ms; silence while there is no device, so that what was being said can end.

    Args:
        device: as PortAudio names it, a number or a part of a name; its own choice when empty.
        on_gone: told when it goes and when it comes back.
    """

    def __init__(self, device: str, on_gone: Gone) -> None:
        self._device, self._on_gone = device, on_gone
        self._frames: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._stream: Any = None
        self._came_at = 0.0
        self.gone = False
        self.lost_frames = 0

    async def frame(self) -> bytes:
        """The next frame (PCM16, mono, 16 kHz)."""
        due = FRAME_S if self.gone else GONE_S
        with suppress(TimeoutError):
            async with asyncio.timeout(due):
                return await self._frames.get()
        if time.monotonic() - self._came_at >= GONE_S:
            self._tell(gone=True)
        return bytes(FRAME_BYTES)

    async def run(self) -> None:
        """Keep the device open until cancelled."""
        try:
            while True:
                if self.gone or self._stream is None or not self._stream.active:
                    await asyncio.to_thread(self._open, asyncio.get_running_loop())
                await asyncio.sleep(AGAIN_S)
        finally:
            _close(self._stream)

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        sound = port_audio()
        _close(self._stream)

        def took(data: Any, *_: object) -> None:  # noqa: ANN401 - a buffer of C
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._put, bytes(data))

        try:
            self._stream = sound.RawInputStream(
                samplerate=IN_RATE,
                channels=1,
                dtype="int16",
                blocksize=FRAME_BYTES // 2,
                latency=_LATENCY_S,
                device=_named(self._device),
                callback=took,
            )
            self._stream.start()
        except (sound.PortAudioError, ValueError):
            self._stream = None

    def _put(self, frame: bytes) -> None:
        if self._frames.full():
            self._frames.get_nowait()
            self.lost_frames += 1
        self._frames.put_nowait(frame)
        self._came_at = time.monotonic()
        self._tell(gone=False)

    def _tell(self, *, gone: bool) -> None:
        if gone != self.gone:
            self.gone = gone
            self._on_gone(gone)


class Earpiece:
    """Plays what there is; while there is no device, at the pace of one, so that the talk goes on.

    Args:
        device: as for `Microphone`.
        playout: what to play.
        on_gone: told when it goes and when it comes back.
    """

    def __init__(self, device: str, playout: Playout, on_gone: Gone) -> None:
        self._device, self._playout, self._on_gone = device, playout, on_gone
        self._stream: Any = None
        self._read_at = 0.0
        self.gone = False
        self.last = b""

    async def run(self) -> None:
        """Keep the device open until cancelled."""
        tried = float("-inf")
        try:
            while True:
                if self._alive:
                    self._tell(gone=False)
                    await asyncio.sleep(_LOOK_S)
                    continue
                if time.monotonic() - tried > AGAIN_S:
                    tried = time.monotonic()
                    await asyncio.to_thread(self._open)
                    continue
                self._tell(gone=True)
                self._playout.read(round(RATE * _OUT_S) * 2)
                await asyncio.sleep(_OUT_S)
        finally:
            _close(self._stream)

    @property
    def _alive(self) -> bool:
        """Whether the device takes what it is given."""
        stream = self._stream
        return bool(stream is not None and stream.active and time.monotonic() - self._read_at < GONE_S)

    def _open(self) -> None:
        sound = port_audio()
        _close(self._stream)

        def give(data: Any, *_: object) -> None:  # noqa: ANN401 - a buffer of C
            self._read_at = time.monotonic()
            self.last = data[:] = self._playout.read(len(data))

        try:
            self._stream = sound.RawOutputStream(
                samplerate=RATE,
                channels=1,
                dtype="int16",
                blocksize=round(RATE * _OUT_S),
                latency=_LATENCY_S,
                device=_named(self._device),
                callback=give,
            )
            self._read_at = time.monotonic()
            self._stream.start()
        except (sound.PortAudioError, ValueError):
            self._stream = None

    def _tell(self, *, gone: bool) -> None:
        if gone != self.gone:
            self.gone = gone
            self._on_gone(gone)


def _named(device: str) -> int | str | None:
    return int(device) if device.isdecimal() else device or None


def _close(stream: Any) -> None:  # noqa: ANN401 - PortAudio's
    if stream is not None:
        with suppress(
            Exception
        ):  # a device that was pulled out fails in many ways, and is closed all the same
            stream.close(ignore_errors=True)
