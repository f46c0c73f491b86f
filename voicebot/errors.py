"""Every error the desk raises on purpose.

::

    VoicebotError
    ├── AudioError       a sound could not be read, or is not one
    ├── ModelError       a model's weights are missing, truncated, altered or failed to load
    ├── EngineError      a recogniser or synthesizer failed, is absent or is too busy
    ├── DistrictError    the district's data (entries, names, places) is wrong
    ├── ComplaintError   something asked of a complaint cannot be done
    ├── ScriptError      an uploaded recording, spreadsheet or batch cannot be taken
    ├── EntryError       something asked of a FAQ entry cannot be done
    ├── WeatherError     a weather service did not answer, or answered nonsense
    ├── StaffError       something asked of the console's accounts or its sign-in cannot be done
    ├── StoreError       the database, its keys or its backups are not as they must be
    ├── ProtocolError    a client broke the protocol
    └── SettingsError    a setting makes no sense

Each carries a stable ``code`` (snake_case, for programs and tests), a ``message`` (what happened, what it
means, what to do; for operators, never with personal data) and, through `voicebot.talk.phrases`, a sentence
that a caller can hear.
"""

from __future__ import annotations

__all__ = [
    "AudioError",
    "ComplaintError",
    "DistrictError",
    "EngineError",
    "EntryError",
    "ModelError",
    "ProtocolError",
    "ScriptError",
    "SettingsError",
    "StaffError",
    "StoreError",
    "VoicebotError",
    "WeatherError",
]


class VoicebotError(Exception):
    """The root of the tree.

    Args:
        code: stable name of what went wrong, such as ``audio_too_long``.
        message: what happened, what it means and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class AudioError(VoicebotError):
    """A sound could not be read, or is not one."""


class ModelError(VoicebotError):
    """A model's weights are missing, truncated, altered or failed to load."""


class EngineError(VoicebotError):
    """A recogniser or synthesizer failed, is absent or is too busy."""


class DistrictError(VoicebotError):
    """The district's data (entries, names, places) is wrong."""


class ComplaintError(VoicebotError):
    """Something asked of a complaint cannot be done: a wrong number, role or step."""


class ScriptError(VoicebotError):
    """An uploaded recording, spreadsheet or batch cannot be taken, or not yet."""


class EntryError(VoicebotError):
    """Something asked of a FAQ entry cannot be done: a wrong step or person, or a text that is not fit."""


class WeatherError(VoicebotError):
    """A weather service did not answer, refused, or answered what cannot be."""


class StaffError(VoicebotError):
    """Something asked of the console's accounts, or of the office's own sign-in, cannot be done."""


class StoreError(VoicebotError):
    """The database, its keys or its backups are not as they must be."""


class ProtocolError(VoicebotError):
    """A client broke the protocol."""


class SettingsError(VoicebotError):
    """A setting makes no sense."""
