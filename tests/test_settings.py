"""Settings come from the environment, and a wrong one says so."""

import pytest
from pydantic import ValidationError

from voicebot.engines import load_engine
from voicebot.errors import SettingsError
from voicebot.settings import Settings


def test_nested_settings_are_environment_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEBOT_PORT", "9000")
    monkeypatch.setenv("VOICEBOT_LIMITS__SESSION_S", "600")
    found = Settings()
    assert (found.port, found.limits.session_s, found.limits.utterance_s) == (9000, 600.0, 60.0)


def test_a_setting_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEBOT_THREADS__RECOGNISE", "0")
    with pytest.raises(ValidationError):
        Settings()


def test_an_engine_that_is_not_installed_is_named_with_those_that_are() -> None:
    with pytest.raises(SettingsError) as caught:
        load_engine("voicebot.transcribers", "no-such", 1)
    assert "faster-whisper" in caught.value.message
