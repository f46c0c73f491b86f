"""Whatever is done in whatever order: two people stand behind everything that is published."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from voicebot.civic.publishing.steps import ACTIONS, NOWHERE, Action, Standing, possible, taken
from voicebot.civic.publishing.timeline import Decision, next_change, spoken_at
from voicebot.errors import EntryError

PEOPLE = st.sampled_from(["kim", "lee", "park"])
NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


class Desk(RuleBasedStateMachine):
    """Three officers and one entry."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOWHERE
        self.approved: dict[int, str] = {}
        self.writers: dict[int, str] = {}

    @rule(action=st.sampled_from(ACTIONS), actor=PEOPLE, back=st.integers(1, 30))
    def act(self, action: Action, actor: str, back: int) -> None:
        back = min(back, self.now.revision)
        before = self.now
        refused = action not in possible(before) or (action == "publish" and actor == before.writer)
        if refused:
            with pytest.raises(EntryError):
                taken(before, action, actor)
            return
        self.now = taken(before, action, actor, approved=back in self.approved)
        if self.now.revision > before.revision:
            self.writers[self.now.revision] = actor
        if action == "publish":
            self.approved[self.now.revision] = actor
        if action == "return" and back in self.approved:
            self.approved[self.now.revision] = self.approved[back]

    @rule(first=PEOPLE, second=PEOPLE)
    @precondition(lambda self: self.now.state != "published")
    def all_the_way(self, first: str, second: str) -> None:
        self.act("write", first, 0)
        self.act("submit", first, 0)
        self.act("publish", second, 0)
        assert (self.now.state == "published") == (first != second)

    @invariant()
    def nobody_alone_publishes(self) -> None:
        if self.now.state == "published":
            assert self.now.revision in self.approved
        assert self.now.version >= self.now.revision

    @invariant()
    def something_is_always_possible(self) -> None:
        assert "write" in possible(self.now)


TestDesk = Desk.TestCase


def test_a_second_person_is_asked_for_by_name() -> None:
    review = Standing(2, "review", 1, "kim")
    with pytest.raises(EntryError, match="kim wrote this text"):
        taken(review, "publish", "kim")
    assert taken(review, "publish", "lee").state == "published"


def test_what_cannot_follow_says_what_can() -> None:
    with pytest.raises(EntryError, match="possible: write"):
        taken(Standing(1, "draft", 1, "kim"), "publish", "lee")


def hours(at: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=at)


KEY = ("ko", "fee")
DECISIONS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 5)), st.integers(-5, 5), st.integers(1, 8)), max_size=6
)


@given(DECISIONS, st.integers(-6, 14))
def test_nothing_changes_between_the_moments_it_says(
    rows: list[tuple[int | None, int, int]], at: int
) -> None:
    decisions = [
        Decision(number, KEY, revision, hours(begins), hours(begins + length))
        for number, (revision, begins, length) in enumerate(rows)
    ]
    now, change = hours(at), next_change(decisions, hours(at))
    later = (change or hours(100)) - dt.timedelta(seconds=1)
    assert spoken_at(decisions, now) == spoken_at(decisions, later)


def test_a_text_for_later_lets_the_present_one_be_heard_until_then() -> None:
    decisions = [Decision(1, KEY, 1, hours(-1)), Decision(2, KEY, 2, hours(3), hours(5))]
    assert [spoken_at(decisions, hours(at)).get(KEY) for at in (0, 3, 5)] == [1, 2, None]
    assert next_change(decisions, hours(0)) == hours(3)
    assert spoken_at(decisions, hours(-2)) == {}


def test_what_is_withdrawn_is_hidden_and_not_forgotten() -> None:
    assert spoken_at([Decision(1, KEY, None, NOON)], NOON) == {KEY: None}
