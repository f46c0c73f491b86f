from concurrent.futures import ThreadPoolExecutor

import pytest

from voicebot.text.morphemes import Morpheme, content, is_content, tokens, tokens_of_all


@pytest.mark.models
def test_a_sentence_is_taken_apart() -> None:
    found = tokens("여권 새로 만들려면 어떻게 해요?")
    assert Morpheme("여권", "NNG") in found
    assert found[-2].tag == "EF"
    assert [m.form for m in content(found)][:3] == ["여권", "새로", "만들"]


@pytest.mark.models
def test_many_at_once_and_in_threads_give_the_same() -> None:
    texts = [f"{number}번 서류가 필요해요" for number in range(12)]
    one_by_one = [tokens(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tokens, texts)) == one_by_one
    assert tokens_of_all(texts) == one_by_one


@pytest.mark.parametrize(
    ("tag", "carries"), [("NNG", True), ("VV", True), ("SL", True), ("JKB", False), ("EF", False)]
)
def test_which_tags_carry_meaning(tag: str, carries: bool) -> None:
    assert is_content(Morpheme("무엇", tag)) is carries
