"""What the desk says to a caller's device (protocol.md, "Desk → client")."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

__all__ = [
    "SERVER_EVENT",
    "Ack",
    "AudioDone",
    "AudioMarks",
    "AudioStarted",
    "Call",
    "Choice",
    "ComplaintDraft",
    "ComplaintFiled",
    "ComplaintJoined",
    "ComplaintPhotos",
    "ComplaintReadback",
    "ComplaintStatus",
    "DeskInfo",
    "Error",
    "Link",
    "Mark",
    "Notice",
    "OutputClear",
    "OutputPause",
    "OutputResume",
    "Ping",
    "Pong",
    "ReplyKind",
    "ResponseCreated",
    "ResponseDone",
    "ServerEvent",
    "SessionCapabilities",
    "SessionCreated",
    "SessionQueue",
    "Source",
    "SpeechStarted",
    "SpeechStopped",
    "Step",
    "TranscriptionCompleted",
    "TranscriptionDelta",
    "TurnEnded",
    "TurnReopened",
]

ReplyKind = Literal["answer", "confirm", "choices", "question", "greeting", "notice", "small_talk", "safety"]
Voice = Literal["recorded", "cached", "synthesised"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ServerEvent(_Value):
    event_id: str = ""
    seq: int = Field(0, ge=0, description="consecutive from 1")


class SessionQueue(_ServerEvent):
    """The desk is full; the caller hears how long to wait."""

    type: Literal["session.queue"] = "session.queue"
    position: int
    wait_s: float
    say: str


class SessionCapabilities(_Value):
    """What this desk can do."""

    languages: list[str]
    rates: list[int]
    engines: dict[str, str]
    limits: dict[str, float]


class DeskInfo(_Value):
    """Who is speaking."""

    name: str
    phone: str


class SessionCreated(_ServerEvent):
    """First event of a conversation."""

    type: Literal["session.created"] = "session.created"
    session_id: str
    resume_token: str
    protocol: int = 1
    capabilities: SessionCapabilities
    desk: DeskInfo
    reply_follows: bool = Field(
        False, description="after a dropped connection: something was not heard and is said next"
    )


class SpeechStarted(_ServerEvent):
    """Raw voice activity began; ``at_ms`` counts the sound received."""

    type: Literal["input_audio_buffer.speech_started"] = "input_audio_buffer.speech_started"
    at_ms: int


class SpeechStopped(_ServerEvent):
    """Raw voice activity paused; not yet the end of the turn."""

    type: Literal["input_audio_buffer.speech_stopped"] = "input_audio_buffer.speech_stopped"
    at_ms: int


class TurnEnded(_ServerEvent):
    """The decision that the caller has finished."""

    type: Literal["turn.ended"] = "turn.ended"
    reason: Literal["final_ending", "silence", "commit", "limit"]


class TurnReopened(_ServerEvent):
    """The caller went on after all; both parts are answered once."""

    type: Literal["turn.reopened"] = "turn.reopened"


class TranscriptionDelta(_ServerEvent):
    """What has been heard so far."""

    type: Literal["input_audio_transcription.delta"] = "input_audio_transcription.delta"
    text: str
    confidence: float = Field(ge=0, le=1)
    masked: bool = False


class TranscriptionCompleted(_ServerEvent):
    """What was heard in the turn."""

    type: Literal["input_audio_transcription.completed"] = "input_audio_transcription.completed"
    text: str
    confidence: float = Field(ge=0, le=1)
    masked: bool = False


class Choice(_Value):
    """One thing to choose; its sentence is spoken too."""

    id: str
    number: int
    label: str
    picture: str | None = None
    sentence: str


class Call(_Value):
    """A telephone to press; its number is in a sentence too."""

    number: str
    label: str


class Step(_Value):
    """Where a caller stands in what is told one at a time."""

    number: int = Field(ge=1)
    of: int = Field(ge=1)


class Source(_Value):
    """Where an answer comes from."""

    faq_id: str
    version: str
    verified_on: str | None = None


class Link(_Value):
    """Something to look at beside an answer, such as a place on a map."""

    label: str
    detail: str = ""
    url: str | None = Field(None, description="where it leads; nothing when that is not known")


class ResponseCreated(_ServerEvent):
    """A reply; its sound follows sentence by sentence."""

    type: Literal["response.created"] = "response.created"
    reply_id: str
    kind: ReplyKind
    sentences: list[str]
    choices: list[Choice] = Field(default_factory=list)
    calls: list[Call] = Field(default_factory=list, description="telephones to press, the most urgent first")
    more: bool = Field(False, description="there is more to hear; the command `more` continues")
    yes_no: bool = Field(False, description="a yes or a no answers it: to be offered to who only presses")
    step: Step | None = Field(
        None, description="one of several things told one at a time; `more` brings the next, `back` the last"
    )
    source: Source | None = None
    links: list[Link] = Field(default_factory=list)
    interim: bool = Field(False, description="only says that the reply takes a moment; that reply follows")


class AudioStarted(_ServerEvent):
    """The binary frames up to ``response.audio.done`` are this sentence."""

    type: Literal["response.audio.started"] = "response.audio.started"
    reply_id: str
    sentence: int
    voice: Voice


class Mark(_Value):
    """The character that is being said at a time from the start of the sentence."""

    char: int
    ms: int


class AudioMarks(_ServerEvent):
    """Captions in step with the voice."""

    type: Literal["response.audio.marks"] = "response.audio.marks"
    reply_id: str
    sentence: int
    marks: list[Mark]


class AudioDone(_ServerEvent):
    """No more frames of this sentence."""

    type: Literal["response.audio.done"] = "response.audio.done"
    reply_id: str
    sentence: int
    status: Literal["complete", "cancelled"]


class _Output(_ServerEvent):
    reply_id: str
    sentence: int
    from_ms: int


class OutputPause(_Output):
    """Speech was heard over the reply: hold it."""

    type: Literal["output_audio.pause"] = "output_audio.pause"


class OutputResume(_Output):
    """A false alarm: go on where it was held."""

    type: Literal["output_audio.resume"] = "output_audio.resume"


class OutputClear(_Output):
    """Throw away what has not been heard."""

    type: Literal["output_audio.clear"] = "output_audio.clear"


class ResponseDone(_ServerEvent):
    """The reply is over; milliseconds of each stage from the end of the turn."""

    type: Literal["response.done"] = "response.done"
    reply_id: str
    timings: dict[str, int] = Field(default_factory=dict)


class ComplaintDraft(_ServerEvent):
    """The complaint as far as it is known."""

    type: Literal["complaint.draft"] = "complaint.draft"
    form: dict[str, Any] = Field(description="what is known, by field; nothing that says whose it is")
    say: str


class ComplaintReadback(_ServerEvent):
    """The whole complaint, to be confirmed."""

    type: Literal["complaint.readback"] = "complaint.readback"
    summary: str
    say: str


class ComplaintFiled(_ServerEvent):
    """The complaint has been stored."""

    type: Literal["complaint.filed"] = "complaint.filed"
    receipt: str
    due: str
    watch_token: str
    say: str


class ComplaintJoined(_ServerEvent):
    """The caller has joined somebody's complaint and is told of its changes."""

    type: Literal["complaint.joined"] = "complaint.joined"
    receipt: str
    people: int = Field(ge=1, description="have told of it")
    watch_token: str = Field(description="follows it and takes the joining back; shows nothing more")
    say: str


class ComplaintPhotos(_ServerEvent):
    """Whether a photo can be added now, and how many there are."""

    type: Literal["complaint.photos"] = "complaint.photos"
    wanted: bool
    count: int = Field(ge=0)


class ComplaintStatus(_ServerEvent):
    """A complaint's state has changed."""

    type: Literal["complaint.status"] = "complaint.status"
    receipt: str
    state: str
    say: str
    at: str


class Notice(_ServerEvent):
    """Something a person should know."""

    type: Literal["notice"] = "notice"
    kind: Literal["timeout_soon", "ended", "draining", "forgotten"]
    say: str


class Ack(_ServerEvent):
    """Sound up to this frame, and events up to this one, have arrived; sent every second while they come.

    A client that comes back sends what came after them again, in its order and with its numbers and names:
    the desk passes over what it has.
    """

    type: Literal["ack"] = "ack"
    audio_seq: int = Field(ge=-1, description="-1 before the first")
    client_event_id: str = Field("", description="the client's own name of it; empty before the first")


class Error(_ServerEvent):
    """Something went wrong; the session goes on unless the connection closes.

    ``event_id`` is the client's own, where one event was to blame.
    """

    type: Literal["error"] = "error"
    code: str
    message: str
    say: str
    retryable: bool


class Ping(_ServerEvent):
    """Is the client there? It answers ``pong``."""

    type: Literal["ping"] = "ping"


class Pong(_ServerEvent):
    """Answer to ``ping``."""

    type: Literal["pong"] = "pong"


ServerEvent = Annotated[
    SessionQueue | SessionCreated | SpeechStarted | SpeechStopped | TurnEnded | TurnReopened
    | TranscriptionDelta | TranscriptionCompleted | ResponseCreated | AudioStarted | AudioMarks | AudioDone
    | OutputPause | OutputResume | OutputClear | ResponseDone
    | ComplaintDraft | ComplaintReadback | ComplaintFiled | ComplaintJoined | ComplaintPhotos
    | ComplaintStatus
    | Notice | Ack | Error | Ping | Pong,
    Field(discriminator="type"),
]  # fmt: skip
SERVER_EVENT: TypeAdapter[ServerEvent] = TypeAdapter(ServerEvent)
