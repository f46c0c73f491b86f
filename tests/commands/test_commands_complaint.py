"""Staff lead complaints on from the command line; who looks at a person's data leaves a trace."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.commands.complaint import complaint
from voicebot.commands.database import db
from voicebot.errors import VoicebotError
from voicebot.settings import settings
from voicebot.store.database import newest_revision

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command on a store of its own and gives what it printed, without lines and wrapping."""
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("VOICEBOT_DATABASE_URL", raising=False)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0, answer: str = "") -> str:
        done = CliRunner().invoke(app, list(words), input=answer)
        if isinstance(done.exception, VoicebotError):
            raise done.exception
        assert done.exit_code == code, done.output
        return " ".join(re.sub(r"[│┃┏┓┗┛━┳┻╇┡┩─┌┐└┘├┤┬┴┼╋╂┯┷]", " ", done.output).split())

    yield invoke
    settings.cache_clear()


def filed(run: Run, *more: str) -> str:
    known = ("--name", "김순자", "--phone", "010-1234-5678", "--consent")
    said = run("complaint", "file", "street_light", "집 앞 [가로등]이 나갔어요", *(more or known))
    found = re.search(r"(\d\d \d\d \d\d \d\d \d)", said)
    assert found
    assert "늦어도" in said or "고마워요" in said
    return found.group()


def refusal(run: Run, *words: str) -> str:
    with pytest.raises(VoicebotError) as caught:
        run(*words)
    return caught.value.code


def test_a_complaint_from_the_counter_to_the_answer(run: Run) -> None:
    receipt = filed(run)
    assert "도로과에서 확인하고" in run("complaint", "accept", receipt)
    run("complaint", "assign", receipt, "이주무관")
    run("complaint", "start", receipt.replace(" ", "-"))
    assert "waits for the resident" not in run("complaint", "list")
    run("complaint", "ask", receipt, "몇 번 가로등인가요?")
    assert "waits for the resident" in run("complaint", "list", "--state", "need_info")
    run("complaint", "reply", receipt, "서른두 번이래요")
    assert "부품이 늦게 와요, 그래서" in run("complaint", "extend", receipt, "2", "--why", "부품이 늦게 와요")
    run("complaint", "answer", receipt, "granted", "전구를 갈았어요")
    assert "0 complaints" in run("complaint", "list")
    assert "답변완료" in run("complaint", "list", "--all")
    run("complaint", "rate", receipt, "5")
    assert "재신청" in run("complaint", "reopen", receipt)
    shown = run("complaint", "show", receipt)
    assert "[가로등]" in shown
    assert "서른두 번이래요" in shown
    assert "몇 번 가로등인가요?" in shown
    assert "김순자" not in shown
    assert run("db", "check") == "1 complaints, 0 problems"


def test_a_look_at_personal_data_is_kept(run: Run) -> None:
    receipt = filed(run)
    shown = run("complaint", "--actor", "kim", "show", receipt, "--personal")
    assert "010-1234-5678" in shown
    assert re.search(r"kim officer view", shown)
    assert refusal(run, "complaint", "--as", "caller", "show", receipt, "--personal") == "wrong_role"


def test_who_may_do_what_is_asked_of_the_table(run: Run) -> None:
    receipt = filed(run)
    assert refusal(run, "complaint", "answer", receipt, "granted", "끝") == "not_possible"
    assert refusal(run, "complaint", "--as", "caller", "accept", receipt) == "wrong_role"
    assert refusal(run, "complaint", "accept", "12 34 56 78 9") == "receipt_misheard"
    assert refusal(run, "complaint", "transfer", receipt, "road", "--why", "") == "missing"
    assert "A role is one of" in run("complaint", "--as", "king", "list", code=2)
    assert "transfer" in run("complaint", "table")


def test_other_ways_to_end(run: Run) -> None:
    one, other, third = (filed(run) for _ in range(3))
    assert "120번" in run("complaint", "transfer", one, "water", "--why", "물이 새는 일이에요")
    assert "중복" in run("complaint", "merge", other, third)
    assert "취하" in run("complaint", "withdraw", third)
    assert "3 complaints" in run("complaint", "list", "--phone", "01012345678")
    assert "1 complaint" in run("complaint", "list")
    assert "0 complaints" in run("complaint", "list", "--overdue")


def test_the_list_goes_on_after_the_last_one_seen(run: Run) -> None:
    receipts = [filed(run, "--place", f"{number}번지") for number in range(3)]
    page, seen = run("complaint", "list", "--limit", "2"), []
    while found := re.findall(r"(?<!:)\b\d\d \d\d \d\d \d\d \d\b", page):
        seen += found
        page = run("complaint", "list", "--limit", "2", "--after", found[-1])
    assert seen == receipts
    assert refusal(run, "complaint", "list", "--after", "12 34 56 78 6") == "unknown_receipt"


def test_without_a_name_it_is_a_report(run: Run) -> None:
    receipt = filed(run, "--place", "가좌시장 앞")
    assert "제보" in run("complaint", "show", receipt)
    assert refusal(run, "complaint", "file", "road", "길이 파였어요", "--name", "김순자") == "consent_missing"


def test_the_store_is_looked_after(run: Run, tmp_path: Path) -> None:
    receipt, file = filed(run), tmp_path / "desk.backup"
    assert newest_revision() in run("db", "upgrade")
    assert "Keep" in run("db", "backup", str(file))
    run("complaint", "withdraw", receipt)
    run("db", "restore", str(file), code=1, answer="n\n")
    assert "취하" in run("complaint", "show", receipt)
    run("db", "restore", str(file), "--yes")
    assert "신청" in run("complaint", "list")
    assert "1 contacts" in run("db", "rotate-keys", "--forget-old")
    assert "010-1234-5678" in run("complaint", "show", receipt, "--personal")
    assert "contacts 90 days 0" in run("db", "purge")
    (tmp_path / "var" / "keys").unlink()
    assert "key that is not here" in run("db", "check", code=1)


@pytest.mark.parametrize("group", [complaint, db])
def test_every_command_explains_itself(run: Run, group: typer.Typer) -> None:
    names = [str(name) for name in vars(get_command(group))["commands"]]
    assert len(names) >= 6
    for name in names:
        said = CliRunner().invoke(group, [name, "--help"]).output
        options = re.findall(r"^│ +\*? *(\S.*?) +│$", said, re.M)
        assert "Usage" in said
        assert len(said.splitlines()[3].strip()) > 30, name
        assert all(re.search(r"[a-z]{2,} [a-z]", option) for option in options if option[:2] == "--"), said
