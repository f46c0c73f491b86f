"""What the bench of numbers is made of; the models are the command's own."""

import random

from voicebot.bench.numbers import made_sentences, one_wrong


def test_sentences_are_the_same_each_time_and_hold_numbers() -> None:
    made = made_sentences(40)
    assert made == made_sentences(40)
    assert all(any(letter.isdigit() for letter in text) for text in made)
    assert len(set(made)) > 30


def test_one_digit_is_wrong_and_no_number_begins_with_a_zero_then() -> None:
    rng = random.Random(1)
    for text in made_sentences(60):
        wrong = one_wrong(text, rng)
        assert sum(one != other for one, other in zip(text, wrong, strict=True)) == 1
        assert not any(
            word.startswith("0") and not text.split()[at].startswith("0")
            for at, word in enumerate(wrong.split())
        )
