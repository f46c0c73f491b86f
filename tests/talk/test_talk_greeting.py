"""Greetings through a whole year in all weathers, and who gets which."""

import datetime as dt
import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from talk_world import Device, FakeDesk

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.district import load_district
from voicebot.civic.greetings import Greetings, read_greetings
from voicebot.civic.moment import Moment, moment_of
from voicebot.civic.weather.report import STALE_S, Now, Report, Sky, Wet
from voicebot.settings import project_dir
from voicebot.talk.greeting.composing import Guest, Scene, compose, everything
from voicebot.talk.greeting.greeter import Greeter
from voicebot.talk.greeting.topics import topics
from voicebot.talk.greeting.weathers import WEATHERS, report_of
from voicebot.text.length import MAX_SYLLABLES, syllables

FAQ = project_dir() / "faq"
YEAR = 2026


@cache
def calendar() -> OfficeCalendar:
    return office_calendar(load_district(FAQ))


@cache
def phrases(language: str) -> Greetings:
    greetings, problems = read_greetings(FAQ, language)
    assert problems == []
    return greetings


def moment(text: str) -> Moment:
    return moment_of(dt.datetime.fromisoformat(text).replace(tzinfo=calendar().zone), calendar())


# -- a year, hour by hour ---------------------------------------------------------------------------------
# What a sentence claims, and when that is so: from what words mean, not from the phrases' own conditions.

FALLING = (Wet.DRIZZLE, Wet.RAIN, Wet.SHOWER, Wet.THUNDER)


def _temperature(report: Report | None) -> float | None:
    return None if report is None else report.now.temperature


def _hot(m: Moment, r: Report | None) -> bool:
    return r is not None and (r.now.temperature >= 25 or any((d.high or 0) >= 29 for d in r.days))


CLAIMS = {
    r"아침|[Mm]orning": lambda m, r: 5 <= m.at.hour < 11,
    r"새벽": lambda m, r: 3 <= m.at.hour < 8,
    r"점심|lunch": lambda m, r: 11 <= m.at.hour < 14,
    r"오후|[Aa]fternoon": lambda m, r: 12 <= m.at.hour < 18,
    r"한낮": lambda m, r: m.at.hour < 16,
    r"저녁|[Ee]vening": lambda m, r: 17 <= m.at.hour < 23,
    r"(?<!낮과 )밤(?!하늘)|늦은|\bnight\b(?! sky)|\blate\b": lambda m, r: m.at.hour >= 19 or m.at.hour < 5,
    r"밤하늘|night sky": lambda m, r: m.at.hour >= 20 or m.at.hour < 5,
    r"햇볕": lambda m, r: 8 <= m.at.hour < 18,
    r"일찍 일어|이른|up early": lambda m, r: 3 <= m.at.hour < 7,
    r"맑|햇볕|\bclear\b": lambda m, r: r is not None and r.now.sky is Sky.CLEAR and r.now.wet is Wet.NONE,
    r"(?<!깨)비가 (?:오니|와서|와요|많이|세차게)|비 오는|큰비|\braining\b": lambda m, r: (
        r is not None and r.now.wet in FALLING
    ),
    r"비 소식|비가 온다니|비가 올 수|rain is expected": lambda m, r: (
        r is not None and r.now.wet is Wet.NONE and any((d.chance or 0) >= 50 for d in r.days)
    ),
    r"눈이 (?:오니|와서|오고|오는)|눈길|snowing|snowy": lambda m, r: r is not None and r.now.wet is Wet.SNOW,
    r"천둥|번개|thunder|lightning": lambda m, r: r is not None and r.now.wet is Wet.THUNDER,
    r"얼었|빙판|\bic[ey]\b": lambda m, r: (_temperature(r) or 9) <= 2,
    r"안개|foggy": lambda m, r: r is not None and r.now.sky is Sky.FOG,
    r"바람이 (?:아주|몹시|세|많이)|wind[y ]": lambda m, r: r is not None and (r.now.wind or 0) >= 8,
    r"먼지|공기가|dust|the air": lambda m, r: r is not None and r.air is not None and (r.air.pm10 or 0) > 80,
    r"더우|더운|더워|더위|\bhot\b|\bheat\b": _hot,
    r"춥|추우|추운|추위|\bcold\b": lambda m, r: (_temperature(r) or 99) <= 8,
    r"봄|\bspring\b(?! (?:equinox|begins))": lambda m, r: m.at.month in (3, 4, 5),
    r"여름(?!에 들)|summer(?! begins)": lambda m, r: m.at.month in (6, 7, 8),
    r"가을|autumn(?! (?:equinox|begins))": lambda m, r: m.at.month in (9, 10, 11),
    r"겨울(?!에 들)|winter(?! begins)": lambda m, r: m.at.month in (12, 1, 2),
    r"월요일|Monday": lambda m, r: m.at.weekday() == 0,
    r"금요일|Friday": lambda m, r: m.at.weekday() == 4,
    r"주말|weekend": lambda m, r: m.at.weekday() >= 5,
    r"공휴일|쉬는 날|holiday": lambda m, r: m.day.holiday is not None,
    r"구청은[^.]*(?:쉬|닫)": lambda m, r: m.office == "closed",
    r"구청은 지금 점심": lambda m, r: m.office == "resting",
    r"구청은 지금 열려": lambda m, r: m.office == "open",
    r"어버이|Parents": lambda m, r: (m.at.month, m.at.day) == (5, 8),
    r"노인의 날|Elderly": lambda m, r: (m.at.month, m.at.day) == (10, 2),
    r"특보|주의보|경보|warning|advisory": lambda m, r: False,
}  # fmt: skip
COMPILED = [(re.compile(words), holds) for words, holds in CLAIMS.items()]


@cache
def claims(sentence: str) -> list[tuple[str, object]]:
    return [(words.pattern, holds) for words, holds in COMPILED if words.search(sentence)]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("weather", WEATHERS)
def test_no_hour_of_a_year_contradicts_itself(weather: str, language: str) -> None:
    wrong, last, said = set(), "", set()
    begin = dt.datetime(YEAR, 1, 1, tzinfo=calendar().zone)
    for hour in range(0, 8760, 1 if language == "ko" else 7):
        now = moment_of(begin + dt.timedelta(hours=hour), calendar())
        report = report_of(weather, now.at)
        guest = Guest(("browser", "kiosk", "phone")[hour % 3], returning=hour % 5 == 0)
        words = compose(phrases(language), Scene(now, report, guest, "민원 창구"), seed=hour, last=last)
        assert words is not None
        last = words.matter
        said.add(words.opening)
        wrong |= {
            (claim, words.opening, now.at.isoformat())
            for claim, holds in claims(words.opening)
            if not holds(now, report)  # type: ignore[operator]
        }
        assert 1 <= len(words.sentences) <= 2
    assert not sorted(wrong)[:5]
    assert max(map(syllables, said)) <= MAX_SYLLABLES


def test_the_oracle_would_see_a_contradiction() -> None:
    night, rain = moment("2026-07-01T23:00"), report_of("rain", moment("2026-07-01T23:00").at)
    for sentence in ("좋은 아침이에요", "하늘이 맑아요", "폭염경보가 내렸어요", "구청은 지금 열려 있어요"):
        assert not all(holds(night, rain) for _, holds in claims(sentence))  # type: ignore[operator]


def test_there_are_enough_phrases() -> None:
    assert len(phrases("ko")) >= 150
    assert len(phrases("en")) >= 80


# -- what comes first -------------------------------------------------------------------------------------


def first_topic(at: str, weather: str) -> str:
    now = moment(at)
    return topics(now, report_of(weather, now.at))[0][0]


@pytest.mark.parametrize(
    ("at", "weather", "topic"),
    [
        ("2026-07-30T14:00", "extreme heat", "extreme_heat"),
        ("2026-07-30T14:00", "heat", "heat"),
        ("2026-01-15T08:00", "frost", "freezing"),
        ("2026-01-15T08:00", "ice", "ice"),
        ("2026-01-15T08:00", "snow", "snow"),
        ("2026-08-15T15:00", "thunder", "thunder"),
        ("2026-08-15T15:00", "downpour", "downpour"),
        ("2026-03-15T15:00", "dust", "very_bad_dust"),
        ("2026-05-08T10:00", "rain to come", "rain_later"),
        ("2026-05-08T10:00", "clear", "notice"),
    ],
)
def test_what_can_hurt_comes_before_the_day(at: str, weather: str, topic: str) -> None:
    assert first_topic(at, weather) == topic


def test_weather_is_not_guessed_where_nothing_is_known() -> None:
    steps = topics(moment("2026-07-30T14:00"), None)
    assert steps[0] == ("notice",)
    assert not {"heat", "fine", "rain"} & {topic for step in steps for topic in step}


@pytest.mark.parametrize("hour", range(24))
def test_new_years_eve_and_midnight_know_their_day(hour: int) -> None:
    eve, day = moment(f"2026-12-31T{hour:02}:59:59"), moment(f"2027-01-01T{hour:02}:00:00")
    assert (eve.day.occasion, day.day.occasion) == ("year_end", "new_year")


# -- the same and not the same ----------------------------------------------------------------------------


def test_the_same_moment_weather_and_seed_give_the_same_words() -> None:
    now = moment("2026-07-30T14:00")
    scene = Scene(now, report_of("heat", now.at))
    assert compose(phrases("ko"), scene, seed=7) == compose(phrases("ko"), scene, seed=7)
    openings = {compose(phrases("ko"), scene, seed=n).opening for n in range(200)}  # type: ignore[union-attr]
    assert openings == set(everything(phrases("ko"), scene)[0])


def test_the_same_is_not_said_twice_running() -> None:
    now = moment("2026-07-30T14:00")
    scene = Scene(now, report_of("rain", now.at))
    last = ""
    for seed in range(300):
        words = compose(phrases("ko"), scene, seed=seed, last=last)
        assert words
        assert words.matter != last
        last = words.matter


def test_channels_and_those_who_come_back_are_spoken_to_differently() -> None:
    now = moment("2026-05-13T10:00")
    said = {
        guest: compose(phrases("ko"), Scene(now, None, guest, "민원 창구"))
        for guest in (Guest("phone"), Guest("kiosk"), Guest("browser"), Guest("browser", returning=True))
    }
    assert "민원 창구" in said[Guest("phone")].invitation  # type: ignore[union-attr]
    assert "화면" in said[Guest("kiosk")].invitation or "말씀" in said[Guest("kiosk")].invitation  # type: ignore[union-attr]
    assert said[Guest("browser", returning=True)].hello in ("또 뵈어서 반가워요", "다시 찾아 주셨네요")  # type: ignore[union-attr]
    assert said[Guest("browser")].hello not in ("또 뵈어서 반가워요", "다시 찾아 주셨네요")  # type: ignore[union-attr]


# -- the greeter ------------------------------------------------------------------------------------------


class Voice:
    """Has the sound of some sentences, and makes at most as many as it is asked for."""

    def __init__(self) -> None:
        self.made: list[str] = []

    async def prepare(self, language: str, sentences: list[str], most: int) -> list[str]:
        new = [s for s in sentences if s not in self.made][:most]
        self.made += new
        return [s for s in sentences if s in self.made]


class Desk:
    """A greeter with a clock and a weather of its own."""

    def __init__(self, folder: Path = FAQ) -> None:
        self.now = moment("2026-07-30T14:00").at
        self.report: Report | None = None
        self.greeter = Greeter(
            folder, calendar(), lambda: self.report, lambda _: "민원 창구", lambda: self.now
        )


PLAIN = ("안녕하세요. 민원 창구예요.", "무엇을 도와드릴까요?")


async def test_a_greeting_is_said_when_its_sound_is_there_and_else_the_plain_one() -> None:
    desk, voice = Desk(), Voice()
    assert desk.greeter.reply("ko", "phone").sentences == PLAIN
    await desk.greeter.prepare(voice, 0)
    assert desk.greeter.reply("ko", "phone").sentences == PLAIN
    await desk.greeter.prepare(voice, 10)
    reply = desk.greeter.reply("ko", "phone")
    assert reply.kind == "greeting"
    assert reply.sentences != PLAIN
    assert set(reply.sentences) <= set(voice.made)


async def test_when_the_weather_turns_new_words_are_made_and_old_ones_no_longer_said() -> None:
    desk, voice = Desk(), Voice()
    await desk.greeter.prepare(voice, 10)
    desk.report = report_of("heat", desk.now)
    before = len(voice.made)
    assert desk.greeter.reply("ko", "phone").sentences == PLAIN  # nothing about the heat is there yet
    await desk.greeter.prepare(voice, 10)
    assert 0 < len(voice.made) - before <= 40
    heard = {desk.greeter.reply("ko", "phone").sentences[0] for _ in range(20)}
    assert len(heard) > 2
    assert all("더우" in sentence or "더운" in sentence for sentence in heard)


async def test_the_desk_does_not_greet_twice_running_in_the_same_words() -> None:
    desk, voice = Desk(), Voice()
    await desk.greeter.prepare(voice, 10)
    said = [desk.greeter.reply("ko", "phone").sentences[0].split(", ", 1)[1] for _ in range(40)]
    assert all(one != next_one for one, next_one in itertools.pairwise(said))


async def test_who_comes_back_is_known_by_the_device_but_never_at_a_kiosk() -> None:
    desk, voice = Desk(), Voice()
    await desk.greeter.prepare(voice, 40)
    back = ("또 뵈어서 반가워요", "다시 찾아 주셨네요")
    assert not desk.greeter.reply("ko", "phone", "token").sentences[0].startswith(back)
    assert desk.greeter.reply("ko", "phone", "token").sentences[0].startswith(back)
    for _ in range(2):
        assert not desk.greeter.reply("ko", "kiosk", "token").sentences[0].startswith(back)


def _file(folder: Path, text: str) -> Path:
    path = folder / "greeting" / "ko.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_officers_change_is_taken_up_and_a_slip_does_no_harm(tmp_path: Path) -> None:
    head = "hello: [안녕하세요]\nsummer: [여름이에요.]\n"
    _file(tmp_path, head)
    desk = Desk(tmp_path)
    assert desk.greeter.line("ko") == "안녕하세요, 여름이에요."
    _file(tmp_path, head + "notice:\n- {says: 내일은 구청이 쉬어요., from: 2026-07-30, until: 2026-07-31}\n")
    desk.greeter.reload()
    assert desk.greeter.line("ko") == "안녕하세요, 내일은 구청이 쉬어요."
    _file(tmp_path, "hello: [broken")
    desk.greeter.reload()
    assert desk.greeter.line("ko") == "안녕하세요, 내일은 구청이 쉬어요."
    desk.now += dt.timedelta(days=2)
    assert desk.greeter.line("ko") == "안녕하세요, 여름이에요."


def test_without_a_file_there_is_the_plain_greeting(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.greeter.line("ko") == ""
    assert desk.greeter.reply("ko", "phone").sentences == PLAIN


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("raining: [비가 와요.]", "is no topic"),
        ("rain: [{says: 비가 와요., hour: [1, 2]}]", "hour"),
        ("rain: [호우주의보가 내렸어요.]", "official warning"),
        ("rain: [비가 와요. 우산을 챙기세요.]", "one sentence"),
        ("rain: [{says: 비가 와요., from: 2026-08-01, until: 2026-07-01}]", "from must not be after"),
        (f"hello: [안녕하세요]\nrain: [{'가' * 36}]", "more than 40 syllables"),
        ("[비]", "mapping of topics"),
    ],
)
def test_a_phrase_that_is_wrong_is_named(tmp_path: Path, rows: str, what: str) -> None:
    _file(tmp_path, rows)
    _, problems = read_greetings(tmp_path, "ko")
    assert [problem for problem in problems if what in str(problem)], problems


def test_weather_that_may_not_be_mentioned_is_no_matter_here() -> None:
    """The keeper hides what is too old; nothing of it can reach a greeting."""
    assert STALE_S == 3 * 3600
    assert Report(source="x", at=dt.datetime.now(dt.UTC), now=Now(temperature=20)).now.sky is None


# -- in a conversation ------------------------------------------------------------------------------------


def greeted(**start: object) -> Device:
    desk = FakeDesk()
    desk.greeter = Desk().greeter
    return Device(desk, **start)


@pytest.mark.parametrize(
    ("start", "greets"),
    [
        ({"channel": "phone"}, True),
        ({"channel": "kiosk"}, True),
        ({"channel": "browser"}, False),
        ({"channel": "test"}, False),
        ({"channel": "phone", "greet": False}, False),
        ({"channel": "browser", "greet": True}, True),
    ],
)
async def test_the_desk_speaks_first_at_a_kiosk_and_on_the_phone(
    start: dict[str, object], greets: bool
) -> None:
    caller = greeted(**start)
    await caller.session.greet()
    await caller.settle()
    said = [(reply.kind, tuple(reply.sentences)) for reply in caller.replies()]
    assert said == ([("greeting", PLAIN)] if greets else [])
    await caller.session.close()


async def test_a_greeting_can_be_heard_again_and_talked_over() -> None:
    caller = greeted(channel="phone")
    await caller.session.greet()
    await caller.played()
    await caller.says("다시 말해 주세요")
    await caller.played()
    await caller.says("여권 수수료 얼마예요?")
    assert [reply.sentences[0] for reply in caller.replies()] == [PLAIN[0], PLAIN[0], "오만 원이에요."]
    await caller.session.close()
