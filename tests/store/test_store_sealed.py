"""Sealed files: nothing of them shows, no byte changes unnoticed, and new keys open what old ones sealed."""

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring, new_key
from voicebot.store.sealed import opened, pieces, reseal_file, seal_file

MEGABYTE = 1 << 20
HEAD = len(b"\x89voicebot sealed 1\n")
OLD, NEW = new_key(), new_key()
RING = Keyring([OLD])


def read(path: Path, ring: Keyring = RING) -> bytes:
    return b"".join(opened(path, ring))


def sealed(folder: Path, content: bytes, name: str = "photo") -> Path:
    seal_file(folder / name, pieces(content), RING)
    return folder / name


@pytest.mark.parametrize("size", [0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE])
def test_what_is_sealed_opens_and_does_not_show(size: int, tmp_path: Path) -> None:
    content = (b"\xff\xd8 a photo of a street light " * (size // 30 + 1))[:size]
    path = sealed(tmp_path, content)
    assert read(path) == content
    assert b"street light" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["photo"]


@given(data=st.data())
def test_no_byte_of_it_can_be_changed_unnoticed(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = sealed(tmp_path_factory.mktemp("one"), b"a picture")
    whole = path.read_bytes()
    at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    path.write_bytes(changed)
    if at < HEAD:  # it is then a file of an older desk, in the open, and shows nothing of the picture
        assert b"picture" not in read(path)
    else:
        with pytest.raises(StoreError) as caught:
            read(path)
        assert caught.value.code in {"file_damaged", "key_missing"}


@given(st.integers(0, 400))
def test_what_is_cut_short_is_no_picture(tmp_path_factory: pytest.TempPathFactory, left: int) -> None:
    path = sealed(tmp_path_factory.mktemp("one"), b"picture" * 20)
    whole = path.read_bytes()
    path.write_bytes(whole[: min(left, len(whole) - 1)])
    if left < HEAD:
        assert read(path) == whole[:left]
    else:
        with pytest.raises(StoreError):
            read(path)


def test_one_cannot_stand_in_anothers_place(tmp_path: Path) -> None:
    mine, theirs = sealed(tmp_path, b"mine", "a"), sealed(tmp_path, b"theirs", "b")
    mine.replace(theirs)
    with pytest.raises(StoreError) as caught:
        read(theirs)
    assert caught.value.code == "file_damaged"


def test_what_an_older_desk_wrote_is_read_and_sealed_with_the_next_key(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"\xff\xd8 in the open")
    assert read(path) == b"\xff\xd8 in the open"
    reseal_file(path, RING)
    assert b"open" not in path.read_bytes()
    assert read(path) == b"\xff\xd8 in the open"


def test_a_new_key_changes_the_head_alone_and_the_old_one_opens_no_more(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"picture" * 1000)
    before = path.read_bytes()
    reseal_file(path, Keyring([NEW, OLD]))
    after = path.read_bytes()
    assert after != before
    assert after[-7000:] == before[-7000:]
    assert read(path, Keyring([NEW])) == b"picture" * 1000
    with pytest.raises(StoreError) as caught:
        read(path)
    assert caught.value.code == "key_missing"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_crash_left_of_sealing_again_is_in_nobodys_way(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"picture")
    (tmp_path / f"photo.{os.getpid()}").write_bytes(b"half")
    reseal_file(path, Keyring([NEW, OLD]))
    assert read(path, Keyring([NEW])) == b"picture"
    assert [one.name for one in tmp_path.iterdir()] == ["photo"]


def test_twenty_megabytes_take_no_second_twenty(tmp_path: Path) -> None:
    content = os.urandom(20 * MEGABYTE)
    tracemalloc.start()
    try:
        path = sealed(tmp_path, content)
        size = sum(len(piece) for piece in opened(path, RING))
        reseal_file(path, Keyring([NEW, OLD]))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size == len(content)
    assert most < 5 * MEGABYTE
