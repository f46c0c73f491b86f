"""Why an entry is found, which phrasings another one takes, and which questions are the same."""

import numpy as np
from fakes import Syllables
from hypothesis import given
from hypothesis import strategies as st
from test_understand_matcher import SPACE, TEXTS, matcher

from voicebot.understand.explain import collisions, explain
from voicebot.understand.grouping import grouped, places
from voicebot.understand.meaning import Reading, Zone


def test_reasons_add_up_and_name_the_phrasing() -> None:
    found = explain(matcher(), [Reading("강아지 등록은 어디서 해요")])
    first = found.reasons[0]
    assert (first.entry, first.phrasing) == ("dog", "강아지 등록은 어디서 해요")
    assert any(word.startswith("강아지") for word in first.shared)
    assert set(first.parts) == set(matcher().model.weights)
    totals = [sum(reason.parts.values()) for reason in found.reasons]
    assert totals == sorted(totals, reverse=True)
    assert abs(sum(found.lead.values()) - (totals[0] - totals[1])) < 1e-4
    assert (found.answers_from, found.asks_from) == (0.8, 0.3)


def test_what_is_not_known_has_no_false_reasons() -> None:
    found = explain(matcher(), [Reading("")])
    assert (found.match.zone, found.reasons, found.lead) == (Zone.UNKNOWN, (), {})


def test_a_phrasing_that_another_entry_answers_is_told() -> None:
    index = matcher()
    found = collisions(index, "pension", ["개 등록하려고요", "기초연금은 누가 받아요"])
    assert [(one.phrasing, one.entry, one.nearest) for one in found] == [
        ("개 등록하려고요", "dog", "개 등록하려고요")
    ]
    assert collisions(index, "dog", ["개 등록하려고요"]) == []


def test_an_index_takes_over_what_the_one_before_has_worked_out() -> None:
    before = matcher()
    after = type(before)(
        before._phrasings, Syllables(), before.model, space=SPACE, about={"dog": "개"}, before=before
    )
    assert after._words.known == before._words.known
    for texts in TEXTS.values():
        for text in texts:
            one, two = before.match([Reading(text)]), after.match([Reading(text)])
            assert one.candidates[0].entry == two.candidates[0].entry


def test_a_text_joins_what_it_is_nearest_to() -> None:
    embedder = Syllables()
    rows = places(embedder, ["공원은 언제 열어요", "zzz qqq", "공원은 언제 열어요?"], SPACE)
    assert grouped(np.empty((0, rows.shape[1]), np.float32), rows, 0.9) == [0, 1, 0]
    assert grouped(rows[:2], rows, 0.9) == [0, 1, 0]


@given(st.integers(0, 4), st.integers(0, 12), st.integers(0, 2**16))
def test_every_text_is_in_one_group_and_groups_are_counted_on(firsts: int, rows: int, seed: int) -> None:
    made = np.random.default_rng(seed).normal(size=(firsts + rows, 4)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    found = grouped(made[:firsts], made[firsts:], 0.5)
    assert len(found) == rows
    begun = [one for one in dict.fromkeys(found) if one >= firsts]
    assert begun == list(range(firsts, firsts + len(begun)))
