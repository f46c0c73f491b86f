"""Takes a caller to a person: says what will be passed on, then the phone desk's number or a call back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from voicebot.civic.entry import Entry
from voicebot.errors import VoicebotError
from voicebot.store.callbacks import Callbacks
from voicebot.talk.client_events import Language
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.handing import CALL, CALLBACK, Handing, Passing, chose, heard
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Option, Reply
from voicebot.talk.server_events import Choice, ReplyKind
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import HANDOVERS

__all__ = ["ToPerson"]

YES_S = 120.0
"""A yes that comes later than this after the summary is asked for again."""


class ToPerson:
    """One caller's way to a person.

    Args:
        queue: where call backs are kept, once it is open.
        known: the entries that the summary names.
        has_heard: whether what bears a mark was heard to its end, within so many seconds.
    """

    def __init__(
        self,
        queue: Callable[[], Callbacks | None],
        known: Callable[[str], Entry | None],
        has_heard: Callable[[Hashable, float], bool],
    ) -> None:
        self._queue = queue
        self._known = known
        self._has_heard = has_heard

    def serve(self, dialogue: Dialogue, language: Language, channel: str) -> None:
        """Work in this conversation from now on."""
        self._dialogue, self._language, self._channel = dialogue, language, channel
        self._say = phrases(language)

    @property
    def now(self) -> Handing | None:
        """How far it has come, if it has begun."""
        return self._dialogue.thread.handing

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is."""
        return bool(self.now and self.now.personal)

    def begin(self) -> Reply:
        """Somebody wants a person: a complaint on its way waits."""
        HANDOVERS.labels(way="asked").inc()
        thread = self._dialogue.thread
        summary = self._summary(thread.topics)
        if thread.interview and thread.interview.open:
            thread.interview = replace(thread.interview, asking="paused")
        asking = Handing("summary", summary) if summary else Handing("how")
        return self._tell(Passing(asking, f"person_{asking.asking}"))

    async def hear(self, text: str) -> Reply | None:
        """The reply to an answer, where one was asked for."""
        now = self.now
        if now is None:
            return None
        whole = now.mark is None or self._has_heard(now.mark, YES_S)
        passing = heard(now, text, self._language, whole=whole)
        return await self._did(passing) if passing else None

    async def choose(self, choice: str) -> Reply | None:
        """The reply to a pressed choice."""
        passing = chose(self.now, choice) if self.now and self.now.asking == "how" else None
        return await self._did(passing) if passing else None

    async def key(self, key: str) -> Reply | None:
        """The reply to a digit."""
        return await self.hear(key) if self.now and key.isdigit() else None

    def _summary(self, topics: tuple[str, ...]) -> str:
        labels = [entry.label for topic in topics if (entry := self._known(topic))]
        return self._say.line("person_topics", topics=", ".join(labels)) if labels else ""

    async def _did(self, passing: Passing) -> Reply:
        """Keep what has to be kept, then say so."""
        if passing.phrase == "person_now":
            HANDOVERS.labels(way="call").inc()
        if passing.keep and passing.handing:
            kept = await self._keep(passing.handing)
            HANDOVERS.labels(way="callback" if kept else "failed").inc()
            passing = Passing(None, passing.phrase if kept else "person_not_kept")
        return self._tell(passing)

    async def _keep(self, done: Handing) -> bool:
        queue = self._queue()
        if queue is None:
            return False
        summary = done.summary if done.allowed else ""
        try:
            await queue.add(
                done.phone, wanted=done.when, summary=summary, language=self._language, channel=self._channel
            )
        except VoicebotError as error:
            log.warning("callback not kept", code=error.code)
            return False
        return True

    def _tell(self, passing: Passing) -> Reply:
        now = passing.handing
        sentences = self._say(passing.phrase, summary=now.summary if now else "")
        if now and now.asking == "summary" and passing.phrase != "person_summary":
            sentences += self._say("person_summary", summary=now.summary)
        options = self._options() if now and now.asking == "how" else ()
        kind: ReplyKind = "choices" if options else "question" if now else "notice"
        reply = Reply(kind, sentences, options=options, mark=now.mark if now else None)
        self._dialogue.remember(reply)
        self._dialogue.thread.handing = now
        return reply

    def _options(self) -> tuple[Option, ...]:
        lines = self._say("person_how")
        named = ((CALL, "person_call_label", "📞"), (CALLBACK, "person_callback_label", "☎️"))
        return tuple(
            Option(
                "", Choice(id=name, number=at, label=self._say.line(label), picture=picture, sentence=line)
            )
            for at, ((name, label, picture), line) in enumerate(zip(named, lines, strict=False), 1)
        )
