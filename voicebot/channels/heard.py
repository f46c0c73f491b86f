"""A sound as an answer to a browser: small, and in pieces where the browser asks for pieces."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from voicebot.audio import Audio
from voicebot.audio.encode import mp3_bytes

__all__ = ["MEDIA", "RATE", "encoded", "sound_response"]

MEDIA = "audio/mpeg"
RATE = 24000
"""Samples a second, as they are sent."""
PAUSE_S = 0.5
"""Between two sentences."""
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


async def encoded(sentences: list[Audio]) -> bytes:
    """Sentences one after the other, as MP3."""
    pause = Audio.silence(PAUSE_S, RATE)
    whole = Audio.join([part for sentence in sentences for part in (sentence, pause)])
    return await asyncio.to_thread(mp3_bytes, whole)


def sound_response(request: Request, sound: bytes, headers: Mapping[str, str]) -> Response:
    """All of it, or the part that is asked for: Safari plays nothing that it cannot have in parts.

    Args:
        request: whose header ``Range`` counts; several ranges at once are not served.
        sound: a whole file.
        headers: to send with it.
    """
    own = {**headers, "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None:
        return Response(sound, media_type=MEDIA, headers=own)
    first, last = int(asked[1]), min(int(asked[2] or len(sound)), len(sound) - 1)
    if first > last:
        return Response(status_code=416, headers={**own, "Content-Range": f"bytes */{len(sound)}"})
    own["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return Response(sound[first : last + 1], 206, own, MEDIA)
