"""An utterance as a row of items, each one letter: what a pattern for places looks at.

========  ======================================================================
letter    item
========  ======================================================================
A S       an address, a road without a number
D L O o   a dong, a landmark, a place elsewhere, the district's own name
H U       여기; 우리, 제
F R W     something that stands there, a strong and a weak relation
N M B     another noun, a number or its counter, an adnominal (이, 큰)
G C       의; 랑, 하고
P J I     에, 에서; 이, 가, 을; the copula
z         anything else
========  ======================================================================
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicebot.understand.slots.address import Address
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.names import Name
from voicebot.understand.slots.scenery import UNIT_NOUNS, is_facility, relation_strength
from voicebot.understand.slots.span import Span

__all__ = ["Item", "items"]

_NAME_LETTERS = {"dong": "D", "landmark": "L", "outside": "O", "own": "o", "here": "H", "house": "L"}
_HERE = frozenset({"여기", "이곳", "요기"})
_OWN = frozenset({"우리", "저희", "제", "내", "저의"})
_TAGS = {
    "JKG": "G", "JC": "C", "JKS": "J", "JKO": "J", "JX": "J", "JKC": "J", "VCP": "I", "SN": "M", "W_SERIAL": "M", "MM": "B",
}  # fmt: skip
_LONGEST_COMPOUND = 4
"""Nouns before the last of one."""
_NOUNS = ("NNG", "NNP", "XPN")
_NO_LOOKS = frozenset({"있", "없", "같", "아니"})
_PROPER = 4
"""Syllables that a name has at least, to be no person's."""
_WITH = frozenset({"랑", "이랑", "와", "과", "하고"})


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the utterance and its letter.

    Attributes:
        form: the noun, or what is read back for a name or an address.
        proper: whether it is a noun that only a name can be (서해그랑블).
    """

    span: Span
    letter: str
    form: str
    proper: bool = False


def items(tokens: Sequence[Token], found: Sequence[Name | Address], taken: Sequence[Span]) -> list[Item]:
    """Names and addresses as one item each, what is taken (a time, a telephone) as a break, the rest by its tag.

    Args:
        tokens: the morphemes, in order.
        found: names and addresses, in order, none overlapping.
        taken: spans of other slots.
    """
    breaks = {at for span in taken for at in range(span.start, span.end)}
    named = {at: one for one in found for at in range(one.span.start, one.span.end)}
    return list(_items(tokens, named, breaks))


def _items(tokens: Sequence[Token], named: dict[int, Name | Address], breaks: set[int]) -> Iterator[Item]:
    last: Name | Address | None = None
    for token, letter in zip(tokens, _letters(tokens), strict=True):
        one = named.get(token.span.start)
        if one is None:
            taken = token.span.start in breaks
            proper = token.tag == "NNP" and len(token.form) >= _PROPER
            yield Item(token.span, "z" if taken else letter, token.form, proper)
        elif one is not last:
            yield _item(one)
        last = one


def _item(one: Name | Address) -> Item:
    if isinstance(one, Name):
        return Item(one.span, _NAME_LETTERS[one.kind], one.name)
    return Item(one.span, "S" if one.kind == "street" else "A", one.words)


def _letters(tokens: Sequence[Token]) -> list[str]:
    """One a token; an adjective before its noun is an adnominal as a whole (큰 길)."""
    letters = [_letter(token) for token in tokens]
    for at in range(1, len(tokens)):
        if letters[at] == "N" and is_facility(_compound(tokens, at), "NNG"):
            letters[at] = "F"
    for at in range(len(tokens) - 1):
        if tokens[at].tag == "VA" and tokens[at].form not in _NO_LOOKS and tokens[at + 1].tag == "ETM":
            letters[at : at + 2] = "B", "B"
    return letters


def _compound(tokens: Sequence[Token], at: int) -> str:
    """The noun with those that it is written together with: 오일장 of 오일 and 장."""
    row = [tokens[at]]
    for before in reversed(tokens[max(0, at - _LONGEST_COMPOUND) : at]):
        if before.span.end != row[-1].span.start or before.tag not in _NOUNS:
            break
        row.append(before)
    return "".join(token.form for token in reversed(row))


def _letter(token: Token) -> str:
    form, tag, _ = token
    if tag == "NP":
        return "H" if form in _HERE else "U" if form in _OWN else "z"
    if tag == "JKB":
        return "C" if form in _WITH else "P"
    if tag == "NNB":
        return "M" if form in UNIT_NOUNS else "W" if form in ("쪽", "안", "내") else "z"
    if tag in ("NNG", "NNP", "XSN", "SL", "SH", "XPN", "NR", "XR"):
        return _noun(form, tag)
    return _TAGS.get(tag, "z")


def _noun(form: str, tag: str) -> str:
    strength = relation_strength(form)
    if strength:
        return "R" if strength == 2 else "W"
    if tag == "NNP" and form.endswith("동") and len(form) >= 3:
        return "D"
    return "F" if is_facility(form, tag) else "N"
