from voicebot.speak.kokoro import pieces
from voicebot.speak.words import Word


def test_a_short_sentence_is_one_piece() -> None:
    words = [Word("가", "ka"), Word("나", "na.")]
    assert list(pieces(words)) == [words]
    assert list(pieces([])) == []


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    words = [Word(str(i), "a" * 39 + ("," if i == 7 else "")) for i in range(20)]
    cut = list(pieces(words))
    assert [word for piece in cut for word in piece] == words
    assert len(cut[0]) == 8
    assert all(sum(len(word.phonemes) + 1 for word in piece) <= 501 for piece in cut)


def test_without_a_clause_it_is_cut_between_words() -> None:
    words = [Word(str(i), "a" * 99) for i in range(11)]
    assert [len(piece) for piece in pieces(words)] == [5, 5, 1]
    assert [len(piece) for piece in pieces([Word("long", "a" * 900)])] == [1]
