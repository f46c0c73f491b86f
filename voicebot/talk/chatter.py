"""Which topic of everyday talk was meant: the same matcher as for the entries, over its own index."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voicebot.civic.smalltalk import SmallTalk, Topic
from voicebot.settings import Settings
from voicebot.understand.embed import Embedder
from voicebot.understand.matcher import Matcher, Ranking
from voicebot.understand.meaning import Reading

__all__ = ["Chatter"]

SURE = 11.0
"""Fused score from which a topic is answered: of 260 open sentences not in the index 22 % were answered right
then and 6 % as another topic; the rest get a plain "I do not know". No held-out question was taken so."""
VERBATIM = 0.93
"""Cosine from which it is a phrasing of the index word for word, and counts before an entry too."""


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
        return self._found(readings, lambda ranking: float(ranking.scores[0]) >= SURE)

    def verbatim(self, readings: Sequence[Reading]) -> Topic | None:
        """The topic, if the office has approved it in these very words; computes."""
        return self._found(
            readings, lambda ranking: bool(ranking.signs and ranking.signs.meaning >= VERBATIM)
        )

    def _found(self, readings: Sequence[Reading], near: Callable[[Ranking], bool]) -> Topic | None:
        if not self._topics:
            return None
        ranking = self._matcher.rank(readings)
        if ranking.signs is None or not near(ranking):
            return None
        return self._topics.get(self._matcher.entry(int(ranking.phrasings[0])))
