"""Which stretches of a row of items describe a place: 우리 집 앞, 초등학교 정문 옆 골목, 가정역 2번 출구."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicebot.understand.slots.heads import NAMES, Row, is_head
from voicebot.understand.slots.items import Item
from voicebot.understand.slots.roles import lives_at, passes_by
from voicebot.understand.slots.scenery import AGENCIES, UNIT_NOUNS, places_nothing
from voicebot.understand.slots.ways import is_route

__all__ = ["stretches"]

_CHUNK = re.compile(r"[UBoNFRWMADLOSHGC]{1,24}")
_STARTERS = "UHADLOSo"
_JOINS = re.compile(
    r"(?:\s|,|에서부터|에서|에|쪽에|쪽|이?고요?|이?구요?|인데요?|이요|이에요|예요|요|\.|에?\s?있는|으?로\s?(?:가는|나오는|들어가는|올라가는)|으?로|"
    r"(?:을|를)?\s?(?:지나서|지나|건너서|건너|끼고|돌아서|돌면)|(?:들어가는|올라가는|내려가는|내려오는|나오는|보이는|가는|나와서|내려서|나가서|들어가서|올라가서)|"
    r"(?:우회전|좌회전)(?:하면|해서)|가면|나오면|들어가면|있잖아요?|쭉|조금|바로|좀|그|저기)*"
)
_LONGEST_JOIN = 20
_FARTHEST = 8
"""Items that a description goes back from its last word."""


def stretches(text: str, items: Sequence[Item]) -> list[tuple[int, int]]:
    """First item and item after the last of each place that is described, in order.

    Args:
        text: the utterance.
        items: its items.
    """
    row = Row(text, items, "".join(item.letter for item in items))
    found: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(row.letters):
        goes_on = bool(found) and _joins(row, found[-1][1], chunk.start())
        place = _stretch(row, chunk.span(), goes_on)
        if place and goes_on and place[0] == chunk.start():
            found[-1] = found[-1][0], place[1]
        elif place:
            found.append(place)
    return [place for place in found if not _passing(row, *place)]


def _joins(row: Row, after: int, first: int) -> bool:
    """Whether one description goes on: "석남동에 있는 우체국", "역에서 내려서 오른쪽 골목"."""
    end, start = row.end(after - 1), row.items[first].span.start
    short = start - end <= _LONGEST_JOIN and bool(_JOINS.fullmatch(row.text, end, start))
    return short or is_route([(item.form, item.letter) for item in row.items[after:first]])


def _stretch(row: Row, chunk: tuple[int, int], goes_on: bool) -> tuple[int, int] | None:
    start, end = chunk
    head = next((at for at in range(end - 1, start - 1, -1) if is_head(row, chunk, at, goes_on)), None)
    if head is None:
        return None
    first = start if goes_on and head - start < 3 else _first(row.letters, max(start, head - _FARTHEST), head)
    return first, _with_number(row, head + 1, end)


def _first(letters: str, start: int, head: int) -> int:
    """Where a description begins: at 우리, 여기 or a name if one is in it and no other place comes before."""
    named = next((at for at in range(start, head + 1) if letters[at] in _STARTERS), None)
    if named is not None and not re.search("[FR]", letters[start:named]):
        start = named
    while start < head and (letters[start] in "GCM" or _says_less(letters, start, head)):
        start += 1
    return start


def _says_less(letters: str, at: int, head: int) -> bool:
    """여기 before a name that says more; 제 before a name that is nobody's."""
    if letters[at] == "U":
        return letters[at + 1] in NAMES
    return letters[at] == "H" and bool(re.search("[ADLFS]", letters[at + 1 : head + 1]))


def _with_number(row: Row, after: int, end: int) -> int:
    """With the 101동 of an apartment house."""
    counter = re.match("M+", row.letters[after:end])
    if counter and row.items[after + counter.end() - 1].form in UNIT_NOUNS:
        return after + counter.end()
    return after


def _passing(row: Row, first: int, after: int) -> bool:
    """Where the caller lives, goes or calls, or what somebody belongs to: not where the trouble is."""
    letters, end = row.letters[first:after], row.end(after - 1)
    if re.search("[RW]", letters):
        return False
    if not re.search(f"[{NAMES}]", letters) and _is_followed_by_somebody(row, after):
        return True
    if lives_at(row.text, end):
        return letters[0] != "U"
    words = row.text[row.items[first].span.start : end].replace(" ", "")
    our_town = words.endswith("동네") and len(letters) == 2
    return our_town or passes_by(row.text, end) or bool(AGENCIES.fullmatch(words))


def _is_followed_by_somebody(row: Row, after: int) -> bool:
    return after < len(row.items) and row.letters[after] == "N" and places_nothing(row.items[after].form)
