from pathlib import Path

import numpy as np
import pytest
from fakes import Syllables

from voicebot.text.normal import normalise
from voicebot.understand.kinds import Kinds
from voicebot.understand.meaning import Phrasing

EXAMPLES = [
    Phrasing(kind, text)
    for kind, texts in {
        "light": ["가로등이 나갔어요", "가로등이 깜빡거려요", "골목에 불이 안 들어와요", "보안등이 꺼졌어요"],
        "road": ["도로에 구멍이 났어요", "길이 푹 파였어요", "보도블록이 깨졌어요", "아스팔트가 갈라졌어요"],
        "animals": ["고양이가 죽어 있어요", "큰 개가 돌아다녀요", "비둘기가 너무 많아요", "벌집이 생겼어요"],
    }.items()
    for text in texts
]
EMBEDDER = Syllables(384)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return Kinds(EXAMPLES, EMBEDDER, "ko")


def asked(kinds: Kinds, text: str) -> np.ndarray:
    plain = normalise(text)
    return kinds.shares(kinds.scores(plain, EMBEDDER.embed([plain])[0]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("우리 골목 가로등이 나갔어요", "light"),
        ("보도블록이 다 깨졌어요", "road"),
        ("개가 죽어 있어요", "animals"),
        ("보도불록이 께졌어요", "road"),  # as a recogniser hears it
    ],
)
def test_the_kind_of_new_words_is_found(kinds: Kinds, text: str, kind: str) -> None:
    found = asked(kinds, text)
    assert kinds.names[int(found.argmax())] == kind
    assert found.sum() == pytest.approx(1.0)


def test_what_is_like_nothing_is_less_sure_than_what_is_like_an_example(kinds: Kinds) -> None:
    assert asked(kinds, "점심 먹었니").max() < asked(kinds, "가로등이 깜빡거려요").max()


def test_the_same_examples_make_the_same_classifier(kinds: Kinds) -> None:
    again = Kinds(EXAMPLES, EMBEDDER, "ko")
    np.testing.assert_allclose(asked(again, "길에 구멍"), asked(kinds, "길에 구멍"))


def test_what_was_learned_is_kept_until_an_example_changes(kinds: Kinds, tmp_path: Path) -> None:
    Kinds(EXAMPLES, EMBEDDER, "ko", tmp_path)
    (kept,) = tmp_path.iterdir()
    again = Kinds(EXAMPLES, EMBEDDER, "ko", tmp_path)
    np.testing.assert_allclose(asked(again, "길에 구멍"), asked(kinds, "길에 구멍"))
    kept.write_bytes(b"half of it")
    broken = Kinds(EXAMPLES, EMBEDDER, "ko", tmp_path)
    np.testing.assert_allclose(asked(broken, "길에 구멍"), asked(kinds, "길에 구멍"))
    Kinds(EXAMPLES[1:], EMBEDDER, "ko", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_one_example_is_enough_to_start() -> None:
    only = Kinds(EXAMPLES[:1], EMBEDDER, "ko")
    assert asked(only, "무슨 말이든").tolist() == [1.0]
