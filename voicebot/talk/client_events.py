"""What a caller's device may say to the desk (protocol.md, "Client → desk")."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from voicebot.languages import Language

__all__ = [
    "CLIENT_EVENT",
    "Ack",
    "AudioFormat",
    "AudioFormats",
    "BufferAppend",
    "BufferClear",
    "BufferCommit",
    "ClientEvent",
    "Command",
    "CommandName",
    "ComplaintWatch",
    "InputChoice",
    "InputHold",
    "InputKey",
    "InputLocation",
    "InputText",
    "Language",
    "Ping",
    "Playback",
    "Pong",
    "ResponseCancel",
    "Resume",
    "SessionEnd",
    "SessionStart",
    "SessionUpdate",
    "SpeechOptions",
    "TurnOptions",
]

Channel = Literal["browser", "kiosk", "phone", "test"]
Mode = Literal["auto", "hold", "press"]
CommandName = Literal[
    "repeat", "what", "more", "slower", "faster", "louder", "softer", "back", "start_over",
    "menu", "help", "reject", "undo", "person", "forget", "wait", "stop", "goodbye", "one_by_one",
    "all_at_once",
]  # fmt: skip
Key = Literal[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#",
    "up", "down", "left", "right", "select", "back", "help",
]  # fmt: skip


class _Value(BaseModel):
    """Fields that the desk does not know are passed over: a newer client may talk to an older desk."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, serialize_by_alias=True)


class AudioFormat(_Value):
    """How sound is written in one direction."""

    format: Literal["pcm16", "pcmu", "opus"] = "pcm16"
    rate: Literal[8000, 16000, 24000] = 16000


class AudioFormats(_Value):
    """How sound is written in both directions."""

    in_: AudioFormat = Field(default_factory=AudioFormat, alias="in")
    out: AudioFormat = Field(default_factory=lambda: AudioFormat(rate=24000))


class TurnOptions(_Value):
    """How the caller takes turns: ``auto`` waits patiently, ``hold`` and ``press`` leave it to the caller."""

    mode: Mode = "auto"
    patience: float = Field(1.0, ge=0.5, le=3.0, description="multiplies every wait")


class SpeechOptions(_Value):
    """How the desk speaks."""

    rate: float = Field(0.9, ge=0.7, le=1.5, description="1.0 is a person's normal pace")
    volume: float = Field(1.0, ge=0.25, le=4.0, description="amplitude; 1.0 is the normal level")
    captions: bool = True
    one_by_one: bool = Field(False, description="one sentence of an answer at a time; `more` brings the next")


class Resume(_Value):
    """Where a broken connection left off."""

    session_id: str
    token: str
    last_event_seq: int = Field(ge=0)
    last_audio_in_seq: int = Field(ge=-1)


class _ClientEvent(_Value):
    event_id: str = Field(
        "",
        max_length=64,
        description="the client's own name for it, another for each; errors and acknowledgements repeat it",
    )


class SessionStart(_ClientEvent):
    """First frame of a connection; the desk answers ``session.created``."""

    type: Literal["session.start"] = "session.start"
    protocol: int = 1
    language: Language = "ko"
    channel: Channel = "browser"
    audio: AudioFormats = Field(default_factory=AudioFormats)
    turn: TurnOptions = Field(default_factory=TurnOptions)
    speech: SpeechOptions = Field(default_factory=SpeechOptions)
    device_token: str | None = Field(None, max_length=256)
    greet: bool | None = Field(None, description="speak first; by the channel when left out: kiosk and phone")
    full_duplex: bool | None = Field(
        None, description="the device keeps the desk's voice out of its sound; by the channel when left out"
    )
    resume: Resume | None = None


class SessionUpdate(_ClientEvent):
    """Change what was said at the start; takes effect from the next sentence."""

    type: Literal["session.update"] = "session.update"
    language: Language | None = None
    channel: Channel | None = None
    audio: AudioFormats | None = None
    turn: TurnOptions | None = None
    speech: SpeechOptions | None = None
    device_token: str | None = Field(None, max_length=256)


class SessionEnd(_ClientEvent):
    """The caller is done; everything of the session is wiped."""

    type: Literal["session.end"] = "session.end"


class BufferAppend(_ClientEvent):
    """Sound for clients that speak only JSON: base64 of what a binary frame holds after its number."""

    type: Literal["input_audio_buffer.append"] = "input_audio_buffer.append"
    audio: str = Field(max_length=96 * 1024)


class BufferCommit(_ClientEvent):
    """The caller says "다 말했어요": the utterance is complete; ``turn.ended`` follows."""

    type: Literal["input_audio_buffer.commit"] = "input_audio_buffer.commit"


class BufferClear(_ClientEvent):
    """Forget what was said since the last turn."""

    type: Literal["input_audio_buffer.clear"] = "input_audio_buffer.clear"


class InputHold(_ClientEvent):
    """The hold-to-talk button goes down or up."""

    type: Literal["input_hold"] = "input_hold"
    down: bool


class InputText(_ClientEvent):
    """A typed question; the same path as speech after recognition."""

    type: Literal["input_text"] = "input_text"
    text: str = Field(min_length=1, max_length=2000)


class InputChoice(_ClientEvent):
    """One of the offered choices was pressed."""

    type: Literal["input_choice"] = "input_choice"
    choice_id: str = Field(max_length=128)
    preview: bool = Field(False, description="only say it, for who moves over the choices with keys")


class InputKey(_ClientEvent):
    """A key of the keypad; digits mean the numbered choices."""

    type: Literal["input_key"] = "input_key"
    key: Key


class InputLocation(_ClientEvent):
    """Where the caller is, with permission."""

    type: Literal["input_location"] = "input_location"
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float = Field(ge=0)


class ComplaintWatch(_ClientEvent):
    """Tell this connection when the complaint's state changes."""

    type: Literal["complaint.watch"] = "complaint.watch"
    receipt: str = Field(max_length=32)
    token: str = Field(max_length=128)


class ResponseCancel(_ClientEvent):
    """Stop talking."""

    type: Literal["response.cancel"] = "response.cancel"


class Playback(_ClientEvent):
    """What the caller has really heard; sent every 250 ms while sound plays."""

    type: Literal["playback"] = "playback"
    reply_id: str = Field(max_length=64)
    sentence: int = Field(ge=0)
    state: Literal["started", "progress", "paused", "stopped", "finished"]
    played_ms: int = Field(ge=0)


class Ack(_ClientEvent):
    """Every event up to this number has arrived."""

    type: Literal["ack"] = "ack"
    event_seq: int = Field(ge=0)


class Command(_ClientEvent):
    """A wish that is sayable as well as pressable."""

    type: Literal["command"] = "command"
    name: CommandName


class Ping(_ClientEvent):
    """Is the other side there? It answers ``pong``."""

    type: Literal["ping"] = "ping"


class Pong(_ClientEvent):
    """Answer to ``ping``."""

    type: Literal["pong"] = "pong"


ClientEvent = Annotated[
    SessionStart | SessionUpdate | SessionEnd | BufferAppend | BufferCommit | BufferClear
    | InputHold | InputText | InputChoice | InputKey | InputLocation | ComplaintWatch
    | ResponseCancel | Playback | Ack | Command | Ping | Pong,
    Field(discriminator="type"),
]  # fmt: skip
CLIENT_EVENT: TypeAdapter[ClientEvent] = TypeAdapter(ClientEvent)
