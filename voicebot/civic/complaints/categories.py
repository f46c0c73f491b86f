"""What residents complain about, who would handle it, and how long the law gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from voicebot.civic.complaints.deadline import IMMEDIATE, Period
from voicebot.civic.complaints.states import Words
from voicebot.civic.faq import StrictLoader
from voicebot.errors import ComplaintError, DistrictError
from voicebot.understand.learned import Learned
from voicebot.understand.meaning import Phrasing

__all__ = [
    "EAR",
    "FALLBACK",
    "PERIODS",
    "Alike",
    "Categories",
    "Category",
    "Question",
    "load_categories",
    "load_ear",
]

Legal = Literal["grievance", "other", "suggest", "explain", "interpret"]

PERIODS: Mapping[Legal, Period] = MappingProxyType(
    {
        "grievance": Period.of_days(7),  # Decree §17
        "other": IMMEDIATE,  # Decree §19
        "suggest": Period.of_days(14),  # Decree §15
        "explain": Period.of_days(7),  # Decree §14
        "interpret": Period.of_days(14),  # Decree §14
    }
)
"""How long the office has, by the kind of complaint."""

FALLBACK = "other"
"""기타: always there."""

EAR = "complaints.ko.npz"
"""What was learned of the categories (`voicebot faq fit-complaints`), beside them."""

MOST = 20
"""Categories beside 기타: as many as somebody can have in view (design page, A1)."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Question(Words):
    """Something to ask beside what, where, when and whom to tell."""

    id: Id


class Alike(_Record):
    """When two complaints of a category are taken for the same trouble.

    FixMyStreet offers open reports within 250 m to look through on a map; here it is one yes or no, so
    closer.
    The office should set both by what it sees; 250 m and more also takes in the whole dong.

    Attributes:
        metres: so far apart at most, where both have a position.
        days: so long ago at most.
    """

    metres: Annotated[int, Field(gt=0)] = 100
    days: Annotated[int, Field(gt=0)] = 30


class Category(_Record):
    """One kind of complaint.

    Attributes:
        department: id of the department that would handle it; staff confirm it.
        legal: its kind by the Act.
        needs: what the law or the department cannot do without.
        ask: extra questions, asked one at a time where the answer is missing.
        notice: said before filing.
        alike: when another one is the same trouble; nothing where each is somebody's own.
        phrasings: how residents say it.
        phrasings_en: how those say it who speak English.
    """

    id: Id
    name: Words
    picture: Line
    department: Line
    legal: Legal
    needs: Words | None = None
    ask: Annotated[tuple[Question, ...], Field(strict=False)] = ()
    notice: Words
    alike: Alike | None = Alike()
    phrasings: Annotated[tuple[Line, ...], Field(strict=False, min_length=12)]
    phrasings_en: Annotated[tuple[Line, ...], Field(strict=False)] = ()

    @property
    def period(self) -> Period:
        """How long the office has."""
        return PERIODS[self.legal]


class Categories(_Record):
    """All of a district's."""

    categories: Annotated[tuple[Category, ...], Field(strict=False, max_length=MOST + 1)]

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        for repeated in _repeated(one.id for one in self.categories):
            raise ValueError(f"{repeated!r} is there twice")
        for repeated in _repeated(text for one in self.categories for text in one.phrasings):
            raise ValueError(f"the phrasing {repeated!r} is there twice")
        if FALLBACK not in {one.id for one in self.categories}:
            raise ValueError(f"there must be a category {FALLBACK!r} for what fits nowhere")
        return self

    def get(self, category_id: str) -> Category:
        """A category by its id.

        Raises:
            ComplaintError: ``unknown_category``; the message lists those that there are.
        """
        found = next((one for one in self.categories if one.id == category_id), None)
        if found is None:
            known = ", ".join(one.id for one in self.categories)
            raise ComplaintError(
                "unknown_category", f"There is no category {category_id!r}; one of: {known}."
            )
        return found

    def phrasings(self, language: str = "ko") -> list[Phrasing]:
        """Every way to tell of every category, its name among them."""
        return [
            Phrasing(one.id, text)
            for one in self.categories
            for text in (one.name.in_(language), *(one.phrasings if language == "ko" else one.phrasings_en))
        ]


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def load_categories(folder: Path) -> Categories:
    """Read ``categories.yaml``.

    Args:
        folder: the district's folder.

    Raises:
        DistrictError: the file is missing, is not YAML, or a field is wrong; the message names it.
    """
    path = folder / "categories.yaml"
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
        return Categories.model_validate(raw)
    except FileNotFoundError as error:
        raise DistrictError("categories_missing", f"{path} is not there; copy one.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DistrictError("categories_unreadable", f"{path} is not readable as YAML: {error}") from error
    except ValidationError as error:
        details = error.errors(include_url=False)
        listed = "\n".join(f"  {'.'.join(map(str, d['loc']))}: {d['msg']}" for d in details)
        raise DistrictError("categories_invalid", f"{path} is wrong; correct it:\n{listed}") from error


def load_ear(folder: Path, language: str) -> Learned | None:
    """What was learned of a district's categories; nothing where it was not, or where others were learned.

    Args:
        folder: the district's folder.
        language: Korean only.
    """
    path = folder / EAR
    if language != "ko" or not path.is_file():
        return None
    ear = Learned.load(path)
    return ear if set(ear.names) == {one.id for one in load_categories(folder).categories} else None
