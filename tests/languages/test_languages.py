"""A language is a folder: complete in Korean and English, and a third can be begun with a single phrase."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from voicebot.channels.spoken import Speaks
from voicebot.channels.words_door import ALOUD, words_door
from voicebot.civic.complaints.states import Words
from voicebot.cli import app
from voicebot.languages import LANGUAGES, book, languages, parts, table
from voicebot.languages.missing import Gap, beside, gaps, side_by_side

OWN = Path(str(files("voicebot.languages")))
HANGUL = re.compile(r"[가-힣]")
OTHER_TONGUES = {
    "page.language",
    "page.language_name",
    "kiosk.labels.language",
    "track.switch",
    "track.switch_name",
    "accessibility.switch",
    "resident.switch",
    "resident.switch_name",
    "accessibility.switch_name",
}
"""What stands in the other language, so that who speaks that one finds it."""


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """The desk's languages and a tiny third one, with a mistake of each kind."""
    shutil.copytree(OWN, tmp_path / "all", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    own = tmp_path / "all" / "eo"
    own.mkdir()
    (own / "desk.toml").write_text(
        'more = ["Ĉu pli?"]\nconfirm = ["Ĉu {temo}?"]\nnova = "?"\n', encoding="utf-8"
    )
    (own / "kiosk.toml").write_text('[labels]\nstart = "Paroli"\n', encoding="utf-8")
    return tmp_path / "all"


def test_korean_and_english_lack_nothing() -> None:
    assert languages() == sorted(LANGUAGES)
    assert gaps("ko") == gaps("en") == []
    assert beside("en", files("voicebot")) == []
    assert parts("ko") == parts("en")
    assert len(parts("ko")) >= 7


def test_a_third_language_is_told_what_it_lacks(three: Path) -> None:
    found = gaps("eo", three)
    named = {(gap.part, gap.name): gap.kind for gap in found}
    assert ("desk", "more") not in named
    assert named["desk", "confirm"] == "fields"
    assert named["desk", "nova"] == "unknown"
    assert named["desk", "greeting"] == "missing"
    assert ("kiosk", "labels.start") not in named
    assert named["kiosk", "labels.home"] == named["kiosk", "says.wait"] == "missing"
    assert Gap("page", "heading", "missing", table("page", "ko")["heading"]) in found


def test_what_it_has_is_said_and_the_rest_is_english(three: Path) -> None:
    assert table("desk", "eo", three)["more"] == ["Ĉu pli?"]
    assert table("desk", "eo", three)["filler"] == table("desk", "en")["filler"]
    labels = table("kiosk", "eo", three)["labels"]
    assert (labels["start"], labels["yes"]) == ("Paroli", "Yes")
    assert book("desk", "zz").line("filler") == book("desk", "en").line("filler")


def test_phrases_that_stand_side_by_side_are_looked_through_too() -> None:
    tree = {
        "states": {"a": {"ko": "가", "en": "a"}, "b": {"ko": "나", "en": "b", "eo": "b"}},
        "roles": {"x": "y"},
    }
    assert side_by_side("states", tree, "eo") == [Gap("states", "states.a", "missing", "가")]
    words = Words.model_validate({"ko": "가", "en": "a", "eo": "ho"})
    assert [words.in_(name) for name in ("ko", "en", "eo", "zz")] == ["가", "a", "ho", "a"]


def test_no_korean_is_left_in_english() -> None:
    left = [
        f"{part}.{name}"
        for part in parts("en")
        for name, text in _flat(table(part, "en")).items()
        if HANGUL.search(text)
    ]
    assert set(left) <= OTHER_TONGUES


def _flat(tree: dict[str, object], before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {before + name: str(value)}
    return flat


def test_the_command_lists_them_and_fails_while_there_are_any(three: Path) -> None:
    run = CliRunner()
    done = run.invoke(app, ["languages", "missing", "eo", "--folder", str(three)])
    assert done.exit_code == 1
    assert "greeting" in done.output
    assert "nova" in done.output
    assert run.invoke(app, ["languages", "missing", "en"]).exit_code == 0
    assert run.invoke(app, ["languages", "missing", "en", "--answers"]).exit_code == 1
    listed = run.invoke(app, ["languages", "list", "--folder", str(three)])
    assert [name for name in ("en", "eo", "ko") if name in listed.output] == ["en", "eo", "ko"]


class Opening:
    """A desk that cannot speak yet."""

    ready = False
    voices: Any = None


def served(desk: Speaks) -> TestClient:
    app = FastAPI()
    app.include_router(words_door(desk))
    return TestClient(app)


def test_only_what_a_page_says_by_itself_can_be_had_as_sound() -> None:
    assert all(name in table("page", language) for name in ALOUD for language in LANGUAGES)
    caller = served(Opening())
    assert caller.get("/words/ko/unplugged.wav").status_code == 503
    assert caller.get("/words/ko/heading.wav").status_code == 404
    assert caller.get("/words/zz/unplugged.wav").status_code == 404


def test_a_page_gets_its_words_as_a_module_and_only_once() -> None:
    caller = served(Opening())
    first = caller.get("/words/all.js")
    assert first.headers["content-type"].startswith("text/javascript")
    words = json.loads(first.text.removeprefix("export default ").rstrip().rstrip(";"))
    assert words == {language: table("page", language) for language in LANGUAGES}
    again = caller.get("/words/all.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
