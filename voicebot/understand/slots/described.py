"""Which stretches of a row of items describe a place: 우리 집 앞, 초등학교 정문 옆 골목, 가정역 2번 출구."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicebot.understand.slots.items import Item
from voicebot.understand.slots.scenery import AGENCIES, GENERIC, UNIT_NOUNS, is_facility, is_no_anchor

__all__ = ["stretches"]

_CHUNK = re.compile(r"[UBoNFRWMADLOSHGC]{1,24}")
_NAMES = "ADLOS"
_STARTERS = "UHADLOSo"
_CROSSINGS = ("사거리", "삼거리", "오거리", "네거리", "교차로", "골목")
"""Where something is even when it is dark there."""
_JOINS = re.compile(
    r"(?:\s|,|에서부터|에서|에|쪽에|쪽|이?고요?|이?구요?|인데요?|이요|이에요|예요|요|\.|에?\s?있는|으?로\s?(?:가는|나오는|들어가는|올라가는)|"
    r"(?:을|를)?\s?(?:지나서|지나|건너서|건너|끼고|돌아서|돌면)|(?:들어가는|올라가는|내려가는|나오는|가는|나와서|내려서|나가서|들어가서|올라가서)|조금|바로|좀|그|저기)*"
)
_LONGEST_JOIN = 16
_FARTHEST = 8
"""Items that a description goes back from its last word."""
_LIVES = re.compile(r"\s?(?:에|에서)?\s?(?:사는|살아|살고|살거|살구|산지|주민|사람)")
_GOES = re.compile(
    r"(?:에|에를|으로|로)?\s?(?:가는\s(?:버스|차|사람|전철)|방면|행\s|갔|가려|가다|가서|다니|다녀|들르|들러|전화|신고|문의|연락|물어|말했|민원|얘기)"
)


def stretches(text: str, row: Sequence[Item]) -> list[tuple[int, int]]:
    """First item and item after the last of each place that is described, in order.

    Args:
        text: the utterance.
        row: its items.
    """
    letters = "".join(item.letter for item in row)
    found: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(letters):
        goes_on = bool(found) and _joins(text, row, found[-1][1], chunk.start())
        place = _stretch(text, row, letters, chunk.span(), goes_on)
        if place and goes_on and place[0] == chunk.start():
            found[-1] = found[-1][0], place[1]
        elif place:
            found.append(place)
    return [place for place in found if not _passing(text, row, letters, place)]


def _joins(text: str, row: Sequence[Item], after: int, first: int) -> bool:
    """Whether one description goes on: "석남동에 있는 우체국", "역에서 내려서 오른쪽 골목"."""
    end, start = row[after - 1].span.end, row[first].span.start
    return start - end <= _LONGEST_JOIN and bool(_JOINS.fullmatch(text, end, start))


def _stretch(
    text: str, row: Sequence[Item], letters: str, chunk: tuple[int, int], goes_on: bool
) -> tuple[int, int] | None:
    start, end = chunk
    head = end - 1
    while head >= start and not _is_head(text, row, letters, (start, head, end), goes_on):
        head -= 1
    if head < start:
        return None
    first = start if goes_on and head - start < 3 else _first(letters, max(start, head - _FARTHEST), head)
    return first, _with_number(row, letters, head + 1, end)


def _is_head(
    text: str, row: Sequence[Item], letters: str, place: tuple[int, int, int], goes_on: bool
) -> bool:
    """Whether a description can end with the item in the middle of (start, item, end of the row)."""
    start, at, end = place
    letter, before = letters[at], letters[start:at].rstrip("G")
    if letter in _NAMES or letter == "H":
        return True
    if letter == "W":
        return before[-1:] in tuple("FRADLOSMWH") or (goes_on and not before.strip("B"))
    if letter not in "FR" or (before[-1:] != "U" and _is_subject(text, row, letters, at, end)):
        return False
    if before.strip("BCG") or goes_on:
        return letter == "F" or before[-1:] != "N" or not is_no_anchor(row[start + len(before) - 1].form)
    return _stands_alone(row, letters, at, end)


def _is_subject(text: str, row: Sequence[Item], letters: str, at: int, end: int) -> bool:
    """길이, 횡단보도가: what is wrong rather than where, when something is said of it."""
    item = row[at]
    own_word = text[item.span.start - 1 : item.span.start].isspace() or item.span.start == 0
    said_of = (
        at + 1 == end and letters[end : end + 1] == "J" and not text.startswith(("요", "이요"), item.span.end)
    )
    return own_word and said_of and is_facility(item.form, "NNG") and item.form not in _CROSSINGS


def _stands_alone(row: Sequence[Item], letters: str, at: int, end: int) -> bool:
    """A facility without a name or relation is a place only where a sentence uses it as one: 놀이터에서."""
    form = row[at].form
    place = (
        (row[at].letter == "F" or is_facility(form, "NNG"))
        and form not in GENERIC
        and not AGENCIES.fullmatch(form)
    )
    return place and at + 1 == end and letters[end : end + 1] in ("P", "I", "")


def _first(letters: str, start: int, head: int) -> int:
    """Where a description begins: at 우리, 여기 or a name if one is in it and no other place comes before."""
    named = next((at for at in range(start, head + 1) if letters[at] in _STARTERS), None)
    if named is not None and not re.search("[FR]", letters[start:named]):
        start = named
    while start < head and (
        letters[start] in "GCM" or (letters[start] == "H" and _better(letters, start, head))
    ):
        start += 1
    return start


def _better(letters: str, here: int, head: int) -> bool:
    """Whether 여기 stands before a name that says more."""
    return bool(re.search("[ADLFS]", letters[here + 1 : head + 1]))


def _with_number(row: Sequence[Item], letters: str, after: int, end: int) -> int:
    """With the 101동 of an apartment house."""
    counter = re.match("M+", letters[after:end])
    if counter and row[after + counter.end() - 1].form in UNIT_NOUNS:
        return after + counter.end()
    return after


def _passing(text: str, row: Sequence[Item], letters: str, place: tuple[int, int]) -> bool:
    """Where the caller lives or calls, not where the trouble is."""
    first, after = place
    end = row[after - 1].span.end
    if _LIVES.match(text, end):
        return letters[first] != "U"
    related = "R" in letters[first:after] or "W" in letters[first:after]
    words = text[row[first].span.start : end].replace(" ", "")
    if words.endswith("동네") and after - first == 2:
        return True
    return not related and bool(_GOES.match(text, end) or AGENCIES.fullmatch(words))
