"""The protocol's pages are what the types say, and say what the desk does."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from voicebot.channels.websocket.codes import CODES
from voicebot.channels.websocket.pages import CLIENT, SERVER, asyncapi, page, schema, write_pages
from voicebot.settings import project_dir
from voicebot.talk.phrases import phrases

DOCS = project_dir() / "docs" / "protocol"


def test_the_committed_pages_are_the_generated_ones(tmp_path: Path) -> None:
    for written in write_pages(tmp_path):
        committed = (DOCS / written.name).read_text(encoding="utf-8")
        assert committed == written.read_text(encoding="utf-8"), f"{written.name} is stale; run `make docs`"


def test_the_schema_accepts_what_the_desk_accepts_and_nothing_else() -> None:
    jsonschema.Draft202012Validator.check_schema(schema()["client"])
    check = jsonschema.Draft202012Validator(schema()["client"])
    check.validate(
        {"type": "session.start", "protocol": 1, "audio": {"in": {"format": "pcm16", "rate": 8000}}}
    )
    for wrong in ({"type": "no.such"}, {"type": "input_text"}, {"type": "command", "name": "explode"}):
        with pytest.raises(jsonschema.ValidationError):
            check.validate(wrong)


def test_every_event_stands_in_every_page() -> None:
    text, document = page(), json.dumps(asyncapi())
    for event in [*CLIENT, *SERVER]:
        name = event.model_fields["type"].default
        assert f"| `{name}` |" in text
        assert f".{name}" in document


def test_asyncapi_points_only_at_what_it_has() -> None:
    document = yaml.safe_load((DOCS / "asyncapi.yaml").read_text(encoding="utf-8"))
    assert document["asyncapi"] == "3.0.0"
    named = set(document["components"]["messages"])
    assert {
        ref["$ref"].rsplit("/", 1)[1] for o in document["operations"].values() for ref in o["messages"]
    } == named


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_error_has_a_sentence_to_say(language: str) -> None:
    for row in CODES.values():
        assert phrases(language).line(row.phrase)
