"""Contacts are sealed; keys can be changed; a telephone number is found without being kept."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from voicebot.errors import StoreError
from voicebot.settings import Settings
from voicebot.store.keys import Keyring, load_keyring, new_key, normal_phone, write_keys

CONTACT = {"name": "김순자", "phone": "010-1234-5678"}


def test_what_is_sealed_opens_again_and_cannot_be_read() -> None:
    ring = Keyring([new_key()])
    sealed = ring.seal(CONTACT)
    assert ring.open(sealed) == CONTACT
    assert "1234" not in sealed
    assert sealed != ring.seal(CONTACT)


def test_an_older_key_still_opens_and_finds() -> None:
    old, new = new_key(), new_key()
    before, after = Keyring([old]), Keyring([new, old])
    assert after.open(before.seal(CONTACT)) == CONTACT
    assert before.phone_hash("010-1234-5678") in after.phone_hashes("01012345678")
    assert before.phone_hash("01012345678") != after.phone_hash("01012345678")
    with pytest.raises(StoreError) as caught:
        Keyring([new]).open(before.seal(CONTACT))
    assert caught.value.code == "key_missing"


@pytest.mark.parametrize("phone", ["010-1234-5678", "01012345678", "+82 10-1234-5678", "010 1234 5678"])
def test_a_number_is_the_same_however_it_is_written(phone: str) -> None:
    assert normal_phone(phone) == "01012345678"


def test_the_file_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var", keys=[])
    sealed = load_keyring(settings).seal(CONTACT)
    assert settings.keys_file.stat().st_mode & 0o777 == 0o600
    assert load_keyring(settings).open(sealed) == CONTACT
    assert [path.name for path in settings.data_dir.iterdir()] == ["keys"]


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, keys=[])
    load_keyring(settings)
    os.chmod(settings.keys_file, 0o640)
    with pytest.raises(StoreError) as caught:
        load_keyring(settings)
    assert caught.value.code == "keys_exposed"


def test_keys_of_the_settings_come_first(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, keys=[SecretStr(new_key())])
    load_keyring(settings)
    assert not settings.keys_file.exists()
    assert settings.keys[0].get_secret_value() not in repr(settings)


def test_writing_keys_replaces_the_whole_file(tmp_path: Path) -> None:
    path, keys = tmp_path / "keys", [new_key(), new_key()]
    write_keys(path, keys[:1])
    write_keys(path, keys)
    assert path.read_text().split() == keys
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("keys", [[], ["no key"]])
def test_what_is_no_key_is_refused(keys: list[str]) -> None:
    with pytest.raises(StoreError) as caught:
        Keyring(keys)
    assert caught.value.code == "keys_invalid"
