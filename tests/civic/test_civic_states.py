"""Nothing happens to a complaint but what the table allows, and everything is told plainly."""

import string
from datetime import datetime, timedelta
from typing import Any, ClassVar, get_args

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from voicebot.civic.calendar import office_calendar
from voicebot.civic.complaints.changes import Act, step
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.deadline import IMMEDIATE, Period
from voicebot.civic.complaints.states import CLOSED, Action, Outcome, Role, State, table
from voicebot.civic.complaints.telling import spoken_when, tell
from voicebot.civic.district import load_district
from voicebot.civic.lint import MAX_SYLLABLES, load_plain_words, syllables
from voicebot.errors import ComplaintError
from voicebot.settings import project_dir

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
CALENDAR = office_calendar(DISTRICT)
NOW = datetime(2026, 11, 23, 10, tzinfo=CALENDAR.zone)
PARAMS: dict[str, dict[str, Any]] = {
    "assign": {"assignee": "kim"},
    "ask": {"question": "몇 번 가로등인가요?"},
    "reply": {"text": "세 번째 기둥이에요"},
    "transfer": {"to": "한국전력공사", "why": "전봇대는 한전이 돌봐요", "phone": "123"},
    "extend": {"length": 2, "why": "부품이 아직 안 왔어요."},
    "answer": {"outcome": "granted", "answer": "전구를 갈았어요."},
    "rate": {"stars": 5},
    "merge": {"into": "123456786"},
}


def petition(period: Period | None = None) -> Complaint:
    clock = Clock(period=period or Period.of_days(7), since=NOW)
    return Complaint(
        receipt="900000000", kind="petition", category="street_light", department="road", clock=clock
    )


def act(action: Action, role: Role = "officer", at: datetime = NOW, **params: Any) -> Act:
    return Act(action, "kim", role, at, {**PARAMS.get(action, {}), **params})


def after(complaint: Complaint, *acts: Act) -> Complaint:
    for each in acts:
        complaint = complaint.model_copy(update=step(complaint, each, CALENDAR).changes)
    return complaint


FILED = after(petition(), act("file", "caller"))
TAKEN = after(FILED, act("accept"), act("assign"), act("start"))


def refused(complaint: Complaint, wanted: Act) -> str:
    with pytest.raises(ComplaintError) as caught:
        step(complaint, wanted, CALENDAR)
    return caught.value.code


def test_a_complaint_goes_its_way() -> None:
    assert FILED.due_at == datetime(2026, 12, 1, 18, tzinfo=CALENDAR.zone)
    rated = after(TAKEN, act("answer"), act("rate", "caller"))
    assert (rated.state, rated.outcome, rated.stars) == ("rated", "granted", 5)


def test_asking_stops_the_clock_and_the_reply_starts_it() -> None:
    asked = after(TAKEN, act("ask", at=NOW + timedelta(days=2)))
    assert asked.due_at is None
    told = after(asked, act("reply", "caller", NOW + timedelta(days=4)))
    assert told.replies == ("세 번째 기둥이에요",)
    assert "세 번째" not in str(step(asked, act("reply", "caller"), CALENDAR).params)
    assert told.due_at == datetime(2026, 12, 4, 18, tzinfo=CALENDAR.zone)
    closed = after(asked, act("answer", at=NOW + timedelta(days=4)))
    assert closed.clock is not None
    assert closed.clock.stopped is None


def test_extending_moves_the_day_and_says_why() -> None:
    done = step(TAKEN, act("extend"), CALENDAR)
    assert done.params["due"] == "2026-12-03"
    sentence = tell(done.say, done.params, DISTRICT, NOW.date(), "ko")
    assert sentence == "부품이 아직 안 왔어요, 그래서 답은 늦어도 12월 3일 목요일까지 드릴게요."
    longer = after(TAKEN, act("extend"))
    assert refused(longer, act("extend")) == "extension_needs_consent"
    assert after(longer, act("extend", consent=True)).due_at == datetime(
        2026, 12, 7, 18, tzinfo=CALENDAR.zone
    )
    assert refused(TAKEN, act("extend", at=NOW + timedelta(days=20))) == "extension_late"


def test_a_transfer_says_to_whom_why_and_the_number() -> None:
    done = step(TAKEN, act("transfer"), CALENDAR)
    sentence = tell(done.say, done.params, DISTRICT, NOW.date(), "ko")
    assert sentence == "전봇대는 한전이 돌봐요, 그래서 한국전력공사에서 이어서 맡고, 전화는 123번이에요."


@pytest.mark.parametrize(("outcome", "period"), [("granted", 7), ("refused", 10)])
def test_who_asks_again_gets_a_new_day(outcome: str, period: int) -> None:
    answered = after(TAKEN, act("answer", outcome=outcome))
    again = after(answered, act("reopen", "caller", NOW + timedelta(days=59)))
    assert again.clock == Clock(period=Period.of_days(period), since=NOW + timedelta(days=59))
    assert (again.outcome, again.assignee) == (None, None)
    assert refused(answered, act("reopen", "caller", NOW + timedelta(days=61))) == "reopen_late"


def test_a_report_has_no_day() -> None:
    report = Complaint(receipt="900000000", kind="report", category="litter")
    filed = step(report, act("file", "caller"), CALENDAR)
    assert filed.say == "file.report"
    assert filed.changes.get("due_at") is None
    taken = after(report, act("file", "caller"), act("accept", department="cleaning"))
    assert refused(taken, act("extend")) == "no_period"


def test_nobody_takes_on_what_belongs_to_nobody() -> None:
    nobodys = after(petition().model_copy(update={"department": None}), act("file", "caller"))
    assert refused(nobodys, act("accept")) == "missing"


def test_hours_are_told_with_the_time() -> None:
    done = step(petition(IMMEDIATE), act("file", "caller"), CALENDAR)
    sentence = tell(done.say, done.params, DISTRICT, NOW.date(), "ko")
    assert sentence == "민원을 받았어요, 늦어도 11월 23일 월요일 오후 2시까지 답해 드릴게요."
    assert spoken_when("2026-12-01T00:10:00+09:00", "ko") == "12월 1일 화요일 오전 12시 10분"
    assert spoken_when("2026-12-01T14:05:00+09:00", "en") == "14:05 on Tuesday 1 December"


def test_what_staff_write_is_masked() -> None:
    done = step(TAKEN, act("ask", question="010-1234-5678로 전화드려도 될까요?"), CALENDAR)
    assert "1234" not in str(done.params)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (act("answer", "caller"), "wrong_role"),
        (act("rate", "caller"), "not_possible"),
        (act("file", "caller"), "not_possible"),
        (act("answer", outcome="maybe"), "wrong_outcome"),
        (act("answer", answer=""), "missing"),
        (act("start", why="그냥"), "unknown_field"),
        (act("extend", length=8), "extension_too_long"),
    ],
)
def test_what_is_not_allowed_is_refused(wanted: Act, code: str) -> None:
    extended = after(TAKEN, act("extend"))
    assert refused(TAKEN if wanted.action != "start" else extended, wanted) == code


@pytest.mark.parametrize("key", sorted(table().say))
def test_every_sentence_is_short_plain_and_complete(key: str) -> None:
    words = table().say[key]
    fields = {name for _, name, _, _ in string.Formatter().parse(words.ko) if name}
    assert fields == {name for _, name, _, _ in string.Formatter().parse(words.en) if name}
    filled = {"due": "12월 1일 화요일", "department": "도로과", "to": "도로과", "why": "", "phone": "120"}
    assert syllables(words.ko.format(**filled)) <= MAX_SYLLABLES
    assert not [word for word in load_plain_words(FAQ) if word in words.ko]
    assert words.ko.endswith("요.") or words.ko.endswith("니다.")


def test_every_state_but_the_end_leads_on_and_is_reached() -> None:
    actions = table().actions.values()
    for state in set(get_args(State)) - {"withdrawn", "merged"}:
        assert any(state in each.sources for each in actions), state
    assert {each.to for each in actions} == set(get_args(State)) - {"draft"}
    assert not any(state in each.sources for each in actions for state in ("withdrawn", "merged"))


class Life(RuleBasedStateMachine):
    """Anybody tries anything at any time."""

    NEXT: ClassVar[dict[str, str]] = {
        "draft": "received",
        "received": "accepted transferred withdrawn merged",
        "accepted": "assigned in_progress need_info transferred extended answered withdrawn merged",
        "assigned": "assigned in_progress need_info transferred extended answered withdrawn merged",
        "in_progress": "assigned need_info transferred extended answered withdrawn merged",
        "need_info": "in_progress answered withdrawn",
        "transferred": "accepted answered withdrawn",
        "extended": "assigned in_progress need_info transferred extended answered withdrawn",
        "answered": "rated reopened",
        "rated": "reopened",
        "reopened": "accepted transferred withdrawn",
        "withdrawn": "",
        "merged": "",
    }
    CALLERS = ("file", "reply", "rate", "reopen", "withdraw")

    @initialize(
        kind=st.sampled_from(["petition", "report"]), period=st.sampled_from([IMMEDIATE, Period.of_days(7)])
    )
    def begin(self, kind: Any, period: Period) -> None:
        clock = Clock(period=period, since=NOW) if kind == "petition" else None
        self.now = NOW
        self.complaint = Complaint(
            receipt="900000000", kind=kind, category="road", department="road", clock=clock
        )

    @rule(
        action=st.sampled_from(get_args(Action)),
        role=st.sampled_from(get_args(Role)),
        later=st.timedeltas(timedelta(), timedelta(days=3)),
        outcome=st.sampled_from([*get_args(Outcome), "maybe"]),
        consent=st.booleans(),
    )
    def anything(self, action: Action, role: Role, later: timedelta, outcome: str, consent: bool) -> None:
        self.now += later
        choices: dict[str, dict[str, Any]] = {"answer": {"outcome": outcome}, "extend": {"consent": consent}}
        before = self.complaint
        try:
            done = step(before, act(action, role, self.now, **choices.get(action, {})), CALENDAR)
        except ComplaintError:
            return
        self.complaint = before.model_copy(update=done.changes)
        assert self.complaint.state in self.NEXT[before.state].split()
        assert role != "caller" or action in self.CALLERS
        assert role != "system"
        assert tell(done.say, done.params, DISTRICT, self.now.date(), "en").endswith(".")

    @invariant()
    def holds(self) -> None:
        c = self.complaint
        assert (
            c.kind == "report"
            or c.state == "draft"
            or (c.due_at is None) == (c.clock is not None and c.clock.stopped is not None)
        )
        assert c.kind == "petition" or c.due_at is None
        assert (c.outcome is not None) == (c.state in ("answered", "rated"))
        assert (c.stars is not None) == (c.state == "rated")
        assert (c.merged_into is not None) == (c.state == "merged")
        assert c.clock is None or len(c.clock.extensions) <= 2
        assert (c.closed_at is not None) == (c.state in CLOSED)


Life.TestCase.settings = hypothesis_settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
