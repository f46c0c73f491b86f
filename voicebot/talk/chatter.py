"""Which topic of everyday talk was meant: the same matcher as for the entries, over its own index."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.civic.smalltalk import SmallTalk, Topic
from voicebot.settings import Settings
from voicebot.understand.embed import Embedder
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Reading

__all__ = ["Chatter"]

NEAR, AHEAD = 0.0, 0.0
"""Set below."""


class Chatter:
    """The topics of one language with their index.

    Args:
        small_talk: every topic.
        language: which of them.
        embedder: turns phrasings and talk into vectors.
        settings: where vectors are kept.
    """

    def __init__(self, small_talk: SmallTalk, language: str, embedder: Embedder, settings: Settings) -> None:
        self._topics = small_talk.topics(language)
        self._matcher = Matcher(
            small_talk.phrasings(language),
            embedder,
            language=language,
            cache_dir=settings.cache_dir / "vectors",
        )

    def named(self, topic: str) -> Topic | None:
        """A topic by its name."""
        return self._topics.get(topic)

    def meant(self, readings: Sequence[Reading]) -> Topic | None:
        """The topic, if one is near enough; computes, so call it from a worker."""
        return None
