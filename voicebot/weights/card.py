"""Model cards: what a model is, where its weights come from and what they must be, byte for byte."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from voicebot.errors import ModelError
from voicebot.settings import settings

__all__ = ["Card", "File", "Part", "Source", "load_card", "load_cards"]

Task = Literal["recognise", "synthesise", "voice_activity", "embed"]
Package = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]\w*$")]
"""Of the top level: to find a package inside another would import the outer one."""
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


def _inside(name: str) -> str:
    """A path that cannot leave its folder."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ValueError(f"{name!r} must stay inside the model's folder")
    return name


Inside = Annotated[str, AfterValidator(_inside)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Strict):
    """A piece of a file, as an installed package carries it."""

    package: Package = Field(description="import name of the package")
    path: Inside = Field(description="where in the package")
    size: int = Field(gt=0, description="bytes")
    sha256: Digest


class File(_Strict):
    """A file of the model's folder.

    Where `sha256` is missing nobody has checked it for this card, and whoever fetches the model must give it.
    """

    name: Inside
    size: int | None = Field(None, gt=0, description="bytes")
    sha256: Digest | None = None
    path: Inside | None = Field(None, description="path at the source, if it is not the name")
    parts: tuple[Part, ...] = ()


class Source(_Strict):
    """Where the official weights are published."""

    page: str = Field(description="for people: who publishes them, under which terms")
    url: str | None = Field(None, description="address of a file, with {revision} and {path} in it")
    revision: str | None = Field(None, description="what the digests belong to; asked for when missing")


class Card(_Strict):
    """One model: its task, languages, licence, source and files."""

    name: Inside
    title: str
    task: Task
    languages: tuple[str, ...]
    licence: str
    needed: bool = Field(False, description="part of the default set-up")
    note: str = ""
    in_package: Package | None = Field(None, description="import name of a package that is used in place")
    source: Source
    files: tuple[File, ...] = Field(min_length=1)

    @property
    def packaged(self) -> bool:
        """Whether installed packages carry every file."""
        return self.in_package is not None or all(file.parts for file in self.files)


def load_cards(folder: Path | None = None) -> dict[str, Card]:
    """Read every card of a folder, by name; needed ones first.

    Args:
        folder: where the TOML files are; the settings' `models_dir` if none.

    Raises:
        ModelError: ``model_card_wrong``.
    """
    paths = sorted((folder or settings().models_dir).glob("*.toml"))
    cards = sorted((_read(path) for path in paths), key=lambda card: (not card.needed, card.name))
    return {card.name: card for card in cards}


def load_card(name: str, folder: Path | None = None) -> Card:
    """Read one card.

    Raises:
        ModelError: ``model_unknown``, ``model_card_wrong``.
    """
    cards = load_cards(folder)
    if name not in cards:
        known = ", ".join(cards) or f"none in {folder or settings().models_dir}"
        raise ModelError("model_unknown", f"There is no model card called {name!r}. There are: {known}.")
    return cards[name]


def _read(path: Path) -> Card:
    try:
        card = Card.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ModelError("model_card_wrong", f"The model card {path.name} cannot be read: {error}") from error
    if card.name != path.stem:
        raise ModelError("model_card_wrong", f"The model card {path.name} calls its model {card.name!r}.")
    return card
