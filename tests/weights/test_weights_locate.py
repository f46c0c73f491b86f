"""Assembling from packages, checking, healing, and what an operator copied."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from weights_world import CONTENT, World, digest, file_toml, part_toml

from voicebot.errors import ModelError
from voicebot.weights import load_cards, locate, verify_models
from voicebot.weights.folder import SUMS


def refuse(name: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        locate(name)
    return caught.value


def test_joins_the_parts_of_two_packages(world: World) -> None:
    world.halves()
    folder = locate("halved")
    assert folder == world.weights / "halved"
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert sorted(path.name for path in world.weights.iterdir()) == [
        ".halved.lock",
        ".halved.stamp",
        "halved",
    ]


def test_the_second_time_hashes_nothing(world: World, count_hashing: Callable[[], int]) -> None:
    world.halves()
    locate("halved")
    before = count_hashing()
    locate("halved")
    assert before > 0
    assert count_hashing() == before


def test_a_part_that_is_missing_is_named(world: World) -> None:
    _, second = world.halves()
    world.part_file(second, "b.bin").unlink()
    error = refuse("halved")
    assert error.code == "model_missing"
    for fact in ("Part 2 of 2", "model.bin", second, f"{len(CONTENT) // 2:,} bytes", "make clean setup"):
        assert fact in error.message
    assert not (world.weights / "halved").exists()
    assert not [path for path in world.weights.iterdir() if path.is_dir()]


def test_a_package_that_is_not_installed_is_named(world: World) -> None:
    world.card("m", file_toml("model.bin") + part_toml("no_such_package_here", "x.bin", CONTENT))
    error = refuse("m")
    assert error.code == "model_missing"
    assert "no_such_package_here" in error.message
    assert "not installed" in error.message


def test_a_truncated_part_tells_both_sizes(world: World) -> None:
    first, _ = world.halves()
    world.part_file(first, "data/a.bin").write_bytes(CONTENT[:100])
    error = refuse("halved")
    assert error.code == "model_truncated"
    assert f"expected {len(CONTENT) // 2:,} bytes, found 100" in error.message


def test_an_altered_part_tells_both_digests(world: World) -> None:
    first, _ = world.halves()
    bad = b"?" * (len(CONTENT) // 2)
    world.part_file(first, "data/a.bin").write_bytes(bad)
    error = refuse("halved")
    assert error.code == "model_altered"
    assert digest(CONTENT[: len(CONTENT) // 2]) in error.message
    assert digest(bad) in error.message


def test_parts_that_are_right_but_make_the_wrong_whole_are_refused(world: World) -> None:
    package = world.package("x.bin", CONTENT)
    world.card("m", file_toml("model.bin", sha256="0" * 64) + part_toml(package, "x.bin", CONTENT))
    assert refuse("m").code == "model_altered"


@pytest.mark.parametrize("damage", [b"", CONTENT[:-1], b"?" * len(CONTENT)])
def test_a_damaged_folder_is_assembled_again(world: World, damage: bytes) -> None:
    world.halves()
    file = locate("halved") / "model.bin"
    file.write_bytes(damage)
    os.utime(file, ns=(1, 1))
    assert (locate("halved") / "model.bin").read_bytes() == CONTENT


def test_mending_leaves_what_else_an_operator_keeps_there(world: World) -> None:
    world.halves()
    folder = locate("halved")
    (folder / "notes.txt").write_text("ours")
    (folder / "model.bin").write_bytes(b"")
    assert (locate("halved") / "model.bin").read_bytes() == CONTENT
    assert (folder / "notes.txt").read_text() == "ours"


def test_a_copied_folder_is_taken_as_it_is(world: World) -> None:
    first, _ = world.halves()
    world.part_file(first, "data/a.bin").unlink()
    (world.weights / "halved").mkdir(parents=True)
    (world.weights / "halved" / "model.bin").write_bytes(CONTENT)
    assert (locate("halved") / "model.bin").read_bytes() == CONTENT


def test_a_copied_folder_of_an_unpackaged_model_is_checked(world: World) -> None:
    world.card("big", file_toml("model.bin"))
    assert refuse("big").code == "model_missing"
    assert "voicebot models fetch big" in refuse("big").message
    (world.weights / "big").mkdir(parents=True)
    (world.weights / "big" / "model.bin").write_bytes(CONTENT[:-2])
    assert refuse("big").code == "model_truncated"
    (world.weights / "big" / "model.bin").write_bytes(b"?" * len(CONTENT))
    assert refuse("big").code == "model_altered"
    (world.weights / "big" / "model.bin").write_bytes(CONTENT)
    assert locate("big") == world.weights / "big"


def test_a_file_without_a_digest_needs_the_operators(world: World) -> None:
    world.card("big", '[[files]]\nname = "model.bin"\n')
    folder = world.weights / "big"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(CONTENT)
    assert refuse("big").code == "model_unpinned"
    (folder / SUMS).write_text(f"{'0' * 64}  model.bin\n")
    assert refuse("big").code == "model_altered"
    (folder / SUMS).write_text(f"{digest(CONTENT)} *./model.bin\n")
    assert locate("big") == folder


def test_a_model_used_in_its_package_is_checked_there(world: World) -> None:
    package = world.package("m.bin", CONTENT)
    world.card("here", f'in_package = "{package}"\n' + file_toml("m.bin"))
    assert locate("here") == world.root / "site" / package
    world.part_file(package, "m.bin").write_bytes(CONTENT[:5])
    assert refuse("here").code == "model_truncated"


def test_verify_reads_every_byte_though_the_stamp_is_fresh(world: World) -> None:
    package = world.package("m.bin", CONTENT)
    world.card("here", f'in_package = "{package}"\n' + file_toml("m.bin"))
    file = locate("here") / "m.bin"
    times = file.stat()
    file.write_bytes(b"?" * len(CONTENT))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert locate("here")
    with pytest.raises(ModelError, match="altered"):
        verify_models(["here"])


def test_two_processes_at_once_both_get_a_whole_model(world: World) -> None:
    world.halves()
    code = "from voicebot.weights import locate; print(locate('halved'))"
    env = {**os.environ, "PYTHONPATH": f"{world.root / 'site'}:{Path.cwd()}"}
    both = [subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE) for _ in range(2)]
    answers = [process.communicate(timeout=60)[0].decode().strip() for process in both]
    assert answers == [str(world.weights / "halved")] * 2
    assert (world.weights / "halved" / "model.bin").read_bytes() == CONTENT


def test_a_weights_folder_that_cannot_be_written_still_serves(world: World) -> None:
    world.card("big", file_toml("model.bin"))
    folder = world.weights / "big"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(CONTENT)
    (world.weights / ".big.stamp").mkdir()  # a stamp cannot replace a folder
    assert locate("big") == folder


def test_what_a_killed_process_left_does_not_matter(world: World) -> None:
    world.halves()
    left = world.weights / ".halved.work"
    left.mkdir(parents=True)
    (left / "half").write_bytes(CONTENT)
    assert [path.name for path in locate("halved").iterdir()] == ["model.bin"]
    assert not left.exists()


def test_healing_keeps_what_else_the_operator_put_there(world: World) -> None:
    world.halves()
    folder = locate("halved")
    (folder / "notes.txt").write_text("ours")
    (folder / "model.bin").write_bytes(b"cut")
    assert (locate("halved") / "model.bin").read_bytes() == CONTENT
    assert (folder / "notes.txt").read_text() == "ours"


def test_no_room_or_no_right_is_said_plainly(world: World) -> None:
    world.halves()
    (world.root / "cache").write_text("a file where the folder should be")
    error = refuse("halved")
    assert error.code == "model_not_written"
    assert "VOICEBOT_CACHE_DIR" in error.message


def test_an_unknown_name_lists_the_known_ones(world: World) -> None:
    world.halves()
    error = refuse("nothing")
    assert error.code == "model_unknown"
    assert "halved" in error.message


@pytest.mark.parametrize(
    "body",
    [
        "files = 3",
        '[[files]]\nname = "../out"\n',
        '[[files]]\nname = "/etc/x"\n',
        '[[files]]\nnam = "x"\n',
        "",
    ],
)
def test_a_wrong_card_is_refused(world: World, body: str) -> None:
    world.card("bad", body)
    assert refuse("bad").code == "model_card_wrong"


def test_a_card_must_be_called_like_its_file(world: World) -> None:
    world.halves()
    shutil.move(world.cards / "halved.toml", world.cards / "other.toml")
    assert refuse("other").code == "model_card_wrong"


@pytest.mark.models
def test_the_projects_own_cards_are_ready() -> None:
    cards = load_cards()
    needed = [card.name for card in cards.values() if card.needed]
    assert needed == ["e5-small", "kokoro-82m", "silero-vad", "whisper-base"]
    for name in needed:
        folder = locate(name)
        assert all((folder / file.name).stat().st_size == file.size for file in cards[name].files)


def test_every_card_of_the_project_is_pinned() -> None:
    for card in load_cards().values():
        assert card.files
        for file in card.files:
            assert file.sha256 is not None, f"{card.name} {file.name}"
        assert card.packaged or (card.source.url and card.source.revision), card.name
