"""Everyday talk that the office has approved: what people say to the desk, and what it says back.

``faq/smalltalk/ko.yaml`` and ``en.yaml`` hold a list of topics each. An answer may hold only at some hours,
in some season or weather; one that holds always is there for every topic, so that nothing is ever made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from voicebot.civic.entry import LANGUAGES, split_sentences
from voicebot.civic.faq import StrictLoader
from voicebot.errors import DistrictError
from voicebot.understand.meaning import Phrasing

__all__ = ["SmallTalk", "Topic", "When", "load_small_talk"]

When = Literal[
    "morning", "noon", "afternoon", "evening", "night", "spring", "summer", "autumn", "winter", "weekend",
    "holiday", "rain", "snow", "clear", "cloudy", "hot", "cold", "dusty", "windy",
]  # fmt: skip
"""What may hold of a moment; the weather only where it is known."""

SEASONS = frozenset({"spring", "summer", "autumn", "winter"})

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Saying(_Value):
    """One answer, at most two sentences.

    Attributes:
        when: what must hold, all of it; always when empty.
        say: the sentences; ``{time}``, ``{date}``, ``{weekday}`` and ``{desk}`` are filled in.
    """

    when: tuple[When, ...] = ()
    say: Text

    @property
    def sentences(self) -> tuple[str, ...]:
        """One by one, as they are spoken."""
        return split_sentences(self.say)


def _saying(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


class Topic(_Value):
    """One thing people say to the desk that asks nothing of the office.

    Attributes:
        topic: its name.
        ask: ways to say it.
        say: answers; those that say most about the moment come first, equals take turns.
        offer: the question that follows; one of the desk's own when empty.
        entry: the entry that a yes to it leads to.
        safety: somebody may be in danger: no cheer, no offer of other things.
    """

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
    ask: Annotated[tuple[Text, ...], Field(min_length=1)]
    say: Annotated[tuple[Annotated[Saying, BeforeValidator(_saying)], ...], Field(min_length=1)]
    offer: Text | None = None
    entry: Text | None = None
    safety: bool = False

    def fitting(self, facts: Iterable[str]) -> tuple[Saying, ...]:
        """The answers that fit a moment best: all of what they need holds, and no other needs more."""
        known = set(facts)
        fit = [saying for saying in self.say if known.issuperset(saying.when)]
        most = max((len(saying.when) for saying in fit), default=0)
        return tuple(saying for saying in fit if len(saying.when) == most)

    def always_answers(self) -> bool:
        """Whether some answer holds at every moment: one without conditions, or one for each season."""
        alone = {saying.when[0] for saying in self.say if len(saying.when) == 1}
        return any(not saying.when for saying in self.say) or alone >= SEASONS


class SmallTalk:
    """The topics of every language."""

    def __init__(self, topics: Mapping[str, Iterable[Topic]]) -> None:
        self._topics = {language: {one.topic: one for one in some} for language, some in topics.items()}

    def topics(self, language: str) -> Mapping[str, Topic]:
        """The topics of a language by name; none where there is no file."""
        return self._topics.get(language, {})

    def phrasings(self, language: str) -> list[Phrasing]:
        """Every way to say every topic."""
        return [Phrasing(one.topic, text) for one in self.topics(language).values() for text in one.ask]

    @classmethod
    def empty(cls) -> Self:
        """Nothing is said."""
        return cls({})


def load_small_talk(folder: Path) -> SmallTalk:
    """Read what a district has approved; nothing where it has no such folder.

    Raises:
        DistrictError: ``smalltalk_invalid``: a file is wrong; the message names the topic and the field.
    """
    return SmallTalk({language: _read(folder / "smalltalk" / f"{language}.yaml") for language in LANGUAGES})


def _read(path: Path) -> list[Topic]:
    if not path.is_file():
        return []
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _wrong(path, "", f"is not readable as YAML in UTF-8: {' '.join(str(error).split())}") from None
    if not isinstance(raw, list):
        raise _wrong(path, "", "must be a list of topics, each beginning with '- topic: …'")
    topics = [_topic(path, fields) for fields in raw]
    names = [one.topic for one in topics]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise _wrong(path, twice, "is there twice; rename one of them")
    return topics


def _topic(path: Path, fields: Any) -> Topic:  # noqa: ANN401
    name = str(fields.get("topic", "?")) if isinstance(fields, dict) else "?"
    try:
        topic = Topic.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _wrong(path, name, f"{where}: {first['msg']}") from None
    if not topic.always_answers():
        raise _wrong(path, name, "say: at least one answer must hold always (leave `when` out)")
    return topic


def _wrong(path: Path, topic: str, what: str) -> DistrictError:
    return DistrictError("smalltalk_invalid", f"{path.name}{f', {topic}' if topic else ''}: {what}.")
