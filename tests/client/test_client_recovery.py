"""What follows a connection that ended, and when a silent one is dead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.channels.websocket.codes import CODES
from voicebot.client.recovery import PING_S, SILENCE_S, Next, Pulse, after_close, backoff


@pytest.mark.parametrize(
    ("code", "reason", "following"),
    [
        (None, "", Next.AGAIN),
        (1001, "draining", Next.AGAIN),
        (1011, "internal", Next.AGAIN),
        (1008, "slow_reader", Next.AGAIN),
        (1008, "origin", Next.REFUSED),
        (1013, "too_many_sessions", Next.FULL),
        (4400, "bad_start", Next.REFUSED),
        (4401, "no_resume", Next.ANEW),
        (4408, "", Next.END),
        (1000, "", Next.END),
    ],
)
def test_every_close_code_has_something_that_follows(code: int | None, reason: str, following: Next) -> None:
    assert after_close(code, reason) is following


def test_no_code_of_the_desk_is_forgotten() -> None:
    closes = {row.close for row in CODES.values() if row.close}
    assert all(after_close(code) is not Next.AGAIN for code in closes - {1011})


@given(st.integers(0, 1000), st.floats(0, 1))
def test_attempts_come_at_most_ten_seconds_apart(attempt: int, chance: float) -> None:
    assert 0.1 < backoff(attempt, chance) <= 10.0
    assert backoff(attempt + 1, chance) >= backoff(attempt, chance)


def test_a_line_is_dead_only_when_pings_were_not_answered() -> None:
    pulse = Pulse(100.0)
    assert not pulse.ask(100.0 + PING_S / 2)
    assert pulse.ask(100.0 + PING_S)
    assert not pulse.ask(100.1 + PING_S)
    pulse.word(103.0)
    assert not pulse.dead(103.0 + SILENCE_S)
    assert pulse.dead(103.1 + SILENCE_S)
