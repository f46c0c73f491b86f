from hypothesis import given
from hypothesis import strategies as st

from voicebot.speak.marks import estimate_marks, place_marks


def test_words_read_as_written_take_their_own_time() -> None:
    assert place_marks("구청에 오세요", [("구청에", 0.1), ("오세요", 0.8)]) == [(0, 100), (4, 800)]


def test_a_number_read_as_several_words_is_one_mark() -> None:
    words = [("수수료는", 0.1), ("이천오백", 1.0), ("원이에요.", 1.6), ("오세요.", 2.2)]
    assert place_marks("수수료는 2,500원이에요. 오세요.", words) == [(0, 100), (5, 1000), (16, 2200)]


def test_several_words_read_as_one_share_its_time() -> None:
    words = [("번호는", 0.0), ("공삼이오육공,", 1.0), ("맞나요?", 3.0)]
    marks = place_marks("번호는 032 560 맞나요?", words)
    assert [at for at, _ in marks] == [0, 4, 8, 12]
    assert marks[1][1] == 1000
    assert 1000 < marks[2][1] < 3000
    assert marks[3][1] == 3000


def test_nothing_heard_or_nothing_written() -> None:
    assert place_marks("가 나", []) == [(0, 0), (2, 0)]
    assert place_marks("", [("가", 0.0)]) == []


def test_estimate_shares_by_length() -> None:
    assert estimate_marks("가나 다라", 2.0) == [(0, 0), (3, 1200)]


words = st.lists(st.text(alphabet="가나다1", min_size=1, max_size=3), max_size=8)


@given(words, words)
def test_one_mark_a_written_word_and_time_never_falls(written: list[str], heard: list[str]) -> None:
    text = " ".join(written)
    marks = place_marks(text, [(word, float(i)) for i, word in enumerate(heard)])
    assert len(marks) == len(written)
    times = [ms for _, ms in marks]
    assert times == sorted(times)
    assert all(text[at] != " " and (at == 0 or text[at - 1] == " ") for at, _ in marks)
