"""Every error of the protocol: what it means, what the caller hears, whether the connection closes."""

from __future__ import annotations

from dataclasses import dataclass

from voicebot.channels.websocket.outlet import SocketOutlet
from voicebot.channels.websocket.wire import BadEventError
from voicebot.errors import ProtocolError
from voicebot.talk.phrases import phrases
from voicebot.talk.server_events import Error
from voicebot.telemetry.metrics import ERRORS

__all__ = ["CODES", "Code", "code_of", "tell_error"]


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table.

    Attributes:
        name: the ``code`` of the event.
        meaning: what happened and what to do, for the client's author.
        phrase: the sentence the caller hears, in `voicebot.talk.phrases`.
        retryable: whether the same may be tried again.
        close: WebSocket close code, if the connection ends.
    """

    name: str
    meaning: str
    phrase: str = "error_technical"
    retryable: bool = True
    close: int | None = None


_ROWS = (
    Code("bad_start", "The first frame was not a valid `session.start`.", retryable=False, close=4400),
    Code("unsupported_protocol", "This desk speaks protocol 1 only.", retryable=False, close=4400),
    Code(
        "unsupported_audio",
        "The format or rate is not offered; see `capabilities`.",
        retryable=False,
        close=4400,
    ),
    Code(
        "no_resume", "The session to resume has ended or the token is wrong.", "error_no_resume", False, 4401
    ),
    Code("origin", "The page's origin is not allowed to open this socket.", retryable=False, close=1008),
    Code("slow_reader", "The client took or played nothing for too long.", "error_slow_reader", close=1008),
    Code("frame_too_big", "A frame was larger than the limit.", close=1009),
    Code(
        "too_many_sessions",
        "The desk is full; `session.queue` said how long to wait.",
        "error_too_many",
        close=1013,
    ),
    Code("not_ready", "The desk could not load its models.", "trouble", close=1013),
    Code("session_over", "The session reached its longest time.", "error_session_over", close=1000),
    Code("internal", "The desk failed; the turn was lost.", "trouble"),
    Code("invalid_json", "A text frame was not a JSON object."),
    Code("unknown_event", "No event has this `type`."),
    Code("invalid_event", "A field is missing, unknown or of the wrong kind."),
    Code("already_started", "`session.start` came twice."),
    Code("sequence_gap", "A binary frame's number was not the next; the frame was dropped."),
    Code("invalid_audio", "A frame is not a number and whole samples of the negotiated format."),
    Code("choice_unknown", "That choice is not open now.", "nothing_said", retryable=False),
    Code("key_meaningless", "That key means nothing now.", "nothing_said", retryable=False),
    Code("position_unasked", "No position is being asked for.", "nothing_said", retryable=False),
    Code("watch_refused", "The token is not that complaint's.", "track_unknown", False),
    Code("utterance_too_long", "The utterance reached the limit and was taken as it was.", "too_long"),
    Code("busy", "Too many wait for a model.", "busy"),
    Code("hung", "A model did not answer in time; it is being loaded anew.", "trouble"),
    Code("engine_failed", "A model failed on this turn.", "trouble"),
)
CODES = {row.name: row for row in _ROWS}


def code_of(error: ProtocolError) -> Code:
    """The row of an error; what is not listed is ``internal``."""
    return CODES.get(error.code, CODES["internal"])


async def tell_error(outlet: SocketOutlet, language: str, error: ProtocolError) -> None:
    """Send an error with its sentence."""
    row = code_of(error)
    ERRORS.labels(code=row.name).inc()
    event_id = error.event_id if isinstance(error, BadEventError) else ""
    say = phrases(language).line(row.phrase)
    await outlet.event(
        Error(event_id=event_id, code=row.name, message=error.message, say=say, retryable=row.retryable)
    )
