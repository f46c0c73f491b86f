"""What a WAV file claims about itself, and how much of it is there.

libsndfile believes the file's end more than its header, and refuses absurd headers without saying what is
absurd; this small look at the chunks tells both. Layout: Microsoft and IBM, "Multimedia Programming Interface
and Data Specifications 1.0", 1991.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

__all__ = ["WavClaims", "read_claims"]

_OPEN = 0x7FFF_0000
"""Data sizes from here on are what programs write that do not know how long a stream will be."""
_CHUNKS = 64
"""More chunks than any real file has before its sound."""


@dataclass(frozen=True, slots=True)
class WavClaims:
    """The header against the file.

    Attributes:
        channels: as the header says.
        rate: samples a second, as the header says.
        promised: bytes of sound that the header promises; 0 when it leaves that open.
        held: bytes of the file after the header.
    """

    channels: int
    rate: int
    promised: int
    held: int


def read_claims(stream: BinaryIO) -> WavClaims | None:
    """Read the header of a WAV file; None when it is not one, or has no format or no data chunk.

    The stream is left at its start.
    """
    try:
        return _walk(stream, stream.seek(0, 2))
    finally:
        stream.seek(0)


def _walk(stream: BinaryIO, size: int) -> WavClaims | None:
    stream.seek(0)
    if (head := stream.read(12))[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    form: tuple[int, int] | None = None
    for _ in range(_CHUNKS):
        if len(start := stream.read(8)) < 8:
            return None
        name, length = struct.unpack("<4sI", start)
        if name == b"data" and form is not None:
            return WavClaims(*form, promised=length if length < _OPEN else 0, held=size - stream.tell())
        body = stream.tell()
        if name == b"fmt " and len(fields := stream.read(8)) == 8:
            _, channels, rate = struct.unpack("<HHI", fields)
            form = channels, rate
        stream.seek(body + length + length % 2)
    return None
