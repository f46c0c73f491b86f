"""When each word was said, and how well a sound bears out what somebody else says it says."""

import pytest

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.timing import joined_words
from voicebot.hear.transcriber import HeardWord, TimedTranscriber, WeighingTranscriber

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def engine() -> FasterWhisper:
    return FasterWhisper(threads=2)


def test_words_know_their_time(engine: FasterWhisper, say) -> None:  # type: ignore[no-untyped-def]
    sound = say("접수는 오전 열 시부터예요.")
    later = Audio.join([Audio.silence(1.5, sound.rate), sound])
    at_once = engine.transcribe_timed(sound, language="ko")
    delayed = engine.transcribe_timed(later, language="ko")
    assert " ".join(word.text for word in at_once.words) == at_once.transcript.text
    starts = [word.start for word in at_once.words]
    assert starts == sorted(starts)
    assert 0 <= starts[0] < starts[-1] < sound.duration
    assert delayed.words[-1].start - at_once.words[-1].start == pytest.approx(1.5, abs=0.6)
    assert isinstance(engine, TimedTranscriber)


def test_the_sound_bears_out_what_was_said(engine: FasterWhisper, say) -> None:  # type: ignore[no-untyped-def]
    sound = say("여권은 구청에서 만들어요.")
    right, wrong = engine.weigh(sound, ["여권은 구청에서 만들어요", "우산은 시장에서 팔아요"], language="ko")
    assert right > wrong + 10
    assert isinstance(engine, WeighingTranscriber)


def test_silence_has_no_words_and_too_much_sound_is_not_weighed(engine: FasterWhisper) -> None:
    heard = engine.transcribe_timed(Audio.silence(1.0, 16_000), language="ko")
    assert " ".join(word.text for word in heard.words) == heard.transcript.text
    with pytest.raises(EngineError, match="27 s"):
        engine.weigh(Audio.silence(40.0, 16_000), ["가"], language="ko")


def test_parts_are_counted_from_the_start() -> None:
    parts = [[HeardWord("하나", 0.5)], [], [HeardWord("둘", 0.25)]]
    assert joined_words(parts, [2.0, 1.0, 4.0]) == (HeardWord("하나", 0.5), HeardWord("둘", 3.25))
