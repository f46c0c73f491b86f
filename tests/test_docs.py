"""Every command that the documents name is run, and every file that they link to is there."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from voicebot.audio.encode import write_wav
from voicebot.bench.service import Service
from voicebot.civic.places.place import Place
from voicebot.civic.places.shelf import save
from voicebot.settings import project_dir

ROOT = project_dir()
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
ELSEWHERE = {
    "make run": "starts a server: test_makefile_steps and every journey",
    "make bench": "measures for half an hour: test_bench",
    "voicebot serve": "starts a server: every journey",
    "voicebot faq import": "needs files of an officer: tests/commands",
    "voicebot faq add-recording": "the same",
    "voicebot faq report": "the same",
    "voicebot faq confirm": "the same",
    "voicebot kiosk": "is a device with a sound card: tests/client",
    "voicebot callbacks ring": "rings one: tests/client",
    "voicebot bench": "measures for minutes: tests/bench",
    "voicebot weather": "asks services outside: tests/commands, tests/civic",
    "voicebot eval": "needs sets of one's own: tests/bench",
}
"""Commands that are run by other tests, or only looked at, and why."""


def commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
            for line in block.splitlines():
                command = line.split("   #")[0].split("  #")[0].strip()
                if command:
                    yield page.name, command


COMMANDS = sorted({command for _, command in commands()})


def test_the_documents_name_commands() -> None:
    assert {"make run", "make test"} <= set(COMMANDS)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_make_knows_its_targets(command: str) -> None:
    done = subprocess.run(
        [*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.models
@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("voicebot ")])
def test_a_command_does_what_the_page_says(command: str, desk: Service, say: Any, tmp_path: Path) -> None:
    if any(command.startswith(known) for known in ELSEWHERE):
        command = " ".join(command.split()[: 2 if "serve" in command else 3]) + " --help"
    write_wav(tmp_path / "question.wav", say("여권 수수료 얼마예요?"))
    (tmp_path / "heat.json").write_text('{"now": {"temperature": 34, "feels": 36}}')
    (tmp_path / "shelters.csv").write_text(
        "쉼터명,주소,위도,경도\n경로당,가좌동 1,37.49,126.68\n", encoding="cp949"
    )
    save(tmp_path / "var" / "places", "heat_shelter", [Place(name="경로당", address="가좌동 1")])
    words = [w.replace("http://localhost:8000", desk.url) for w in shlex.split(command)]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"VOICEBOT_DATA_DIR": str(tmp_path / "var"), **_environment()},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for name in re.findall(r"--out (\S+)", command):
        assert (tmp_path / name).stat().st_size > 10_000


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target


def test_the_dockerfile_takes_the_makefiles_steps() -> None:
    made, built = (ROOT / "Makefile").read_text(), (ROOT / "Dockerfile").read_text()
    for step in (
        "-m pip install --require-hashes -r requirements.lock",
        "-m pip install --quiet --no-deps --no-build-isolation -e .",
        "voicebot models verify",
    ):
        assert step in made
        assert step in built


def test_compose_is_true_to_the_dockerfile() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    built, desk, database = (ROOT / "Dockerfile").read_text(), services["desk"], services["database"]
    port, volume = (re.findall(rf"^{word} (\S+)$", built, re.M)[0] for word in ("EXPOSE", "VOLUME"))
    assert desk["ports"][0].endswith(f":{port}")
    assert desk["volumes"][0].partition(":")[2] == volume == re.findall(r"VOICEBOT_DATA_DIR=(\S+)", built)[0]
    url = make_url(re.sub(r"\$\{.*\}", "x", desk["environment"]["VOICEBOT_DATABASE_URL"]))
    assert (url.drivername, url.host) == ("postgresql+psycopg", "database")
    assert (url.username, url.database) == (
        database["environment"]["POSTGRES_USER"],
        database["environment"]["POSTGRES_DB"],
    )


def test_nothing_that_is_committed_names_a_registry_or_this_machine() -> None:
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    parts = (
        ("py", "pi.org"),
        ("python", "hosted"),
        ("npm", "js."),
        ("deb.debian", ".org"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
    )
    hosts = ["".join(pair) for pair in parts]
    for name in files:
        path = ROOT / name
        if path.suffix not in {".npz", ".png", ".svg"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [host for host in hosts if host in text], name
