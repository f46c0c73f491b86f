"""An answer as callers would meet it at a kiosk, in a browser, on the telephone, before it is published."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.civic.publishing.house import House
from voicebot.civic.publishing.publisher import Held
from voicebot.civic.publishing.texts import as_entry
from voicebot.errors import EntryError, VoicebotError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses, held, trouble
from voicebot.staff.visit import Visit
from voicebot.talk.phrases import phrases
from voicebot.talk.preview import DEVICES, Device, preview, preview_sound, through
from voicebot.talk.reply import Reply

__all__ = ["add_to"]


def add_to(console: Console, houses: Houses) -> None:
    """Add the pages."""

    @console.get("/faq/{language}/{entry}/preview", "faq")
    async def look(visit: Visit) -> Response:
        """What is said at once, and what after that; to read as on a screen, and to hear."""
        house = await houses.of(visit)
        now = await held(visit, house)
        try:
            replies, told = _replies(visit, house, now), ""
        except EntryError as error:
            replies, told = [], trouble(error)
        context = {"held": now, "replies": replies, "devices": DEVICES, "device": _device(visit)}
        return visit.draw("entry_preview.html", 422 if told else 200, told=told, **context)

    @console.get("/faq/{language}/{entry}/preview/sound", "faq", quiet=True)
    async def sound(visit: Visit) -> Response:
        """One of its replies as the device lets it be heard."""
        house = await houses.of(visit)
        now, number = await held(visit, house), visit.text("reply", 3)
        try:
            reply = dict(enumerate(_replies(visit, house, now)))[int(number)]
        except (EntryError, ValueError, KeyError) as error:
            raise HTTPException(404) from error
        return await _sounded(visit, reply, now.key[0])


def _replies(visit: Visit, house: House, now: Held) -> list[Reply]:
    entry, today = as_entry(now.key, now.fields), house.publisher.today()
    workshop = visit.console.behind.workshop
    recording = workshop.ahead.recording(entry.audio) if workshop else None
    return preview(entry, recording, phrases(now.key[0]), today)


async def _sounded(visit: Visit, reply: Reply, language: str) -> Response:
    workshop = visit.console.behind.workshop
    later = Response(status_code=503, headers={"Retry-After": "2"})
    if workshop is None:
        return later

    async def speak(sentence: str) -> Audio:
        return await workshop.spoken(sentence, language)

    try:
        whole = await preview_sound(reply, speak)
    except VoicebotError:
        return later
    heard = await asyncio.to_thread(lambda: wav_bytes(through(whole, _device(visit))))
    return Response(heard, media_type="audio/wav")


def _device(visit: Visit) -> Device:
    return next((device for device in DEVICES if device == visit.text("as")), DEVICES[0])
