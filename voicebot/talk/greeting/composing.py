"""Puts a greeting together from approved phrases. Pure: one moment, weather and seed give one greeting."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from voicebot.civic.greetings import Greetings, Phrase
from voicebot.civic.moment import Moment
from voicebot.civic.weather.report import Report
from voicebot.talk.greeting.topics import feels_now, is_calm, topics

__all__ = ["Guest", "Scene", "Words", "compose", "everything", "matters"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes.

    Attributes:
        channel: browser, kiosk, phone or test.
        returning: whether they have been here before.
    """

    channel: str = "browser"
    returning: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What a greeting goes by.

    Attributes:
        moment: now.
        report: the weather, if it may be mentioned.
        guest: who comes.
        desk: the desk's name, for invitations that say it.
    """

    moment: Moment
    report: Report | None = None
    guest: Guest = Guest()
    desk: str = ""

    def holding(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """Phrases that may be said; who comes again is greeted as such where there are words for it."""
        feels, channel, returning = feels_now(self.report), self.guest.channel, self.guest.returning
        found = [
            phrase
            for phrase in phrases
            if phrase.holds(self.moment, feels) and (not phrase.channels or channel in phrase.channels)
        ]
        return [p for p in found if p.returning is returning] or [p for p in found if not p.returning]


@dataclass(frozen=True, slots=True)
class Words:
    """A greeting: a sentence about the moment, and one that invites.

    Attributes:
        topic: what it is about.
        hello: how it begins.
        matter: what follows the hello.
        invitation: the second sentence; may be empty.
    """

    topic: str
    hello: str
    matter: str
    invitation: str = ""

    @property
    def opening(self) -> str:
        """The first sentence."""
        return f"{self.hello}, {self.matter}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said, in order."""
        return tuple(filter(None, (self.opening, self.invitation)))


def compose(
    greetings: Greetings,
    scene: Scene,
    *,
    seed: int = 0,
    last: str = "",
    ready: Collection[str] | None = None,
) -> Words | None:
    """The words for a guest, or nothing when no phrase holds.

    Args:
        greetings: the phrases of the language.
        scene: what they go by.
        seed: chooses between phrases that hold alike.
        last: the matter that was spoken of last; another is taken where there is one.
        ready: openings that can be said at once; any, when nothing is given.
    """
    hellos = scene.holding(greetings.about("hello"))
    for topic, phrase in sorted(_turned(matters(greetings, scene), seed), key=lambda m: m[1].says == last):
        for hello in _turned(_suiting(hellos, topic, scene), seed + 1):
            words = Words(topic, hello.says, phrase.says, _invitation(greetings, scene, seed + 2))
            if ready is None or words.opening in ready:
                return words
    return None


def everything(greetings: Greetings, scene: Scene) -> tuple[list[str], list[str]]:
    """(openings, invitations) that `compose` chooses from now."""
    hellos = scene.holding(greetings.about("hello"))
    openings = [
        Words(topic, hello.says, phrase.says).opening
        for topic, phrase in matters(greetings, scene)
        for hello in _suiting(hellos, topic, scene)
    ]
    invitations = scene.holding(greetings.about("invite"))
    return openings, [phrase.says.format(desk=scene.desk) for phrase in invitations]


def matters(greetings: Greetings, scene: Scene) -> list[tuple[str, Phrase]]:
    """The phrases, with their topics, of what matters most among all that there is a phrase for."""
    for step in topics(scene.moment, scene.report):
        found = [(topic, phrase) for topic in step for phrase in scene.holding(greetings.about(topic))]
        if found:
            return found
    return []


def _suiting(hellos: Sequence[Phrase], topic: str, scene: Scene) -> list[Phrase]:
    calm = is_calm(topic, scene.moment)
    return [hello for hello in hellos if calm or hello.mood is None]


def _invitation(greetings: Greetings, scene: Scene, seed: int) -> str:
    found = _turned(scene.holding(greetings.about("invite")), seed)
    return found[0].says.format(desk=scene.desk) if found else ""


def _turned(items: list[_T], seed: int) -> list[_T]:
    """The items, beginning with one that looks drawn by lot and is the same every time."""
    if not items:
        return items
    at = zlib.crc32(seed.to_bytes(8, "little", signed=True)) % len(items)
    return items[at:] + items[:at]
