"""A mood changes the first sentence and the pace; the facts stay."""

import pytest

from voicebot.talk.manner import mannered
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.understand.mood import MOODS, NEUTRAL, Mood

SAY = phrases("ko")
LONG = Reply("answer", ("하나예요.", "둘이에요.", "셋이에요.", "더 들을까요?"), rest=("넷이에요.",))


def test_a_sad_caller_is_met_first_and_told_everything() -> None:
    reply = mannered(LONG, Mood("sad"), "", SAY)
    assert reply.sentences == (*SAY("mood_sad"), *LONG.sentences)


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood != "hurry"])
def test_the_same_kind_word_is_not_said_twice_running(mood: str) -> None:
    reply = mannered(LONG, Mood(mood), mood, SAY)
    assert reply.sentences[0] == "하나예요."


def test_who_is_in_a_hurry_gets_no_preamble_and_little() -> None:
    reply = mannered(LONG, Mood("hurry"), "", SAY)
    assert reply.sentences == ("하나예요.", "둘이에요.")
    assert reply.rest == ("셋이에요.", "넷이에요.")


def test_who_is_angry_gets_little_and_a_person() -> None:
    reply = mannered(LONG, Mood("angry"), "", SAY)
    assert reply.sentences == (*SAY("mood_angry"), "하나예요.", "둘이에요.", *SAY("mood_person"))


def test_who_is_confused_is_spoken_to_slowly() -> None:
    assert mannered(LONG, Mood("confused"), "", SAY).effects == (Effect.SLOWER,)


def test_a_kind_answer_needs_no_kind_word() -> None:
    kind = Reply("answer", ("마음이 많이 힘드시겠어요.", "한 달 안에 신고하세요."))
    assert mannered(kind, Mood("sad"), "", SAY) == kind


@pytest.mark.parametrize("kind", ["safety", "small_talk", "greeting"])
def test_danger_and_everyday_talk_stay_as_they_are(kind: str) -> None:
    reply = Reply(kind, ("그건 급한 일이에요.",))  # type: ignore[arg-type]
    assert mannered(reply, Mood("worried"), "", SAY) == reply


def test_nobody_in_particular_is_answered_plainly() -> None:
    assert mannered(LONG, Mood(NEUTRAL), "sad", SAY) == LONG
