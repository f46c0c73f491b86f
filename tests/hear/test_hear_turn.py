from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.hear.ending import Ending
from voicebot.hear.patience import Patience
from voicebot.hear.turn import (
    REOPEN_S,
    Decision,
    Ended,
    Mode,
    Paused,
    Quiet,
    Reason,
    Reopened,
    Settled,
    Started,
    Stirred,
    Stopped,
    TurnMachine,
)

STEP = 0.05


def about(seconds: float) -> Any:
    return pytest.approx(seconds)


def listen(machine: TurnMachine, seconds: float, speech: bool) -> list[Decision]:
    return [made for _ in range(round(seconds / STEP)) for made in machine.hear(STEP, speech)]


def spoken(machine: TurnMachine, seconds: float = 1.0) -> TurnMachine:
    assert any(isinstance(made, Started) for made in listen(machine, seconds, True))
    return machine


def ended(decisions: list[Decision]) -> Ended:
    (only,) = [made for made in decisions if isinstance(made, Ended)]
    return only


def test_a_cough_is_no_turn() -> None:
    machine = TurnMachine()
    assert listen(machine, 0.2, True) + listen(machine, 5, False) == [Stirred(), Settled()]


def test_where_an_answer_is_awaited_less_is_a_turn() -> None:
    machine = TurnMachine()
    machine.await_answer(True)
    assert listen(machine, 0.1, True) + listen(machine, 1, False) == [Stirred(), Settled()]
    assert listen(machine, 0.15, True) == [Stirred(), Started(about(0.15))]
    assert ended(listen(machine, 3, False)).speech == about(0.15)
    machine.await_answer(False)
    assert listen(machine, 0.2, True) + listen(machine, 1, False) == [Stirred(), Settled()]


def test_a_syllable_is_a_turn() -> None:
    machine = TurnMachine()
    assert listen(machine, 0.25, True) == [Stirred(), Started(about(0.25))]
    assert ended(listen(machine, 3, False)).speech == about(0.25)


@pytest.mark.parametrize(
    ("ending", "silence", "reason"),
    [
        (Ending.FINISHED, 0.7, Reason.FINAL_ENDING),
        (Ending.UNCLEAR, 1.6, Reason.SILENCE),
        (Ending.UNFINISHED, 2.8, Reason.SILENCE),
        (Ending.ASKED, 8.0, Reason.SILENCE),
        (None, 1.6, Reason.SILENCE),
    ],
)
def test_it_waits_by_what_was_said(ending: Ending | None, silence: float, reason: Reason) -> None:
    machine = spoken(TurnMachine())
    assert listen(machine, 0.3, False) == [Stopped(about(0.3)), Paused(1)]
    if ending:
        assert machine.judge(ending, 1) == []
    assert listen(machine, silence - 0.35, False) == []
    assert machine.hear(STEP, False) == [Ended(reason, about(silence), about(1.0))]
    assert not machine.open


def test_patience_multiplies() -> None:
    machine = spoken(TurnMachine(patience=Patience().times(2.0)))
    listen(machine, 0.5, False)
    machine.judge(Ending.FINISHED)
    assert ended(listen(machine, 2, False)).silence == about(1.4)


def finished(machine: TurnMachine) -> TurnMachine:
    listen(machine, 0.5, False)
    machine.judge(Ending.FINISHED)
    assert ended(listen(machine, 0.5, False)).reason is Reason.FINAL_ENDING
    return machine


def test_who_goes_on_soon_reopens_the_turn() -> None:
    machine = finished(spoken(TurnMachine()))
    listen(machine, 1.8, False)
    assert listen(machine, 0.25, True) == [Stirred(), Reopened(), Started(about(0.25))]
    listen(machine, 1, True)
    listen(machine, 0.5, False)
    assert machine.judge(Ending.FINISHED) == []
    assert ended(listen(machine, 1, False)).continues


def test_who_goes_on_late_begins_anew() -> None:
    machine = finished(spoken(TurnMachine()))
    listen(machine, 2.5, False)
    assert Reopened() not in listen(machine, 1, True)
    assert not ended(machine.commit()).continues


def test_a_pressed_end_is_not_reopened() -> None:
    machine = spoken(TurnMachine())
    machine.commit()
    assert Reopened() not in listen(machine, 1, True)


def test_a_turn_cut_off_makes_the_desk_more_patient() -> None:
    machine = finished(spoken(TurnMachine()))
    finished(spoken(machine))
    assert machine.patience.factor == about(1.25)


def test_going_on_with_a_mere_yes_teaches_nothing() -> None:
    machine = finished(spoken(TurnMachine()))
    finished(spoken(machine, 0.3))
    assert machine.patience.factor == 1.0


def test_a_pause_that_nearly_ended_the_turn_makes_the_desk_more_patient() -> None:
    machine = spoken(TurnMachine())
    listen(machine, 1.0, False)
    listen(machine, 1.0, True)
    assert machine.patience.factor == 1.0
    listen(machine, 1.4, False)
    listen(machine, 1.0, True)
    assert machine.patience.factor == about(1.1)


def test_it_speaks_up_once_when_nothing_is_said() -> None:
    machine = TurnMachine()
    assert listen(machine, 30, False) == [Quiet()]
    machine.expect(30)
    assert listen(machine, 41, False) == []
    assert listen(machine, 2, False) == [Quiet()]


def test_a_late_judgement_ends_at_once() -> None:
    machine = spoken(TurnMachine())
    listen(machine, 1.2, False)
    assert machine.judge(Ending.FINISHED, 1) == [Ended(Reason.FINAL_ENDING, about(1.2), about(1.0))]


def test_a_judgement_of_an_earlier_pause_no_longer_counts() -> None:
    machine = spoken(TurnMachine())
    listen(machine, 0.5, False)
    assert listen(machine, 0.5, True) == [Started(about(0.1))]
    assert machine.judge(Ending.FINISHED, 1) == []
    listen(machine, 1.0, False)
    assert machine.judge(Ending.FINISHED, 1) == []
    assert machine.judge(Ending.FINISHED, 2) != []


def test_a_click_in_a_pause_is_silence() -> None:
    machine = spoken(TurnMachine())
    listen(machine, 1.0, False)
    assert machine.hear(STEP, True) == []
    assert ended(listen(machine, 1.0, False)).silence == about(1.6)


def test_hold_is_open_while_the_button_is_down() -> None:
    machine = TurnMachine(Mode.HOLD)
    assert listen(machine, 5, True) == []
    assert machine.hold(True) == []
    listen(machine, 1, True)
    assert not any(isinstance(made, Ended) for made in listen(machine, 10, False))
    assert ended(machine.hold(False)) == Ended(Reason.COMMIT, about(10), about(1.0))
    assert machine.hold(False) == []


def test_hold_ends_a_turn_without_words() -> None:
    machine = TurnMachine(Mode.HOLD)
    machine.hold(True)
    assert machine.hold(False) == [Ended(Reason.COMMIT, 0.0, 0.0)]


def test_press_waits_for_the_press() -> None:
    machine = spoken(TurnMachine(Mode.PRESS))
    assert not any(isinstance(made, Ended) for made in listen(machine, 20, False))
    assert ended(machine.commit()).reason is Reason.COMMIT


def test_a_second_press_means_nothing_but_one_after_silence_does() -> None:
    machine = spoken(TurnMachine())
    assert ended(machine.commit()).speech == about(1.0)
    assert machine.commit() == []
    listen(machine, 2, False)
    assert machine.commit() == [Ended(Reason.COMMIT, 0.0, 0.0)]


def test_a_press_while_speaking_stops_and_ends() -> None:
    assert [type(made) for made in spoken(TurnMachine()).commit()] == [Stopped, Ended]


def test_the_limit_ends_whatever_goes_on() -> None:
    machine = TurnMachine(limit=10)
    assert ended(listen(machine, 10, True)).reason is Reason.LIMIT


def test_clear_forgets() -> None:
    machine = spoken(TurnMachine())
    machine.clear()
    assert listen(machine, 5, False) == []


steps = st.lists(
    st.one_of(
        st.tuples(st.just("hear"), st.integers(1, 60), st.booleans()),
        st.tuples(st.just("judge"), st.sampled_from(list(Ending)), st.none() | st.integers(0, 5)),
        st.tuples(st.just("hold"), st.booleans(), st.none()),
        st.tuples(st.just("commit"), st.none(), st.none()),
        st.tuples(st.just("clear"), st.none(), st.none()),
    ),
    max_size=40,
)


def act(machine: TurnMachine, step: tuple[str, object, object]) -> list[tuple[str, Decision]]:
    name, first, second = step
    if name == "hear":
        assert isinstance(first, int)
        return [
            ("speech" if second else "silence", made)
            for _ in range(first)
            for made in machine.hear(STEP, bool(second))
        ]
    if name == "judge":
        assert isinstance(first, Ending)
        return [("judge", made) for made in machine.judge(first, second)]  # type: ignore[arg-type]
    if name == "hold":
        return [("press", made) for made in machine.hold(bool(first))]
    if name == "commit":
        return [("press", made) for made in machine.commit()]
    machine.clear()
    return [("clear", Stopped(0))]


def check(cause: str, made: Decision, mode: Mode, *, speaking: bool) -> bool:
    """What must hold of a decision; returns whether somebody speaks after it."""
    if isinstance(made, Reopened):
        assert mode is Mode.AUTO
    if isinstance(made, Reopened | Started | Ended):
        assert not speaking
    if isinstance(made, Stopped):
        assert speaking
    if isinstance(made, Ended):
        assert cause != "speech" or made.reason is Reason.LIMIT
        assert made.reason in {Reason.COMMIT, Reason.LIMIT} or mode is Mode.AUTO
    return isinstance(made, Started) or (speaking and not isinstance(made, Stopped))


@settings(max_examples=300)
@given(steps, st.sampled_from(list(Mode)))
def test_turns_are_well_formed(script: list[tuple[str, object, object]], mode: Mode) -> None:
    machine = TurnMachine(mode, limit=8)
    speaking = False
    for step in script:
        was_open = machine.open
        for cause, made in act(machine, step):
            speaking = cause != "clear" and check(cause, made, mode, speaking=speaking)
            if isinstance(made, Ended) and step[0] != "hear":
                assert not machine.open or was_open
                assert act(machine, ("judge", Ending.FINISHED, None)) == []


@given(steps)
def test_auto_always_ends_by_the_ceiling(script: list[tuple[str, object, object]]) -> None:
    machine = TurnMachine(limit=8)
    for step in script:
        act(machine, step)
    machine.hold(False)
    was_open = machine.open
    decisions = listen(machine, 8, False)
    assert any(isinstance(made, Ended) for made in decisions) == was_open
    assert not machine.open
    assert [made for made in listen(machine, 20, False) if not isinstance(made, Quiet | Settled)] == []


@given(steps)
def test_patience_only_grows_and_keeps_its_bounds(script: list[tuple[str, object, object]]) -> None:
    machine = TurnMachine(limit=8)
    before = machine.patience.factor
    for step in script:
        act(machine, step)
        assert before <= machine.patience.factor <= 1.6
        assert all(machine.patience.wait(ending) <= 10.0 for ending in Ending)
        before = machine.patience.factor


def test_what_comes_after_time_of_which_nothing_was_heard_goes_on_with_nothing() -> None:
    machine = finished(spoken(TurnMachine()))
    machine.pass_over(REOPEN_S)
    assert Reopened() not in listen(machine, 1, True)
    assert not ended(machine.commit()).continues
