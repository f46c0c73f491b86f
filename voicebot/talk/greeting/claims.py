"""What a sentence claims of the moment and the weather, by its words, and when that is so. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from voicebot.civic.moment import Moment
from voicebot.civic.weather.report import Report, Sky, Wet

__all__ = ["Claim", "claims"]

Holds = Callable[[Moment, Report | None], bool]
Kind = Literal["hour", "season", "day", "weather", "office"]

_FALLING = (Wet.DRIZZLE, Wet.RAIN, Wet.SHOWER, Wet.THUNDER)
_FROZEN = (Wet.SNOW, Wet.SLEET)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a sentence says of the moment.

    Attributes:
        word: the words that say so.
        kind: what it is about.
        holds: whether it is true of a moment and its weather.
    """

    word: str
    kind: Kind
    holds: Holds


def claims(sentence: str) -> Iterator[Claim]:
    """Everything that a sentence claims."""
    for pattern, kind, holds in _TABLE:
        if found := pattern.search(sentence):
            yield Claim(found.group().strip(), kind, holds)


def _hours(begins: int, ends: int) -> Holds:
    def holds(moment: Moment, _: Report | None) -> bool:
        hour = moment.at.hour
        return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends

    return holds


def _months(*months: int) -> Holds:
    return lambda moment, _: moment.at.month in months


def _weekdays(*days: int) -> Holds:
    return lambda moment, _: moment.at.weekday() in days


def _occasion(*names: str) -> Holds:
    return lambda moment, _: moment.day.occasion in names


def _office(state: str) -> Holds:
    return lambda moment, _: moment.office == state


def _weather(holds: Callable[[Report], bool]) -> Holds:
    """What nobody can say while the weather is not known."""
    return lambda _, report: report is not None and holds(report)


def _falls(kinds: Collection[Wet]) -> Holds:
    return _weather(lambda report: report.now.wet in kinds)


def _foretold(kinds: Collection[Wet]) -> Holds:
    def holds(report: Report) -> bool:
        return report.now.wet in kinds or any(
            day.wet in kinds and (day.chance or 0.0) >= 50 for day in report.days
        )

    return _weather(holds)


def _is_hot(report: Report) -> bool:
    return report.now.temperature >= 25 or any((day.high or 0.0) >= 29 for day in report.days)


_is_clear = _weather(lambda report: report.now.sky is Sky.CLEAR and report.now.wet is Wet.NONE)
_is_cold = _weather(lambda report: report.now.temperature <= 8)
_is_icy = _weather(lambda report: report.now.temperature <= 2)
_is_dusty = _weather(lambda report: report.air is not None and (report.air.pm10 or 0.0) > 80)
_is_windy = _weather(lambda report: (report.now.wind or 0.0) >= 8)
_is_foggy = _weather(lambda report: report.now.sky is Sky.FOG)

_RAIN = "(?<!진눈깨)비"
_WORDS: tuple[tuple[str, Kind, Holds], ...] = (
    (r"아침|[Mm]orning", "hour", _hours(5, 11)),
    (r"새벽", "hour", _hours(3, 8)),
    (r"점심|lunch", "hour", _hours(11, 14)),
    (r"오후|[Aa]fternoon", "hour", _hours(12, 18)),
    (r"한낮", "hour", _hours(5, 16)),
    (r"저녁|[Ee]vening", "hour", _hours(17, 23)),
    (r"(?<!낮과 )밤|늦은|\bnight\b|\blate\b", "hour", _hours(19, 5)),
    (r"일찍 일어|이른 (?:시간|새벽)|up early", "hour", _hours(3, 8)),
    (r"햇볕|햇살|sunshine", "hour", _hours(8, 18)),
    (r"(?<!돌)봄|\bspring\b(?! (?:equinox|begins))", "season", _months(3, 4, 5)),
    (r"여름(?!에 들)|\bsummer\b(?! begins)", "season", _months(6, 7, 8)),
    (r"가을|단풍|\bautumn\b(?! (?:equinox|begins))", "season", _months(9, 10, 11)),
    (r"겨울(?!에 들)|\bwinter\b(?! begins)", "season", _months(12, 1, 2)),
    (r"장마|rainy season", "season", _months(6, 7, 8)),
    (r"월요일|Monday", "day", _weekdays(0)),
    (r"화요일|Tuesday", "day", _weekdays(1)),
    (r"수요일|Wednesday", "day", _weekdays(2)),
    (r"목요일|Thursday", "day", _weekdays(3)),
    (r"금요일|Friday", "day", _weekdays(4)),
    (r"토요일|Saturday", "day", _weekdays(5)),
    (r"(?<!토)(?<!공휴)(?<!휴)일요일|Sunday", "day", _weekdays(6)),
    (r"주말|weekend", "day", _weekdays(5, 6)),
    (r"공휴일|쉬는 날|holiday", "day", lambda moment, _: moment.day.holiday is not None),
    (r"어버이날|Parents' Day", "day", _occasion("parents_day")),
    (r"노인의 날|Day of the Elderly", "day", _occasion("seniors_day")),
    (r"어린이날|Children's Day", "day", _occasion("children_day")),
    (r"현충일|Memorial Day", "day", _occasion("memorial_day")),
    (r"성탄절|크리스마스|[Cc]hristmas", "day", _occasion("christmas")),
    (r"추석|한가위|Chuseok", "day", _occasion("chuseok", "before_chuseok")),
    (r"설날|설 연휴|Seollal|Lunar New Year", "day", _occasion("seollal", "before_seollal")),
    (r"구청은[^.]*(?:쉬|닫)", "office", _office("closed")),
    (r"구청은 지금 점심", "office", _office("resting")),
    (r"구청(?:은|이) (?:지금 )?열", "office", _office("open")),
    (r"맑|화창|햇볕|햇살|\bclear\b|sunshine", "weather", _is_clear),
    (rf"{_RAIN}(?:가 (?:오[니고는]|와[서요]|많이|세차게)| 오는)|빗길", "weather", _falls(_FALLING)),
    (r"큰비|\braining\b", "weather", _falls(_FALLING)),
    (rf"{_RAIN}(?: 소식|가 (?:온다|올 ))|rain is expected", "weather", _foretold(_FALLING)),
    (r"눈이 (?:오[니고는]|와[서요]|많이)|눈길|함박눈|\bsnow(?:ing|y)\b", "weather", _falls((Wet.SNOW,))),
    (r"눈 소식|눈이 (?:온다|올 )|snow is expected", "weather", _foretold(_FROZEN)),
    (r"진눈깨비|섞여 오|\bsleet\b", "weather", _falls((Wet.SLEET,))),
    (r"천둥|번개|thunder|lightning", "weather", _falls((Wet.THUNDER,))),
    (r"얼었|빙판|\bicy?\b", "weather", _is_icy),
    (r"안개|foggy", "weather", _is_foggy),
    (r"바람이 (?:아주|몹시|세|많이)|강풍|\bwindy\b|the wind is", "weather", _is_windy),
    (r"먼지|공기가|\bdust\b|the air is", "weather", _is_dusty),
    (r"더[우운워위]|덥|무덥|\bhot\b|\bheat\b", "weather", _weather(_is_hot)),
    (r"춥|추[우운워위]|\bcold\b", "weather", _is_cold),
)  # fmt: skip
_TABLE = tuple((re.compile(words), kind, holds) for words, kind, holds in _WORDS)
