"""A small world of model cards: packages with parts, a folder of cards, an empty cache."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from voicebot.settings import settings
from voicebot.weights.check import Count, sha256_of

CONTENT = bytes(range(256)) * 40


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class World:
    root: Path

    @property
    def cards(self) -> Path:
        return self.root / "cards"

    @property
    def weights(self) -> Path:
        return self.root / "cache" / "models"

    def package(self, path: str, data: bytes) -> str:
        """An importable package with one data file in it; its name."""
        name = f"pkg_{uuid.uuid4().hex}"
        file = self.root / "site" / name / path
        file.parent.mkdir(parents=True)
        (self.root / "site" / name / "__init__.py").write_text("raise RuntimeError('never imported')")
        file.write_bytes(data)
        return name

    def part_file(self, package: str, path: str) -> Path:
        return self.root / "site" / package / path

    def card(self, name: str, body: str, source: str = "") -> None:
        """Write a card; `body` is more top-level keys, then the files."""
        keys, brackets, files = body.partition("[[")
        (self.cards / f"{name}.toml").write_text(
            f'name = "{name}"\ntitle = "T"\ntask = "recognise"\nlanguages = ["ko"]\nlicence = "MIT"\n'
            f'needed = true\n{keys}\n[source]\npage = "the publisher"\n{source}\n{brackets}{files}'
        )

    def halves(self, name: str = "halved") -> tuple[str, str]:
        """A card whose file is the two halves of CONTENT in two packages; the packages' names."""
        half = len(CONTENT) // 2
        first, second = self.package("data/a.bin", CONTENT[:half]), self.package("b.bin", CONTENT[half:])
        self.card(name, file_toml("model.bin") + part_toml(first, "data/a.bin", CONTENT[:half])
                  + part_toml(second, "b.bin", CONTENT[half:]))  # fmt: skip
        return first, second


def file_toml(name: str, data: bytes = CONTENT, sha256: str | None = None) -> str:
    return f'[[files]]\nname = "{name}"\nsize = {len(data)}\nsha256 = "{sha256 or digest(data)}"\n'


def part_toml(package: str, path: str, data: bytes) -> str:
    return (
        f'[[files.parts]]\npackage = "{package}"\npath = "{path}"\nsize = {len(data)}\n'
        f'sha256 = "{digest(data)}"\n'
    )


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World(tmp_path)
    made.cards.mkdir()
    (tmp_path / "site").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setenv("VOICEBOT_MODELS_DIR", str(made.cards))
    monkeypatch.setenv("VOICEBOT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("voicebot.weights.download._PAUSE_S", 0.0)
    settings.cache_clear()
    yield made
    settings.cache_clear()


@pytest.fixture
def count_hashing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many files were hashed whole since the test began."""
    seen: list[Path] = []
    real = sha256_of

    def counting(path: Path, count: Count) -> str:
        seen.append(path)
        return real(path, count)

    monkeypatch.setattr("voicebot.weights.folder.sha256_of", counting)
    return lambda: len(seen)
