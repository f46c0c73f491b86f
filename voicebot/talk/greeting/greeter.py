"""Greets whoever comes, at once: with what is in memory, and aloud only with what is in the cache."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import itertools
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.faq import LANGUAGES
from voicebot.civic.greetings import Greetings, read_greetings
from voicebot.civic.moment import moment_of
from voicebot.civic.overlay.greetings import chapter, greetings_over, in_force
from voicebot.civic.weather.report import Report
from voicebot.store.ledger import Lines
from voicebot.talk.greeting.composing import Guest, Scene, Words, compose, everything
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.telemetry.logs import log

__all__ = ["LOOK_S", "Greeter"]

LOOK_S = 20.0
"""Between two looks at the clock, the weather and the officers' files."""

AT_ONCE = 10
"""Openings made into sound ahead of one hour, in each language: enough not to say the same twice running."""

_REMEMBERED = 10_000
_SPOKEN = (Guest("kiosk"), Guest("phone"), Guest("browser"), Guest("phone", returning=True))


class Voice(Protocol):
    """Makes sentences into sound ahead of time."""

    async def prepare(self, language: str, sentences: list[str], most: int) -> list[str]:
        """Those that are in the cache, after at most so many were put there."""
        ...


class Greeter:
    """The first words of a desk.

    Args:
        folder: the district's, with ``greeting/``.
        calendar: the office's.
        weather: the report that may be mentioned now, if any.
        name: what the desk calls itself in a language.
        now: the moment, with a time zone.
    """

    def __init__(
        self,
        folder: Path,
        calendar: OfficeCalendar,
        weather: Callable[[], Report | None],
        name: Callable[[str], str],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._folder = folder
        self._calendar = calendar
        self._weather = weather
        self._name = name
        self._now = now
        self._seeds = itertools.count(secrets.randbelow(1 << 32))
        self._last: dict[str, str] = {}
        self._ready: dict[str, frozenset[str]] = dict.fromkeys(LANGUAGES, frozenset())
        self._seen: OrderedDict[bytes, None] = OrderedDict()
        self._salt = secrets.token_bytes(16)
        self._stamps: dict[str, tuple[int, int] | None] = {}
        self._filed: dict[str, Greetings] = {}
        self._greetings: dict[str, Greetings] = {}
        self._laid: Mapping[str, Lines] = {}
        self._changed = asyncio.Event()
        self.reload()

    def settle(self, calendar: OfficeCalendar, lines: Mapping[str, Lines]) -> None:
        """Go by this calendar and these phrases from now on (of the whole ledger, by chapter)."""
        self._calendar, self._laid = calendar, lines
        for language in LANGUAGES:
            self._lay(language)
        self._changed.set()

    def _lay(self, language: str) -> None:
        lines = self._laid.get(chapter(language), {})
        self._greetings[language] = in_force(greetings_over(self._filed[language], lines))

    # -- who comes: memory only --------------------------------------------------------------------------

    def line(self, language: str) -> str:
        """The sentence for a page that is looked at; empty when there is no phrase."""
        words = compose(self._greetings[language], self._scene(language, Guest()), seed=next(self._seeds))
        return words.opening if words else ""

    def reply(self, language: str, channel: str, device: str | None = None) -> Reply:
        """What is said to who comes: composed from what is in the cache, else the plain greeting.

        Args:
            language: ``ko`` or ``en``.
            channel: as in ``session.start``.
            device: its token; who has been here before is greeted so, except at a kiosk, which many use.
        """
        guest = Guest(channel, channel != "kiosk" and self._has_seen(device))
        words = self._words(language, guest)
        if words is None:
            return Reply("greeting", self.plain(language))
        self._last[language] = words.matter
        return Reply("greeting", words.sentences)

    def plain(self, language: str) -> tuple[str, ...]:
        """The greeting that fits always."""
        return phrases(language)("greeting", desk=self._name(language))

    def _words(self, language: str, guest: Guest) -> Words | None:
        ready = self._ready[language]
        words = compose(
            self._greetings[language],
            self._scene(language, guest),
            seed=next(self._seeds),
            last=self._last.get(language, ""),
            ready=ready,
        )
        return words if words and ready.issuperset(words.sentences) else None

    def _scene(self, language: str, guest: Guest, ahead: dt.timedelta = dt.timedelta()) -> Scene:
        moment = moment_of(self._now() + ahead, self._calendar)
        return Scene(moment, self._weather(), guest, self._name(language))

    def _has_seen(self, device: str | None) -> bool:
        """Whether a device has been here since the desk started; its token itself is not kept."""
        if not device:
            return False
        mark = hashlib.blake2b(device.encode(), key=self._salt, digest_size=16).digest()
        known = mark in self._seen
        self._seen[mark] = None
        self._seen.move_to_end(mark)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return known

    # -- the background ----------------------------------------------------------------------------------

    async def run(self, voice: Voice, *, warm: bool) -> None:
        """Keep phrases and sounds up to date, without end.

        Args:
            voice: makes them into sound.
            warm: whether sounds may be made, or only those be used that are there.
        """
        while True:
            await asyncio.to_thread(self.reload)
            self._changed.clear()
            await self.prepare(voice, AT_ONCE if warm else 0)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), LOOK_S)

    async def prepare(self, voice: Voice, most: int) -> None:
        """Make the sounds of this hour and the next, Korean first; note what is ready."""
        for language in LANGUAGES:
            own = [*self.plain(language), *self._invitations(language)]
            ready = await voice.prepare(language, own, len(own) if most else 0)
            for ahead in (dt.timedelta(), dt.timedelta(minutes=30)):
                openings = self._openings(language, ahead)
                ready += await voice.prepare(language, openings, most)
                self._ready[language] = frozenset(ready)

    def _openings(self, language: str, ahead: dt.timedelta) -> list[str]:
        """What may be said, guests mixed, so that a few of them serve everybody."""
        each = [
            everything(self._greetings[language], self._scene(language, guest, ahead))[0] for guest in _SPOKEN
        ]
        mixed = (opening for row in itertools.zip_longest(*each) for opening in row if opening)
        return list(dict.fromkeys(mixed))

    def _invitations(self, language: str) -> list[str]:
        found: dict[str, None] = {}
        for guest in _SPOKEN:
            scene = self._scene(language, guest)
            found |= dict.fromkeys(everything(self._greetings[language], scene)[1])
        return list(found)

    def reload(self) -> None:
        """Take up a file that has changed; one that cannot be read leaves what was known."""
        for language in LANGUAGES:
            stamp = _stamp(self._folder / "greeting" / f"{language}.yaml")
            if language in self._stamps and stamp == self._stamps[language]:
                continue
            self._stamps[language] = stamp
            found, problems = read_greetings(self._folder, language)
            for problem in problems:
                log.warning("greeting phrase passed over", what=str(problem))
            if len(found) or language not in self._filed:
                self._filed[language] = found
                self._lay(language)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
