"""Ranges, rewritten in words: 3~5명 → 3명에서 5명, 9시~18시 → 9시부터 18시까지."""

from __future__ import annotations

import re

from voicebot.speak.reading.counters import POINTS, UNIT

__all__ = ["spell_ranges"]

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_SCALE = "(?:[천백십]?[만억]|[천백십])"
_WAVE = r"\s?[~∼〜]\s?"
_HYPHEN = r"-(?![0-9]+\s?(?:번지|번길|호(?!선)|동))"
_POINT = "|".join(sorted(POINTS, key=len, reverse=True))
_HALF = "오전|오후|낮|밤"
_TAIL = r"(\s?까지|에(?![가-힣])|[과은이을](?![가-힣])|(?=[생분]))?"
_AFTER_VOWEL = {"과": "와", "은": "는", "이": "가", "을": "를"}

_SHARED_UNIT = re.compile(
    rf"(?<![0-9.,제])(?<![0-9]-)(-?{_NUMBER})({_SCALE}?)(?:{_WAVE}|{_HYPHEN})"
    rf"({_NUMBER})({_SCALE}?)(\s?)({UNIT}){_TAIL}"
)
_POINTS = re.compile(
    rf"([0-9]\s?(?:{_POINT})|요일){_WAVE}"
    rf"((?:(?:[0-9]{{1,4}}(?:{_POINT})|[월화수목금토일]요일|{_HALF}|다음\s?날|익일)\s?)+){_TAIL}"
)
_UNTIL = re.compile(
    rf"(?:^|(?<=[\s(:]))[~∼〜]\s?((?:(?:{_HALF})\s)?(?:[0-9]{{1,4}}(?:년|월|일|시|분)\s?)+)(?!\s?까지)"
)
_SINCE = re.compile(r"([0-9][년월일시분]|요일)\s?[~∼〜](?!\s?[0-9가-힣])")
_AMOUNTS = re.compile(rf"({UNIT}){_WAVE}(?=[0-9])")
_NUMBERS = re.compile(rf"(?<![0-9.,])({_NUMBER}){_WAVE}(?=[0-9])")
_WORDS = re.compile(rf"([가-힣]){_WAVE}(?=[가-힣])")


def spell_ranges(text: str) -> str:
    """Rewrite ranges of numbers, days and times with 부터, 까지 and 에서; the numbers stay figures."""
    text = _SHARED_UNIT.sub(_share_unit, text)
    text = _POINTS.sub(_points, text)
    text = _UNTIL.sub(lambda m: f" {m[1].rstrip()}까지 ", text)
    text = _SINCE.sub(r"\1부터", text)
    for pattern in (_AMOUNTS, _NUMBERS, _WORDS):
        text = pattern.sub(r"\1에서 ", text)
    return text


def _share_unit(match: re.Match[str]) -> str:
    """5천~1만원 → 5천원에서 1만원, 1~2만 원 → 1만 원에서 2만 원, 6~12월생 → 6월부터 12월생."""
    first, first_scale, last, last_scale, space, unit, tail = match.groups()
    if unit in POINTS and not _is_span(match, unit, last):
        return f"{first}{unit}부터 {last}{unit}{_until(tail)}"
    first += first_scale or last_scale
    return f"{first}{space}{unit}에서 {last}{last_scale}{space}{unit}{tail or ''}"


def _until(tail: str | None) -> str:
    """까지 and what follows it: 9~18시에 까지, 16~30일과 까지와, 6~12월생 nothing."""
    if tail == "":
        return ""
    return "까지" + _AFTER_VOWEL.get(tail or "", "")


def _is_span(match: re.Match[str], unit: str, last: str) -> bool:
    """3~5일 is how long it takes, 3월 3~5일 and 2024~2026년 are when it is."""
    if unit == "일":
        return not match.string[max(0, match.start() - 2) : match.start()].rstrip().endswith("월")
    return unit == "분" or (unit == "년" and len(last) < 4)


def _points(match: re.Match[str]) -> str:
    """2시 10분~2시 20분 is when it is, 10분~20분 how long it takes."""
    first, last, tail = match.groups()
    if first.endswith("분") and "시" not in last:
        return f"{first}에서 {last}{tail or ''}"
    gap = " " if last.endswith(" ") and tail is None else ""
    return f"{first}부터 {last.rstrip()}{_until(tail)}{gap}"
