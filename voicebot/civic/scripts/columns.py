"""What officers call their columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicebot.civic.scripts.problems import Problem

__all__ = ["HEADINGS", "Columns", "find_columns"]

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "question": ("질문", "대표질문", "질문내용", "물음", "문의", "문의내용", "question", "q"),
    "phrasings": (
        "다른표현", "다른질문", "유사질문", "유사표현", "비슷한질문", "표현", "변형", "변형질문",
        "phrasings", "phrasing", "variants",
    ),
    "answer": ("답변", "답", "대답", "답변내용", "말하는답변", "대본", "스크립트", "answer", "script", "a"),
    "written": ("글답변", "화면답변", "상세답변", "자세한답변", "written"),
    "source": ("출처", "근거", "출처주소", "source"),
    "url": ("링크", "주소", "누리집", "홈페이지", "바로가기", "url", "link"),
    "valid_from": ("시작일", "적용일", "적용시작일", "게시시작일", "시행일", "from", "validfrom"),
    "valid_until": (
        "종료일", "만료일", "적용종료일", "게시종료일", "유효기한", "마감일", "until",
        "validuntil",
    ),
    "recording": (
        "파일", "파일명", "파일이름", "녹음", "녹음파일", "녹음파일명", "음성파일", "음성파일명", "음원",
        "file", "filename", "recording", "audio",
    ),
    "id": ("아이디", "식별자", "id"),
    "topic": ("분류", "주제", "카테고리", "topic", "category"),
    "owner": ("담당", "담당자", "담당부서", "부서", "owner"),
    "verified_on": ("확인일", "검토일", "점검일", "verified", "verifiedon"),
}  # fmt: skip
"""Of each field the usual headings, that of the template first; spaces and marks do not count."""

_MANY = "phrasings"
"""May have several columns: 표현 1, 표현 2."""
_FIELDS = {name: field for field, names in HEADINGS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a sheet holds what.

    Attributes:
        at: the columns of each field, counted from 0.
        headings: as they stand in the file.
        problems: columns that are not known, or there twice.
    """

    at: Mapping[str, tuple[int, ...]]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...]

    def heading(self, field: str) -> str:
        """What the file calls a field; nothing where it has no such column."""
        return self.headings[self.at[field][0]] if field in self.at else ""


def find_columns(head: Sequence[str], line: int) -> Columns | None:
    """The columns of a sheet, if this row names them: a question, and an answer or a recording."""
    found: dict[str, tuple[int, ...]] = {}
    problems: list[Problem] = []
    for at, heading in enumerate(head):
        field = _field(heading)
        if field is None:
            problems += (
                [Problem.of("column_unknown", line, heading, value=heading)] if heading.strip() else []
            )
        elif field in found and field != _MANY:
            problems.append(Problem.of("column_twice", line, heading, value=heading))
        else:
            found[field] = (*found.get(field, ()), at)
    if "question" not in found or not {"answer", "recording"} & found.keys():
        return None
    return Columns(found, tuple(head), tuple(problems))


def _field(heading: str) -> str | None:
    plain = re.sub(r"\(.*?\)|[\W_]", "", unicodedata.normalize("NFKC", heading)).lower()
    return _FIELDS.get(plain) or _FIELDS.get(plain.rstrip("0123456789"))
