"""What the parts of one conversation's policy share: its memory, the entries, the desk's own sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from voicebot.civic.entry import Entry
from voicebot.talk.dialogue.choosing import asked_back
from voicebot.talk.dialogue.entries import Entries
from voicebot.talk.dialogue.thread import Thread
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import AT_ONCE, Effect, Reply
from voicebot.talk.server_events import ReplyKind, Source

__all__ = ["Talk"]


@dataclass(slots=True)
class Talk:
    """One conversation, as its policy sees it.

    Attributes:
        entries: the approved entries, in the edition that is spoken.
        phrases: the desk's own sentences.
        today: the district's date, for entries that expire.
        desk: the desk's name.
        thread: what the conversation remembers; another one where it begins anew.
        one_by_one: whether this caller wants to hear one sentence of an answer at a time.
    """

    entries: Entries
    phrases: Phrases
    today: Callable[[], dt.date]
    desk: str
    thread: Thread = field(default_factory=Thread)
    one_by_one: bool = False

    def say(self, name: str, *effects: Effect, kind: ReplyKind = "notice") -> Reply:
        """One of the desk's own sentences, which is not remembered."""
        return Reply(kind, self.phrases(name, desk=self.desk), effects=effects)

    def ask(self, entries: tuple[str, ...], phrase: str = "choices") -> Reply:
        """Ask which of a few entries is meant; from now on that question is open."""
        return self.thread.remember(asked_back(entries, self.entries, self.phrases, phrase))

    def offer_most_asked(self, phrase: str) -> Reply:
        """Ask which of what most people want it is."""
        return self.ask(self.entries.most_asked()[:AT_ONCE], phrase)

    def source(self, entry: Entry) -> Source:
        """Where an answer comes from."""
        verified = entry.verified_on.isoformat() if entry.verified_on else None
        return Source(faq_id=entry.id, version=self.entries.version, verified_on=verified)
