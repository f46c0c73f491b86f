"""The ear for digits: rows found in what each frame may hold; real speech where the models are."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.hear.digit_ear import NAMES, DigitEar, heard_from
from voicebot.hear.digit_search import likeliest_rows

SYMBOLS = "_0123456789*"


def frames(said: str, *, sure: float = 0.9) -> NDArray[np.float32]:
    """Chances in which every frame holds one symbol, nearly surely."""
    rest = (1 - sure) / (len(SYMBOLS) - 1)
    chances = np.full((len(said), len(SYMBOLS)), rest, np.float32)
    chances[np.arange(len(said)), [SYMBOLS.index(symbol) for symbol in said]] = sure
    return np.log(chances)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("__00__1_0__", "010"),
        ("7_7__77", "777"),
        ("**_01*_*", "01"),
        ("01_**__*_23", "01 23"),
        ("99999", "9"),
    ],
)
def test_a_digit_lasts_and_one_said_twice_has_silence_between(said: str, digits: str) -> None:
    first, *others = likeliest_rows(frames(said), 5)
    assert first.digits == digits
    assert all(row.score < first.score and row.digits != digits for row in others)


@pytest.mark.parametrize("said", ["____", "_**_*_", "_"])
def test_where_no_digit_was_said_there_is_no_row(said: str) -> None:
    assert likeliest_rows(frames(said), 5) == ()


def test_the_second_row_is_the_likeliest_other_one() -> None:
    chances = frames("0_1_0")
    chances[2, [2, 9]] = np.log([0.5, 0.4])
    assert [row.digits for row in likeliest_rows(chances, 2)] == ["010", "080"]


def test_frames_are_seen_with_those_beside_them() -> None:
    row = np.arange(4, dtype=np.float32)[:, None]
    assert heard_from(row, 1).tolist() == [[0, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 3]]


def test_an_ear_is_kept_as_it_was(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    width, columns = 4, 2 + len(NAMES)
    weights = rng.standard_normal((3 * width, columns)).astype(np.float16).astype(np.float32)
    one = np.ones(width, np.float32)
    ear = DigitEar("digest", 0 * one, one, weights, np.zeros(columns, np.float32))
    ear.save(tmp_path / "ear.npz")
    again, heard = DigitEar.load(tmp_path / "ear.npz"), rng.standard_normal((9, width)).astype(np.float32)
    assert again.encoder == "digest"
    assert np.allclose(again.chances(heard), ear.chances(heard))
    assert np.allclose(np.exp(ear.chances(heard)).sum(axis=1), 1)


@pytest.mark.models
def test_a_number_is_heard_and_other_words_are_not(say: object) -> None:
    from voicebot.hear.faster_whisper import FasterWhisper

    ear = FasterWhisper(threads=1)
    number: Audio = say("공일공, 구구공팔, 이칠삼육.")  # type: ignore[operator]
    words: Audio = say("가좌시장 앞에 가로등이 나갔어요.")  # type: ignore[operator]
    assert "01099082736" in [row.digits for row in ear.transcribe_digits(number, language="ko").rows]
    beside = [run for row in ear.transcribe_digits(words, language="ko").rows for run in row.digits.split()]
    assert max(map(len, beside), default=0) < 7, "as many in a row as a telephone number has"
    assert ear.transcribe_digits(number, language="en").rows == ()
