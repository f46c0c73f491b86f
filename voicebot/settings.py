"""One tree of settings, read from ``VOICEBOT_…`` environment variables.

``VOICEBOT_PORT=9000`` sets ``port``; nested ones use two underscores: ``VOICEBOT_LIMITS__SESSION_S=600``.
"""

from __future__ import annotations

from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, HttpUrl, SecretStr, StringConstraints, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = [
    "Attached",
    "HandsetSettings",
    "Handsets",
    "Kakao",
    "Kiosk",
    "Limits",
    "Oidc",
    "Open311",
    "Outbox",
    "Retention",
    "Scripts",
    "Settings",
    "Staff",
    "Threads",
    "Weather",
    "Webhook",
    "Widget",
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
    kiosk_idle_s: float = Field(
        90.0, ge=26.0, description="the same where the next person may already be waiting"
    )
    hurried: float = Field(
        1.0, ge=1.0, description="waits for somebody who has gone are divided by it; only to measure with"
    )
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
        description="what was said and where, and photos, after it was closed; the fact that it was remains",
    )
    sounds_days: int = Field(30, ge=0, description="what the caller said, as sound, after it was closed")
    outbox_days: int = Field(30, ge=0, description="that a webhook was told, or could not be")
    tallies_days: int = Field(3 * 365, ge=0, description="how often things happened, by the hour")


class Attached(BaseModel):
    """Photos and sounds that residents add to a complaint."""

    photo_bytes: int = Field(10 * 1024 * 1024, gt=0, description="of a photo as it comes in")
    photo_pixels: int = Field(
        50_000_000, gt=0, description="of a photo; more than most phones take, 150 MB when opened"
    )
    photo_side: int = Field(2048, ge=320, description="pixels of the longer side, as it is kept")
    photos: int = Field(3, ge=0, description="of one complaint; 0 takes none")
    sound: bool = Field(False, description="whether callers are asked to send their recording along")
    sound_s: float = Field(
        90.0, gt=0, description="seconds of it, at most; 16 kHz, so 2.9 MB in memory a caller"
    )


class Scripts(BaseModel):
    """Answers and recordings that officers bring (docs/scripts.md)."""

    rows: int = Field(10_000, ge=1, description="of one spreadsheet")
    sheet_bytes: int = Field(20_000_000, gt=0, description="of a spreadsheet")
    archive_bytes: int = Field(4_000_000_000, gt=0, description="of a ZIP file of recordings")
    unpacked_bytes: int = Field(8_000_000_000, gt=0, description="of all that such a ZIP file says it holds")
    recording_bytes: int = Field(50_000_000, gt=0, description="of one recording")
    recording_s: float = Field(180.0, gt=0, description="of one recording")
    keep_days: int = Field(30, ge=0, description="a batch that is saved or given up, with what it came from")


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
    photos: bool = Field(False, description="take photos that people send, fetching them from Kakao")
    callback_origins: list[str] = Field(
        default_factory=list, description="origins besides Kakao's that late answers may go to; for tests"
    )


KioskWish = Literal[
    "select", "back", "home", "up", "down", "left", "right", "help", "repeat", "louder", "softer", "slower",
    "faster", "hush", "cover", "end", "start", "lifted", "hung",
]  # fmt: skip
"""What a key of a kiosk may mean (docs/kiosk.md)."""


class Kiosk(BaseModel):
    """The page for a public screen (docs/kiosk.md)."""

    diagonal_in: float | None = Field(
        None, gt=3, lt=120, description="of the screen, inches; a device that was calibrated knows better"
    )
    full_duplex: bool = Field(
        False, description="callers may speak over the desk: only where the microphone does not hear it"
    )
    low: bool = Field(False, description="everything to press in the lowest part of the screen")
    handset: str = Field("", description="part of the name of its sound output; empty if it switches itself")
    keys: dict[str, KioskWish] = Field(
        default_factory=dict, description="by the browser's name of the key, besides the usual ones"
    )
    topics: list[str] = Field(
        ["passport-new", "resident-copy", "bulky-waste", "basic-pension-who"],
        description="entries that come first, by id, until officers or the figures say otherwise",
    )
    help_url: HttpUrl | None = Field(None, description="is sent a POST when somebody calls the staff")


class Open311(BaseModel):
    """The door for other programs (GeoReport v2)."""

    keys: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")], SecretStr] = Field(
        default_factory=dict, description="api_key by the partner's name; nobody may file while it is empty"
    )
    jurisdiction: str = Field("", description="the jurisdiction_id, such as the office's host name")


class Weather(BaseModel):
    """Where the weather comes from (docs/operations.md)."""

    sources: list[Literal["file", "kma", "open-meteo"]] = Field(
        ["kma", "open-meteo"],
        description="asked in this order until one answers; kma only with a key; empty: no weather",
    )
    air: list[Literal["airkorea", "open-meteo"]] = Field(
        ["airkorea", "open-meteo"],
        description="the same for dust; airkorea only with a key and a station",
    )
    kma_key: SecretStr | None = Field(None, description="of the public data portal, encoded or not")
    airkorea_key: SecretStr | None = Field(None, description="the same; kma_key when empty")
    airkorea_station: str = Field("", description="측정소 name, such as 검단")
    file: Path | None = Field(None, description="CSV or JSON that somebody keeps, where there is no network")
    refresh_s: float = Field(600.0, gt=0, description="between two looks at the sources")
    timeout_s: float = Field(2.0, gt=0, description="for one request")
    kma_url: str = "https://apis.data.go.kr/1360000/VilageFcstInfoService_2.0"
    airkorea_url: str = "https://apis.data.go.kr/B552584/ArpltnInforInqireSvc"
    open_meteo_url: str = "https://api.open-meteo.com/v1"
    open_meteo_air_url: str = "https://air-quality-api.open-meteo.com/v1"


class Handsets(BaseModel):
    """The phone-style devices that this desk knows (docs/handset.md)."""

    tokens: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")], SecretStr] = Field(
        default_factory=dict, description="of each device, by its name; only these can be rung"
    )
    ring_key: SecretStr | None = Field(
        None, min_length=16, description="who knows it may ring them; nobody may while it is empty"
    )


class HandsetSettings(BaseModel):
    """This machine as a phone-style device (`voicebot kiosk`, docs/handset.md)."""

    url: str = Field("http://127.0.0.1:8000", description="of the desk")
    state_dir: Path = Field(
        default_factory=lambda: Path("~/.local/state/voicebot").expanduser(),
        description="where the device keeps its own prompts",
    )
    language: Literal["ko", "en"] = "ko"
    channel: Literal["kiosk", "phone"] = Field(
        "phone",
        description="kiosk where a loudspeaker talks into the microphone: the desk is then half-duplex",
    )
    microphone: str = Field("", description="number or part of the name; the machine's own choice when empty")
    loudspeaker: str = Field("", description="the same")
    keys: list[Path] = Field(default_factory=list, description="key devices; all that fit when empty")
    hook: str = Field("key:169", description="key:CODE or switch:CODE, and :0 if that is 0 while lifted")
    token: SecretStr | None = Field(
        None, description="of this device, as the desk knows it; then it can ring"
    )

    @property
    def prompts_dir(self) -> Path:
        """Where the prompts of its language are."""
        return self.state_dir / "prompts" / self.language


def _whole_secret(secret: SecretStr) -> SecretStr:
    """Check the form that libraries for Standard Webhooks take."""
    try:
        kind, key = secret.get_secret_value()[:6], b64decode(secret.get_secret_value()[6:], validate=True)
    except ValueError:
        kind, key = "", b""
    if kind != "whsec_" or len(key) < 24:
        raise ValueError("must be whsec_ and at least 24 bytes in base64: whsec_$(openssl rand -base64 32)")
    return secret


class Webhook(BaseModel):
    """A program of the office's own that tells people of changes (docs/webhooks.md)."""

    url: HttpUrl
    secret: Annotated[SecretStr, AfterValidator(_whole_secret)] = Field(
        description="both sides know it; signs what is sent: whsec_ and at least 24 bytes in base64"
    )
    contacts: bool = Field(False, description="whether it is told whom to reach, where they agreed to that")

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.contacts and self.url.scheme != "https" and self.url.host not in _OWN_MACHINE:
            raise ValueError("contacts go only to an https address, or to this machine")
        return self


_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class Outbox(BaseModel):
    """Who is told of every change of a complaint, and how often it is tried."""

    webhooks: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,32}$")], Webhook] = Field(
        default_factory=dict, description="by their names"
    )
    tries: int = Field(10, ge=1, description="before a notice is given up and kept as dead")
    first_s: float = Field(5.0, gt=0, description="from the first failure to the second try; then it doubles")
    most_s: float = Field(3600.0, gt=0, description="at most, from one try to the next")
    timeout_s: float = Field(10.0, gt=0, description="a webhook that has not answered by then has failed")
    at_once: int = Field(4, ge=1, description="requests to one webhook at the same time")
    poll_s: float = Field(0.5, gt=0, description="from one look for something to send to the next")

    @property
    def told(self) -> dict[str, bool]:
        """The names of the webhooks, each with whether it is told of every person."""
        return {name: webhook.contacts for name, webhook in self.webhooks.items()}


class Oidc(BaseModel):
    """The office's own sign-in (OpenID Connect), for staff who have one (docs/staff.md)."""

    issuer: HttpUrl = Field(description="its address; the rest is read from there")
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = Field(min_length=1)
    name: str = Field("기관 계정", description="what the button calls it")
    name_en: str = "your office account"
    algorithms: list[Literal["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]] = Field(
        ["RS256", "ES256"], min_length=1, description="signatures that are taken"
    )
    timeout_s: float = Field(5.0, gt=0, description="for one request to it")

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.issuer.scheme != "https" and self.issuer.host not in _OWN_MACHINE:
            raise ValueError("the sign-in must have an https address, or be on this machine")
        return self


class Staff(BaseModel):
    """The console (docs/staff.md)."""

    url: HttpUrl | None = Field(
        None, description="where people reach the desk, for links: https://desk.example.go.kr; else as asked"
    )
    tls: bool = Field(False, description="people reach it by https only: secure cookies, HSTS")
    lock_s: float = Field(600.0, gt=0, description="without a sign of anybody, until the password is asked")
    idle_s: float = Field(3600.0, gt=0, description="the same, until they have to sign in anew")
    absolute_s: float = Field(12 * 3600.0, gt=0, description="from signing in to signing in anew, always")
    link_s: float = Field(72 * 3600.0, gt=0, description="that an invitation is good for")
    oidc: Oidc | None = Field(None, description="signing in through the office's own provider")


Origin = Annotated[str, StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?$")]


class Widget(BaseModel):
    """The desk inside a page of another site (docs/pages.md)."""

    origins: list[Origin] = Field(
        default_factory=list, description="sites that may show it: https://www.example.go.kr; nobody if empty"
    )


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
    kiosk: Kiosk = Kiosk()
    retention: Retention = Retention()
    attached: Attached = Attached()
    open311: Open311 = Open311()
    scripts: Scripts = Scripts()
    outbox: Outbox = Outbox()
    staff: Staff = Staff()
    weather: Weather = Weather()
    handsets: Handsets = Handsets()
    widget: Widget = Widget()
    handset: HandsetSettings = Field(default_factory=lambda: HandsetSettings())  # noqa: PLW0108 - mypy's plugin wants the call
    map_link: str = Field(
        "https://map.kakao.com/link/map/{name},{lat},{lon}", description="where a place is shown on a map"
    )

    @property
    def keys_file(self) -> Path:
        """Where the keys for contacts are kept when the settings hold none."""
        return self.data_dir / "keys"

    @property
    def weights_dir(self) -> Path:
        """Where assembled model weights are kept."""
        return self.cache_dir / "models"

    @property
    def places_dir(self) -> Path:
        """Where imported places are kept, a file a kind."""
        return self.data_dir / "places"

    @property
    def scripts_dir(self) -> Path:
        """Where uploaded batches wait, and officers' recordings as callers hear them."""
        return self.data_dir / "scripts"

    @property
    def recordings_dir(self) -> Path:
        """Where officers' recordings are kept; the district's own lie in its folder."""
        return self.data_dir / "recordings"

    @property
    def speech_dir(self) -> Path:
        """Where synthesised sentences are kept."""
        return self.cache_dir / "speech"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
