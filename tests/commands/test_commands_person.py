"""Staff give and erase what is kept about a person, and look after the outbox, from the command line."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.errors import VoicebotError
from voicebot.settings import settings

Run = Callable[..., str]
SECRET = "whsec_c2l4dGVlbiBieXRlcyBhbmQgc29tZSBtb3JlIG9mIHRoZW0="


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command on a store of its own, with a webhook that nobody serves."""
    webhooks = json.dumps({"sms": {"url": "http://127.0.0.1:9/", "secret": SECRET}})
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("VOICEBOT_OUTBOX__WEBHOOKS", webhooks)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["complaint", *words])
        if isinstance(done.exception, VoicebotError):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    yield invoke
    settings.cache_clear()


def filed(run: Run) -> str:
    known = ("--name", "김순자", "--phone", "010-1234-5678", "--consent")
    found = re.search(r"(\d\d \d\d \d\d \d\d \d)", run("file", "street_light", "가로등이 나갔어요", *known))
    assert found
    return found.group()


def test_what_is_kept_is_given_as_json_and_erased_for_who_knows_the_number(run: Run) -> None:
    receipt = filed(run)
    for command in (("export",), ("erase", "--yes")):
        with pytest.raises(VoicebotError) as caught:
            run(*command, receipt, "--phone", "010-0000-0000")
        assert caught.value.code == "phone_wrong"
    given = json.loads(run("--actor", "kim", "export", receipt, "--phone", "01012345678"))
    assert given["contact"] == {"name": "김순자", "phone": "010-1234-5678"}
    assert "still needed" in run("erase", receipt, "--phone", "010-1234-5678", "--yes")
    run("withdraw", receipt)
    assert "contact, words" in run("erase", receipt, "--yes")
    shown = run("show", receipt, "--personal")
    assert "김순자" not in shown
    assert "가로등이 나갔어요" not in shown
    assert re.search(r"kim\W+officer\W+export", shown)


def test_only_who_handles_complaints_may(run: Run) -> None:
    receipt = filed(run)
    with pytest.raises(VoicebotError) as caught:
        run("--as", "counter", "export", receipt, "--phone", "010-1234-5678")
    assert caught.value.code == "wrong_role"


def test_the_outbox_is_listed_and_sent_again(run: Run) -> None:
    receipt = filed(run)
    run("accept", receipt)
    listed = run("outbox", "list")
    assert "2 notices" in listed
    assert listed.count("waiting") == 2
    assert receipt in listed
    assert "0 notices are sent again" in run("outbox", "retry")
    assert "0 notices are sent again" in run("outbox", "retry", "1")
    assert "2 notices" in run("outbox", "list", "--all")


def test_the_commands_explain_themselves(run: Run) -> None:
    for words in (("export",), ("erase",), ("outbox", "list"), ("outbox", "retry")):
        said = run(*words, "--help")
        assert "Usage" in said
        assert len(said.splitlines()[3].strip()) > 30
