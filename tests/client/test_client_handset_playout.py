"""What is played, in which order, and what is said to have been heard."""

from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio import Audio
from voicebot.client.handset.meter import bar, level_db
from voicebot.client.handset.playout import RATE, Heard, Playout

SECOND = RATE * 2


def pcm(seconds: float, value: int = 1) -> bytes:
    return bytes([value]) * (round(seconds * RATE) * 2)


def test_sentences_follow_one_another_and_are_reported_as_they_are_heard() -> None:
    playout = Playout()
    playout.take("r", 0, pcm(1.0, 1))
    playout.take("r", 1, pcm(1.0, 2))
    assert playout.read(SECOND // 2) == pcm(0.5, 1)
    assert playout.reports() == [Heard("r", 0, "progress", 500)]
    assert playout.read(SECOND) == pcm(0.5, 1) + pcm(0.5, 2)
    assert playout.reports() == [Heard("r", 0, "finished", 1000), Heard("r", 1, "progress", 500)]
    playout.read(SECOND)
    assert playout.reports() == [Heard("r", 1, "progress", 1000)]
    assert playout.idle


def test_held_it_is_silent_and_says_so() -> None:
    playout = Playout()
    playout.take("r", 0, pcm(1.0))
    playout.held = True
    assert playout.read(100) == bytes(100)
    assert playout.reports() == [Heard("r", 0, "paused", 0)]
    playout.held = False
    assert playout.read(100) == b"\1" * 100


def test_a_prompt_goes_before_the_desk_which_waits() -> None:
    playout = Playout()
    playout.take("r", 0, pcm(1.0))
    playout.prompt(pcm(0.5, 7))
    assert playout.read(SECOND // 2) == pcm(0.5, 7)
    assert playout.reports() == [Heard("r", 0, "progress", 0)]
    assert playout.read(SECOND // 2) == pcm(0.5)
    playout.prompt(pcm(0.5, 7))
    playout.hush()
    assert playout.read(SECOND // 2) == pcm(0.5)


def test_cleared_it_is_silent_at_once() -> None:
    playout = Playout()
    playout.take("r", 0, pcm(1.0))
    playout.held = True
    playout.clear()
    playout.take("s", 0, pcm(0.1, 3))
    assert playout.read(4) == bytes([3]) * 4


def test_a_desk_that_sends_without_end_does_not_fill_the_memory() -> None:
    playout = Playout()
    for _ in range(100):
        playout.take("r", 0, pcm(1.0))
    assert playout._left() <= 30 * SECOND


@given(st.lists(st.one_of(st.tuples(st.just("take"), st.integers(0, 3), st.integers(2, 4000)),
                          st.tuples(st.just("read"), st.just(0), st.integers(1, 3000)),
                          st.tuples(st.sampled_from(["clear", "hold", "go on", "prompt", "hush"]), st.just(0),
                                    st.just(0))), max_size=60))  # fmt: skip
def test_nothing_is_heard_that_did_not_come(acts: list[tuple[str, int, int]]) -> None:  # noqa: C901 - a model
    playout, came, played, sentence = Playout(), 0, 0, 0
    for act, step, size in acts:
        sentence += step
        match act:
            case "take":
                playout.take("r", sentence, b"\1" * (size & ~1))
                came += size & ~1
            case "read":
                sound = playout.read(size)
                assert len(sound) == size
                played += sound.count(1)
            case "clear":
                playout.clear()
            case "hold" | "go on":
                playout.held = act == "hold"
            case "prompt":
                playout.prompt(b"\2" * 50)
            case "hush":
                playout.hush()
        for heard in playout.reports():
            assert heard.ms * RATE * 2 // 1000 <= came
    assert played <= came


def test_the_meter_shows_what_is_loud() -> None:
    assert bar(-120.0) == "▯" * 12
    assert bar(0.0) == "▮" * 12
    assert bar(-60.0).count("▮") < bar(-30.0).count("▮") < bar(-10.0).count("▮")
    assert level_db(Audio.silence(0.04, 16000).to_pcm16(), 16000) <= -90
