"""One tree of settings, read from ``VOICEBOT_…`` environment variables.

``VOICEBOT_PORT=9000`` sets ``port``; nested ones use two underscores: ``VOICEBOT_LIMITS__SESSION_S=600``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = [
    "Kakao",
    "Limits",
    "Open311",
    "Retention",
    "Settings",
    "Threads",
    "project_dir",
    "settings",
]


def project_dir() -> Path:
    """The folder that holds ``faq/`` and ``models/``: the checkout."""
    return Path(__file__).resolve().parent.parent


class Threads(BaseModel):
    """How many cores each model may use; the one place where it is set (measured: docs/decisions)."""

    recognise: int = Field(2, ge=1, description="cores for one recognition")
    synthesise: int = Field(2, ge=1, description="cores for one synthesis")
    embed: int = Field(
        1, ge=1, description="cores for one query embedding: 21 ms always, where two take 12 to 79"
    )


class Limits(BaseModel):
    """What a caller may do before the desk says no (protocol.md, Rules)."""

    frame_bytes: int = 64 * 1024
    utterance_s: float = 60.0
    session_s: float = 30 * 60.0
    sessions: int = Field(50, description="callers at once, all addresses together")
    line: int = Field(20, ge=0, description="callers who may wait, told how long, while the desk is full")
    sessions_per_address: int = 50
    idle_s: float = 180.0
    queue: int = Field(32, description="recognitions or syntheses waiting at once")
    hang_s: float = Field(
        30.0, gt=0, description="a model that takes longer for one job is given up and loaded anew"
    )
    stalled_s: float = Field(10.0, description="a client that takes nothing for so long is dropped")
    ahead_s: float = Field(3.0, description="sound sent ahead of what the client reports as heard")
    resume_s: float = 60.0
    body_bytes: int = Field(64 * 1024, description="of one request to the complaint doors")
    wrong_tries: int = Field(5, ge=1, description="wrong receipts or tokens before an asker is locked out")
    locked_s: float = Field(15 * 60.0, gt=0, description="for how long")


class Retention(BaseModel):
    """For how many days each kind of datum is kept; `voicebot db purge` removes what is due."""

    questions_days: int = Field(30, ge=0, description="questions without an answer, masked")
    callbacks_days: int = Field(30, ge=0, description="who wanted to be called, called or not")
    contacts_days: int = Field(90, ge=0, description="how to reach who filed, after the complaint was closed")
    complaints_days: int = Field(
        5 * 365,
        ge=0,
        description="what was said and where, after it was closed; the fact that it was remains",
    )


class Kakao(BaseModel):
    """The KakaoTalk channel (docs/kakao.md)."""

    secret: SecretStr | None = Field(
        None, min_length=16, description="what Kakao sends along; when empty, anybody may ask"
    )
    header: str = Field("X-Skill-Secret", description="the header in which it comes")
    guard_s: float = Field(
        4.5, gt=0, lt=5, description="an answer that takes longer comes later: Kakao waits 5 s"
    )
    conversations: int = Field(5000, ge=1, description="people whose conversation is kept at once")
    keep_s: float = Field(30 * 60.0, description="a conversation that is silent for so long is forgotten")
    at_once: int = Field(200, ge=1, description="messages and late answers at once; beyond, the desk is busy")
    callback_origins: list[str] = Field(
        default_factory=list, description="origins besides Kakao's that late answers may go to; for tests"
    )


class Open311(BaseModel):
    """The door for other programs (GeoReport v2)."""

    keys: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")], SecretStr] = Field(
        default_factory=dict, description="api_key by the partner's name; nobody may file while it is empty"
    )
    jurisdiction: str = Field("", description="the jurisdiction_id, such as the office's host name")


class Settings(BaseSettings):
    """Everything an operator may set."""

    model_config = SettingsConfigDict(env_prefix="VOICEBOT_", env_nested_delimiter="__", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8000
    district_dir: Path = Field(default_factory=lambda: project_dir() / "faq")
    models_dir: Path = Field(
        default_factory=lambda: project_dir() / "models", description="model cards (TOML)"
    )
    cache_dir: Path = Field(
        default_factory=lambda: Path("~/.cache/voicebot").expanduser(),
        description="weights and spoken sentences",
    )
    data_dir: Path = Field(
        default_factory=lambda: project_dir() / "var", description="the SQLite database, if that is the one"
    )
    database_url: str | None = Field(None, description="SQLAlchemy URL; SQLite in data_dir when empty")
    keys: list[SecretStr] = Field(
        default_factory=list, description="Fernet keys for contacts, newest first; the key file when empty"
    )
    transcriber: str = "faster-whisper"
    synthesizer: str = "kokoro"
    mood: bool = Field(True, description="meet how callers feel, as their words tell")
    warm_cache: bool = Field(True, description="synthesise every approved answer in the background at start")
    allowed_origins: list[str] = Field(
        default_factory=list, description="web origins besides the desk's own that may open the socket"
    )
    threads: Threads = Threads()
    limits: Limits = Limits()
    kakao: Kakao = Kakao()
    retention: Retention = Retention()
    open311: Open311 = Open311()

    @property
    def keys_file(self) -> Path:
        """Where the keys for contacts are kept when the settings hold none."""
        return self.data_dir / "keys"

    @property
    def weights_dir(self) -> Path:
        """Where assembled model weights are kept."""
        return self.cache_dir / "models"

    @property
    def speech_dir(self) -> Path:
        """Where synthesised sentences are kept."""
        return self.cache_dir / "speech"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
