"""Who comes when, in what weather, and what they would hear: the same engine that greets callers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.responses import Response

from voicebot.civic.overlay.greetings import Spoken, in_force
from voicebot.civic.overlay.laying import Row
from voicebot.civic.weather.report import Report, sample_of
from voicebot.staff.console import Console
from voicebot.staff.greeting_form import CHANNELS
from voicebot.staff.greeting_list import phrases_of
from voicebot.staff.greeting_words import options
from voicebot.staff.own_desk import OwnDesk, language_of
from voicebot.staff.visit import Visit
from voicebot.talk.greeting.composing import Guest, Scene, compose, everything, matters
from voicebot.talk.greeting.rehearsal import scene_at
from voicebot.talk.greeting.weathers import WEATHERS, report_of

__all__ = ["add_to"]

NUMBERS = ("temperature", "feels", "wind", "rain_mm", "pm10", "chance")
_NOW = ("temperature", "feels", "wind", "rain_mm", "sky", "wet")
_YEARS = 5
"""From now, either way: calendars know no more."""
_MOST = 40
"""Openings that are listed."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What may be said then, and the phrase it comes from."""

    topic: str
    key: str
    says: str


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the page."""

    @console.get("/desk/greetings/preview", "district")
    async def preview(visit: Visit) -> Response:
        """Any moment, any weather."""
        language, at = language_of(visit), _at(visit)
        try:
            report, told = _report(visit, at), ""
        except (ValidationError, ValueError):
            report, told = None, "greet_weather_odd"
        guest = Guest(_channel(visit), visit.text("returning") == "yes")
        district = (await own.holding(visit)).district
        scene = scene_at(district, at, report, guest, language)
        rows = await phrases_of(visit, own, language)
        context = {**_heard(rows, scene), **_form(visit, at), "language": language, "told": told}
        return visit.draw("greeting_preview.html", 422 if told else 200, **context)


def _heard(rows: list[Row[Spoken]], scene: Scene) -> dict[str, Any]:
    """What the page shows of a scene."""
    greetings = in_force(rows)
    openings, invitations = everything(greetings, scene)
    keys = {(row.value.topic, row.value.phrase): row.key for row in rows}
    said = [Matter(topic, keys[topic, one], one.says) for topic, one in matters(greetings, scene)]
    words = compose(greetings, scene)
    return {
        "words": words,
        "matters": said,
        "openings": openings[:_MOST],
        "more": max(0, len(openings) - _MOST),
        "invitations": invitations,
        "office": scene.moment.office,
        "day": scene.moment.day,
    }


def _form(visit: Visit, at: dt.datetime) -> dict[str, Any]:
    return {
        "at": at,
        "weather": visit.text("weather") or "unknown",
        "numbers": [(name, visit.text(name)) for name in NUMBERS],
        "sky": visit.text("sky"),
        "wet": visit.text("wet"),
        "choices": options(visit.console.say(visit.language)),
        "channel": _channel(visit),
        "returning": visit.text("returning") == "yes",
    }


def _at(visit: Visit) -> dt.datetime:
    """The moment that is asked for, by the district's clock; now, where it is none of these years."""
    now = visit.local(visit.tools.now())
    try:
        asked = dt.datetime.fromisoformat(visit.text("at"))
    except ValueError:
        asked = now
    asked = asked if abs(asked.year - now.year) <= _YEARS else now
    return asked.replace(tzinfo=visit.console.behind.district.zone, second=0, microsecond=0)


def _channel(visit: Visit) -> str:
    return visit.text("channel") if visit.text("channel") in CHANNELS else "phone"


def _report(visit: Visit, at: dt.datetime) -> Report | None:
    """The weather that is chosen, with what was typed in place of its own figures.

    Raises:
        ValueError: it cannot be.
    """
    name = visit.text("weather")
    report = report_of(name, at) if name in WEATHERS else None
    given = _given(visit)
    if not given:
        return report
    return sample_of(_mixed(report, given, at), "preview", at)


def _given(visit: Visit) -> dict[str, Any]:
    """Figures, sky and what falls, as far as they are filled in."""
    found: dict[str, Any] = {name: float(text) for name in NUMBERS if (text := visit.text(name, 8))}
    return found | {name: text for name in ("sky", "wet") if (text := visit.text(name, 16))}


def _mixed(report: Report | None, given: Mapping[str, Any], at: dt.datetime) -> dict[str, Any]:
    base = report.model_dump(mode="json", exclude={"source", "at"}) if report else {}
    now = {**base.get("now", {}), **{name: given[name] for name in _NOW if name in given}}
    mixed = {**base, "now": now}
    if "pm10" in given:
        mixed["air"] = {"pm10": given["pm10"]}
    if "chance" in given:
        mixed["days"] = [{"date": at.date(), "wet": "rain", "chance": given["chance"]}]
    return mixed
