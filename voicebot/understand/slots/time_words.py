"""The words for a time, as patterns, and what each means for the calendar."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from voicebot.understand.slots.counting import COUNT, to_number
from voicebot.understand.slots.days import Days, Unit, back, nearest_day, nearest_month_day, unit_around

__all__ = ["PATTERNS", "WEEKDAYS", "Found", "Mode", "TimeWords"]

Mode = Literal["at", "since", "every"]
Found = re.Match[str]
Meaning = Callable[[Found, dt.datetime], "Days | None"]


class TimeWords(NamedTuple):
    """A pattern and its meaning.

    Attributes:
        pattern: its groups ``since`` and ``long`` say that it is meant as a beginning, ``wd`` names a weekday.
        mode: what it is otherwise.
        dated: whether it names a date, so that no days mean an impossible one.
        meaning: the days, given the district's clock.
    """

    pattern: re.Pattern[str]
    mode: Mode
    dated: bool
    meaning: Meaning


_START = r"(?<![가-힣\d])"
_END = r"(?=까지|부터|에|에는|에도|에만|이에요|예요|이요|요|인데|이고|쯤|경|께|의|만|은|는|도|[^가-힣\d]|$)"
_SINCE = r"(?P<since>\s?쯤?\s?(?:에서?부터|서부터|부터|이후로?|이래로?))?"
_PASSED = r"(?:이|가)?(?:\s?(?:가까이|넘게|이상|정도|쯤|이나|은|도|나))*(?:\s?(?:됐|되었|되도록|지났|지나도록|넘었|넘도록))"
_LASTING = r"(?P<since>\s?(?:째|동안|간(?![가-힣])|내내|이나|가까이|넘게|이상|정도)+(?:\s?(?:째|동안|계속))?)"

_DAY_NAMES = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_MONTH_NAMES = {"유": 6, "시": 10}
_DAY_AGO = {
    "오늘": 0, "금일": 0, "어제": 1, "어저께": 1, "어젯": 1, "엊": 1, "간": 1, "그저께": 2, "그제": 2, "그끄저께": 3, "그끄제": 3,
    "내일": -1, "모레": -2, "내일모레": -2, "글피": -3,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "일": "day", "날": "day", "주": "week", "주일": "week", "달": "month", "개월": "month", "년": "year", "해": "year",
}  # fmt: skip
_LENGTH = rf"(?:(?P<name>{'|'.join(_DAY_NAMES)})|(?P<half>반년)|(?P<count>{COUNT})\s?(?P<unit>주일|주|개월|달|일|년|해))"
_AGO = {"지지난": 2, "저저번": 2, "지난": 1, "저번": 1, "이번": 0, "다음": -1, "다다음": -2}
_YEARS = {"재작년": 2, "작년": 1, "지난해": 1, "올해": 0, "금년": 0, "내년": -1}
WEEKDAYS = "월화수목금토일"
_CLOCK = rf"(?:\s?{COUNT}\s?시(?!간)(?:\s?(?:반|{COUNT}\s?분))?\s?(?:쯤|경|정도)?(?:\s?넘어서?(?:까지)?)?)"
_PART_OF_DAY = r"(?:이른\s|늦은\s|한|초|오|꼭두)?(?:새벽녘|새벽|아침|오전|점심때|점심시간|점심|대낮|한낮|낮|오후|저녁때|저녁|밤중|밤|심야|퇴근\s?시간|출근\s?시간|등하교\s?시간|등교\s?시간|하교\s?시간)"


def _length(found: Found) -> tuple[int, Unit] | None:
    if found["name"]:
        return _DAY_NAMES[found["name"]], "day"
    if found["half"]:
        return 6, "month"
    count = to_number(found["count"])
    return (count, _UNITS[found["unit"]]) if count is not None else None


def _ago(found: Found, now: dt.datetime) -> Days | None:
    length = _length(found)
    return back(now.date(), *length) if length else None


def _lasting(found: Found, now: dt.datetime) -> Days | None:
    """사흘째 is the third day: it began the day before yesterday. 사흘 동안 is three days."""
    length = _length(found)
    if not length:
        return None
    count, unit = length
    nth = unit == "day" and "째" in (found["since"] or "")
    return back(now.date(), max(count - 1, 0) if nth else count, unit)


def _hours(found: Found, now: dt.datetime) -> Days | None:
    count = to_number(found["count"]) or 0
    minutes = count * (60 if found["unit"] == "시간" else 1)
    return back((now - dt.timedelta(minutes=minutes)).date(), 0, "day")


def _date(found: Found, now: dt.datetime) -> Days | None:
    month, day = _MONTH_NAMES.get(found["month"]) or to_number(found["month"]), to_number(found["day"])
    if month is None or day is None:
        return None
    year = to_number(found["year"]) if found["year"] else None
    if year is None:
        return nearest_month_day(now.date(), month, day)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Days(date, date)


def _month_of(found: Found, now: dt.datetime) -> Days | None:
    """The month of that name that lies nearest."""
    month = _MONTH_NAMES.get(found["month"]) or to_number(found["month"])
    middle = nearest_month_day(now.date(), month, 15) if month else None
    return unit_around(middle.first, "month") if middle else None


def _month_day(found: Found, now: dt.datetime) -> Days | None:
    """The 3rd of last month."""
    month = back(now.date(), _AGO[found["which"]], "month")
    day = to_number(found["day"])
    if month is None or day is None or not 1 <= day <= month.last.day:
        return None
    date = month.first.replace(day=day)
    return Days(date, date)


def _kin(table: dict[str, int], unit: Unit, group: str = "which") -> Meaning:
    return lambda found, now: back(now.date(), table[found[group]], unit)


def _nothing(found: Found, now: dt.datetime) -> Days | None:
    return None


_MONTH = r"(?:\d{1,2}|십이|십일|[일이삼사오육칠팔구십]|유|시)"
_ROWS: tuple[tuple[str, Mode, bool, Meaning], ...] = (
        (rf"(?:(?P<year>20\d\d)\s?[년.\-/]\s?)?(?P<month>{_MONTH})\s?월\s?(?P<day>\d{{1,2}}|{COUNT})\s?일(?!째|\s?전|간|\s?동안){_SINCE}", "at", True, _date),
        (rf"(?P<year>20\d\d)[.\-/]\s?(?P<month>\d{{1,2}})[.\-/]\s?(?P<day>\d{{1,2}}){_SINCE}", "at", True, _date),
        (rf"(?P<year>)(?P<month>1[0-2]|0?[1-9])/(?P<day>[0-3]?\d)(?!\d){_SINCE}", "at", True, _date),
        (rf"(?P<which>저번|지난|이번|다음)\s?달\s?(?P<day>{COUNT})\s?일{_SINCE}", "at", True, _month_day),
        (rf"(?:한\s)?(?:{_LENGTH})\s?(?:쯤|정도)?\s?전(?:쯤)?{_SINCE}(?![가-힣]*기)", "at", True, _ago),
        (rf"(?:한\s)?(?:{_LENGTH})에\s?{COUNT}\s?번(?:씩|꼴로)?", "every", False, _nothing),
        (rf"(?:한\s)?{_LENGTH}{_LASTING}", "since", True, _lasting),
        (rf"(?:지\s)?(?:벌써\s|한\s)?{_LENGTH}(?P<since>{_PASSED})(?:어요|습니다|는데요?|네요|거든요|나|지|을걸요?)?", "since", True, _lasting),
        (rf"(?P<count>{COUNT})\s?(?P<unit>시간|분)\s?(?:쯤\s?)?(?:전(?:쯤)?(?P<since>\s?부터)?|(?P<long>째|동안|넘게))", "at", True, _hours),
        (rf"(?P<day>\d{{1,2}}|{COUNT})\s?일(?P<since>\s?날?\s?(?:부터|이후))?(?![가-힣]*째)(?=날|에|부터|\s|$)(?!\s?(?:전|동안|간))", "at", True,
         lambda found, now: nearest_day(now.date(), to_number(found["day"]) or 0)),
        (rf"(?P<which>{'|'.join(_AGO)})\s?주(?:에|말)?\s?(?:초|중)?{_SINCE}(?![가-힣]*(?:민|소))", "at", True, _kin(_AGO, "week")),
        (rf"(?P<which>{'|'.join(_AGO)})\s?달\s?(?:초|중순|말)?{_SINCE}", "at", True, _kin(_AGO, "month")),
        (rf"(?P<which>{'|'.join(_YEARS)})(?:\s?(?:봄|여름|가을|겨울|초|말))?{_SINCE}{_END}", "at", True, _kin(_YEARS, "year")),
        (rf"(?:지난\s?)(?P<wd>[{WEEKDAYS}])요일(?:날)?{_SINCE}", "at", True, _nothing),
        (rf"(?P<wd>[{WEEKDAYS}])요일(?:날)?(?!마다|에만|이?면){_SINCE}", "at", True, _nothing),
        (rf"(?P<which>{'|'.join(sorted(_DAY_AGO, key=len, reverse=True))})(?:(?<=엊|간)(?=밤|저녁)|(?<!엊)(?<!간))(?:\s?{_PART_OF_DAY})?{_CLOCK}?{_SINCE}(?!제|저께)", "at", True, _kin(_DAY_AGO, "day")),
        (r"(?:아까\s?전|아까|방금\s?전|방금|조금\s?전|좀\s?전|금방)(?P<since>에?\s?부터)?(?!\s?(?:말|전화|신고|얘기|한\s?말))", "at", True, lambda found, now: back(now.date(), 0, "day")),
        (r"(?:지금|현재)(?!\s?(?:전화|신고|민원|말|있는|서\s?있|위치|한\s?말|제가|내가|막|까지|하려|이?라도|당장))(?P<since>\s?부터)?", "at", True, lambda found, now: back(now.date(), 0, "day")),
        (rf"(?:엊그제께?|엊그저께|(?:며칠|몇\s?(?:일|주|달|개월|년|해|시간))\s?(?:전|(?P<long>째|동안|간))|얼마\s?전|한참\s?(?:전|동안)|오래\s?(?:전|동안)|옛날|예전|요즘|요새|최근|근래|요\s?며칠|(?:지난번|저번)(?!에?도?\s?(?:말|신고|전화|얘기|민원))|언제부턴가|언젠가|이사\s?올\s?때){_SINCE}(?!\s?뵙|으로|음)", "at", False, _nothing),
        (rf"(?:한\s)?(?:사나흘|이삼일|삼사일|하루이틀|두세\s?달|두어\s?달|서너\s?달|두어\s?시간)(?:\s?전|(?P<long>\s?(?:째|동안|정도)|{_PASSED})(?:어요?|습니다|네요|나|지)?)?{_SINCE}", "at", False, _nothing),
        (r"(?:며칠|오래|한참|꽤)(?:\s?오래)?\s?(?P<long>됐|되었)(?:어요?|습니다|네요|는데요?|지)?", "at", False, _nothing),
        (rf"(?P<month>{_MONTH})\s?월\s?(?:초|중순|말)?(?!\s?\d){_SINCE}{_END}", "at", True, _month_of),
        (rf"(?:한\s)?{_LENGTH}(?P<since>\s?(?:정도|쯤|이나|인가)?)(?=(?:이?요|예요|이에요)?[\s?.!]*$)", "since", True, _lasting),
        (rf"(?:매일|날마다|맨날|매주|매달|밤낮(?:으로)?|하루\s?종일|온종일|항상|(?:밤|낮|아침|저녁|새벽|점심|날|주말|명절|여름|겨울|장마철|[{WEEKDAYS}]요일)마다|주말이?면|밤이?면|{COUNT}시간\s?내내)(?:\s{_PART_OF_DAY})?(?:마다)?", "every", False, _nothing),
        (r"(?:평일|주말|휴일|명절)(?:에만|에는|에|마다|이면|\s)", "every", False, _nothing),
        (rf"(?:{_PART_OF_DAY}{_CLOCK}?|{_CLOCK})\s?(?:마다|만\s?되면|이면|에만)", "every", False, _nothing),
        (r"밤(?:이고|이나)\s?낮이?(?:나|고)|밤낮\s?없이|시도\s?때도\s?없이|틈만\s?나면|해만\s?(?:지면|떨어지면)|해\s?(?:질|뜰)\s?때(?:마다)?", "every", False, _nothing),
        (rf"{_PART_OF_DAY}{_CLOCK}?(?:\s?늦게|\s?일찍)?(?:까지|{_SINCE}(?:{_END}))(?!\s(?:도시락|밥|식사|급식|반찬|메뉴))", "at", False, _nothing),
        (rf"{_CLOCK}(?!는|던|다|죠|니|고\s)(?:까지|{_SINCE})", "at", False, _nothing),
        (r"(?:밤새(?:도록|\s?내내)?|밤늦게(?:까지)?)(?=\s|$)", "at", False, _nothing),
        (rf"(?:지난|작년\s?)?(?:봄|여름|가을|겨울|장마철|장마|설날|설|추석|연휴)(?:\s?때)?{_SINCE}{_END}", "at", False, _nothing),
)  # fmt: skip

PATTERNS = tuple(
    TimeWords(re.compile(_START + pattern), mode, dated, meaning) for pattern, mode, dated, meaning in _ROWS
)
"""Every one of them; where two fit the same words, the longer counts."""
