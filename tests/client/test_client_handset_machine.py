"""The handset's decisions: every way through, and what holds on all of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.client.handset.happenings import (
    Deed,
    Dial,
    HangUp,
    Happening,
    Hook,
    Hush,
    Key,
    Link,
    Listen,
    Play,
    Ring,
    Ringing,
    Send,
    SoundGone,
    Tick,
    Told,
)
from voicebot.client.handset.machine import PROMPTS, Phone, State, step

UP, DOWN = Hook(True), Hook(False)
OPEN, LOST = Link("open", "new"), Link("lost")


class Life:
    """One handset, and everything it did."""

    def __init__(self) -> None:
        self.phone, self.now = Phone(), 0.0
        self.deeds: list[Deed] = []

    def live(self, *happenings: Happening | float) -> list[Deed]:
        """Let things happen; a number is seconds that pass. What was done."""
        before = len(self.deeds)
        for one in happenings:
            if isinstance(one, float):
                end = self.now + one
                while self.now < end:
                    self.now = min(end, self.now + 0.5)
                    self._step(Tick())
            else:
                self._step(one)
        return self.deeds[before:]

    def _step(self, happening: Happening) -> None:
        self.phone, deeds = step(self.phone, happening, self.now)
        self.deeds += deeds


def test_lifted_it_calls_and_put_down_it_hangs_up() -> None:
    life = Life()
    assert life.live(UP) == [Dial()]
    assert life.live(0.5, OPEN) == [Hush(), Listen(True)]
    assert life.live(Key("1"), Key("louder")) == [Send("input_key", "1"), Send("command", "louder")]
    assert life.live(DOWN) == [Listen(False), Hush(), HangUp()]
    assert life.phone.state is State.IDLE


def test_a_short_break_is_not_spoken_of() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert life.live(LOST, 1.0, Link("open", "resumed")) == [Hush(), Listen(True)]


def test_a_long_break_is_and_then_whom_to_telephone() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert life.live(LOST, 2.0) == [Play("lost")]
    assert life.live(11.0) == [Play("no_line")]
    assert life.live(16.0) == [Play("no_line")]
    assert life.live(Link("open", "resumed")) == [Hush(), Listen(True)]
    assert life.phone.state is State.TALKING


def test_the_caller_is_listened_to_all_through_a_break() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert Listen(False) not in life.live(LOST, 30.0)


def test_without_a_network_from_the_start_it_says_so() -> None:
    assert [deed for deed in Life().live(UP, LOST, 20.0) if isinstance(deed, Play)] == [
        Play("connecting"),
        Play("no_line"),
    ]


def test_a_full_desk_is_waited_for() -> None:
    life = Life()
    life.live(UP)
    assert life.live(Told("지금 다른 분을 돕고 있어요. 2분쯤 기다려 주세요."), 10.0) == [
        Play("queue", "지금 다른 분을 돕고 있어요. 2분쯤 기다려 주세요.")
    ]
    assert life.live(Link("full"), 5.0, OPEN) == [Play("queue"), Hush(), Listen(True)]


def test_when_the_desk_ends_it_asks_for_the_handset_and_does_not_call_again() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert life.live(Link("ended", "idle"), 16.0) == [Listen(False), Play("over"), Play("over")]
    assert life.phone.state is State.OVER
    assert life.live(Key("1")) == [Play("over")]
    assert life.live(DOWN, UP)[-1] == Dial()


def test_it_rings_until_it_is_lifted_or_nobody_comes() -> None:
    life = Life()
    assert life.live(Ring(True), Ring(True)) == [Ringing(True)]
    assert life.live(UP) == [Ringing(False), Dial()]
    life = Life()
    assert life.live(Ring(True), 41.0) == [Ringing(True), Ringing(False)]
    assert life.live(Ring(True), Ring(False)) == [Ringing(True), Ringing(False)]


def test_nobody_who_is_talking_is_rung() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert life.live(Ring(True)) == []


def test_who_talks_into_a_dead_microphone_is_told_and_may_press() -> None:
    life = Life()
    life.live(UP, OPEN)
    assert life.live(SoundGone("microphone", True)) == [Play("no_microphone")]
    assert life.live(Key("2"), SoundGone("microphone", False)) == [Send("input_key", "2")]
    life = Life()
    life.live(SoundGone("microphone", True), UP)
    assert life.live(OPEN)[-1] == Play("no_microphone")


@pytest.mark.parametrize("happening", [Key("1"), OPEN, LOST, Link("ended"), Told("x"), DOWN])
def test_on_the_hook_nothing_happens(happening: Happening) -> None:
    assert Life().live(happening) == []


HAPPENINGS: Any = st.one_of(
    st.builds(Hook, st.booleans()),
    st.builds(Key, st.sampled_from(["1", "#", "louder", "help"])),
    st.builds(Link, st.sampled_from(["open", "lost", "full", "ended"]), st.just("")),
    st.just(Told("x")),
    st.builds(Ring, st.booleans()),
    st.builds(SoundGone, st.sampled_from(["microphone", "loudspeaker"]), st.booleans()),
    st.floats(0.5, 60.0),
    st.just(Tick()),
)


@given(st.lists(HAPPENINGS, max_size=40))
def test_whatever_happens(happenings: list[Happening | float]) -> None:  # noqa: C901 - a model
    life, calls, rings, listens = Life(), 0, 0, False
    up = False
    for one in happenings:
        for deed in life.live(one):
            match deed:
                case Dial():
                    calls += 1
                case HangUp():
                    calls -= 1
                case Ringing(on=on):
                    rings += 1 if on else -1
                case Listen(on=on):
                    listens = on
                case Play(prompt=prompt):
                    assert prompt in PROMPTS
                    assert life.phone.up
                case Send():
                    assert life.phone.state is State.TALKING
        up = one.up if isinstance(one, Hook) else up
        assert life.phone.up == up
        assert calls == up  # one call while it is lifted, none while it lies
        assert rings == (life.phone.state is State.RINGING)
        assert not (listens and not up)
        assert life.phone.state is not State.TALKING or listens


@given(st.lists(HAPPENINGS, max_size=20))
def test_from_anywhere_putting_it_down_and_lifting_it_begins_anew(
    happenings: list[Happening | float],
) -> None:
    life = Life()
    life.live(*happenings, DOWN)
    assert life.live(UP)[-1] == Dial()
    assert life.live(OPEN)[:2] == [Hush(), Listen(True)]


@given(st.lists(HAPPENINGS, max_size=20))
def test_who_holds_it_never_hears_silence_for_long(happenings: list[Happening | float]) -> None:
    life = Life()
    life.live(UP, *[one for one in happenings if not isinstance(one, Hook)])
    if life.phone.state is not State.TALKING:
        assert any(isinstance(deed, Play) for deed in life.live(46.0))
