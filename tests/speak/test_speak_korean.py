import pytest

from voicebot.speak.korean import korean_words, unlink


@pytest.mark.parametrize(
    ("written", "pronounced", "kept"),
    [
        ("오백 원이에요.", "오배 궈니에요.", "오백 워니에요."),
        ("못 알아봐요", "모 다라봐요", "몯 아라봐요"),
        ("할 수 있어요", "할 쑤 이써요", "할 쑤 이써요"),
        ("한 일이", "한 니리", "한 니리"),
        ("국민이", "궁미니", "궁미니"),
        ("이 원", "이 원", "이 원"),
        ("가, 원", "가, 원", "가, 원"),
        ("", "", ""),
    ],
)
def test_each_word_keeps_its_own_end(written: str, pronounced: str, kept: str) -> None:
    assert unlink(written, pronounced) == kept


def test_words_keep_the_letters_they_are_read_from() -> None:
    words = korean_words("수수료는 2,500원이에요.")
    assert [word.letters for word in words] == ["수수료는", "이천오백", "원이에요."]
    assert words[-1].phonemes.endswith(".")


def test_nothing_to_say() -> None:
    assert korean_words("") == korean_words("?!") == []
