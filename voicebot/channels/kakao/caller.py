"""One person's conversation on this channel, and an answer that came too late for its request."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from voicebot.audio import Audio
from voicebot.channels.kakao.blind import blind
from voicebot.channels.kakao.template import Template
from voicebot.channels.kakao.words import words
from voicebot.civic.faq import Language
from voicebot.errors import ComplaintError
from voicebot.talk.careful import Careful
from voicebot.talk.clerk import Clerk
from voicebot.talk.counter.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ServerEvent
from voicebot.talk.understanding import Understanding

__all__ = ["Answering", "Caller"]

Answering = asyncio.Task[Template]


class _Nobody:
    """Nothing is heard on this channel between two messages."""

    async def event(self, event: ServerEvent) -> None:
        pass

    async def audio(self, sound: Audio) -> None:
        pass


async def _unsaid(_say: Reply) -> None:
    """Nothing is said on this channel but in reply."""


@dataclass(frozen=True, slots=True)
class _Late:
    """An answer that came too late for its request.

    Attributes:
        asked: the message, blinded: the same words again ask for this answer. Nothing once something else
            was said, for then a "네" means another question.
        answering: the answer, now or soon.
    """

    asked: bytes | None
    answering: Answering


class Caller:
    """One person's conversation.

    Args:
        desk: the shared half.
        language: what is written.

    Attributes:
        session: its name in the log.
        seen: when the last message came; seconds, monotonic.
        waiting: messages that are not answered yet.
    """

    def __init__(self, desk: Desk, language: Language) -> None:
        self.session = f"k-{secrets.token_hex(8)}"
        self.seen = 0.0
        self.waiting = 0
        self._language = language
        nobody = _Nobody()
        careful, clerk = (
            Careful(self.session, nobody, language),
            Clerk(desk.backroom, nobody, self.session, _unsaid),
        )
        self._counter = Counter(desk.backroom, clerk, nobody, self.session, self._has_read)
        self._counter.photos.phrase = "photo_send" if desk.settings.kakao.photos else "photo_nowhere"
        self._mind = Understanding(desk, careful, self._counter, language, "kakao")
        self._one_at_a_time = asyncio.Lock()
        self._late: _Late | None = None

    async def hear(self, text: str, language: Language) -> Reply:
        """The reply to a message; messages are answered in the order in which they came."""
        if self._late:
            self._late = replace(self._late, asked=None)
        self.waiting += 1
        try:
            async with self._one_at_a_time:
                return await self._understand(text, language)
        finally:
            self.waiting -= 1

    async def show(self, photos: Sequence[bytes]) -> Reply:
        """The reply to photos that were sent; the last thing that is said of them counts."""
        self.waiting += 1
        try:
            async with self._one_at_a_time:
                return await self._take(photos)
        finally:
            self.waiting -= 1

    async def _take(self, photos: Sequence[bytes]) -> Reply:
        said: tuple[str, ...] = ()
        try:
            for content in photos:
                said = await self._counter.photos.take(await self._mind.attaching.cleaned(content))
        except ComplaintError as error:
            return self.refused(error)
        return Reply("notice", (*said, *self._counter.case.question))

    def refused(self, error: ComplaintError) -> Reply:
        """Why a photo cannot be taken, and the question that is still open."""
        say = phrases(self._language)
        name = error.code if error.code in say else "photo_broken"
        return Reply("notice", (*say(name), *self._counter.case.question))

    async def _understand(self, text: str, language: Language) -> Reply:
        if language != self._language:
            self._language = language
            self._mind.speak(language, one_by_one=self._mind.dialogue.one_by_one)
        self._mind.begin()
        dialogue = self._mind.dialogue
        if text == words(language).line("fetch"):
            return dialogue.command("repeat")
        chosen = next((o.choice.id for o in dialogue.thread.options if o.choice.label == text), None)
        return (chosen and await self._mind.choose(chosen)) or await self._mind.typed(text)

    def _has_read(self, _mark: Hashable, _within_s: float) -> bool:
        """What was sent was read; what came too late to be sent was not."""
        return self._late is None

    # -- answers that came too late ----------------------------------------------------------------

    def late_answer(self, text: str, language: Language) -> Answering | None:
        """The late answer, if that is what a message asks for: by the bubble, or in the same words again."""
        late = self._late
        again = late and (text == words(language).line("fetch") or blind(text) == late.asked)
        return late.answering if late and again else None

    def keep_late(self, asked: str, answering: Answering) -> None:
        """Keep an answer that came too late; the one before is of no interest any more."""
        self._late = _Late(blind(asked), answering)

    def told(self, answering: Answering) -> None:
        """An answer has been sent."""
        if self._late and self._late.answering is answering:
            self._late = None
