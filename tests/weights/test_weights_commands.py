"""The tables that `voicebot models` prints."""

import io
import os

from rich.console import Console
from weights_world import CONTENT, World, file_toml

from voicebot.weights import list_models, locate, verify_models


def console() -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, width=200), text


def states(world: World) -> dict[str, str]:
    out, text = console()
    list_models(out)
    rows = [line.split("│") for line in text.getvalue().splitlines() if line.startswith("│")]
    return {row[1].strip(): row[6].strip() for row in rows}


def test_list_tells_what_is_here(world: World) -> None:
    world.halves()
    world.card("big", file_toml("model.bin"))
    world.card("copied", file_toml("model.bin"))
    world.card("gone", 'in_package = "no_such_package_here"\n' + file_toml("model.bin"))
    (world.weights / "copied").mkdir(parents=True)
    assert states(world) == {
        "big": "not fetched",
        "copied": "here, not yet checked",
        "gone": "package not installed",
        "halved": "assembled when first used",
    }
    locate("halved")
    assert states(world)["halved"] == "ready"


def test_verify_mends_what_the_stamp_does_not_notice(world: World) -> None:
    world.halves()
    file = locate("halved") / "model.bin"
    times = file.stat()
    file.write_bytes(b"?" * len(CONTENT))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    verify_models(["halved"], console()[0])
    assert file.read_bytes() == CONTENT


def test_verify_makes_ready_and_names_what_it_checked(world: World) -> None:
    world.halves()
    out, text = console()
    verify_models(None, out)
    assert "right halved: 1 files" in text.getvalue()
    assert (world.weights / "halved" / "model.bin").read_bytes() == CONTENT
