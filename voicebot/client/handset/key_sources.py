"""Where key presses come from: Linux' input devices, any file of such events, or a terminal."""

from __future__ import annotations

import asyncio
import os
import sys
import termios
import tty
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voicebot.client.handset.input_events import EV_KEY, Change, EventBytes
from voicebot.client.handset.keys import BY_CODE, BY_LETTER
from voicebot.errors import SettingsError

__all__ = ["AGAIN_S", "device_paths", "grabbed", "letters", "read_events"]

AGAIN_S = 2.0
"""A device that went away is looked for so often."""

_READ = 24 * 64


async def _chunks(descriptor: int) -> AsyncIterator[bytes]:
    """What can be read, as it comes, until the other side is gone."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    os.set_blocking(descriptor, False)
    loop.add_reader(descriptor, ready.set)
    try:
        while True:
            await ready.wait()
            ready.clear()
            with suppress(BlockingIOError):
                data = os.read(descriptor, _READ)
                if not data:
                    return
                yield data
    except OSError:  # unplugged
        return
    finally:
        loop.remove_reader(descriptor)


async def read_events(descriptor: int) -> AsyncIterator[Change]:
    """The changes that come from an open device or pipe, until it is gone."""
    parts = EventBytes()
    async for data in _chunks(descriptor):
        for change in parts.take(data):
            yield change


def device_paths() -> list[Path]:
    """Input devices of this machine with a key that a handset has.

    Raises:
        SettingsError: ``no_evdev``.
    """
    try:
        import evdev  # noqa: PLC0415 - only Linux has it, and only the kiosk extra installs it
    except ImportError as error:
        raise SettingsError("no_evdev", "Install the extra: pip install voicebot[kiosk].") from error
    found = []
    for path in evdev.list_devices():
        with suppress(OSError):
            device = evdev.InputDevice(path)
            if set(device.capabilities().get(EV_KEY, [])) & {*BY_CODE, 169}:
                found.append(Path(path))
            device.close()
    return found


@contextmanager
def grabbed(path: Path) -> Iterator[int]:
    """An open device that gives its events to nobody else; a pipe is only opened.

    Raises:
        OSError: it is not there.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if path.is_char_device():
            _grab(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _grab(descriptor: int) -> None:
    """Keep presses from the machine's console (``EVIOCGRAB``)."""
    import fcntl  # noqa: PLC0415 - Unix

    with suppress(OSError):
        fcntl.ioctl(descriptor, 0x40044590, 1)


async def letters(descriptor: int | None = None) -> AsyncIterator[str]:
    """What is pressed at a terminal, by the names in `BY_LETTER`."""
    source = sys.stdin.fileno() if descriptor is None else descriptor
    with _unbuffered(source):
        async for data in _chunks(source):
            for name in _names(data.decode("utf-8", "ignore")):
                yield name


def _names(text: str) -> Iterator[str]:
    """An arrow is three letters that come together."""
    at = 0
    while at < len(text):
        length = next((n for n in (3, 1) if text[at : at + n] in BY_LETTER), 1)
        if (name := BY_LETTER.get(text[at : at + length])) is not None:
            yield name
        at += length


@contextmanager
def _unbuffered(descriptor: int) -> Iterator[None]:
    """A terminal that gives each key at once."""
    if not os.isatty(descriptor):
        yield
        return
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
