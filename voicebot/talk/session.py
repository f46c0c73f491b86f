"""One conversation: turns in, replies out. It knows nothing of sockets."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.errors import EngineError, ProtocolError, VoicebotError
from voicebot.hear.guard import judge
from voicebot.hear.listener import Listener, SpeechStarted, SpeechStopped, TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue import Dialogue
from voicebot.talk.ears import Control, Ears
from voicebot.talk.mouth import Mouth
from voicebot.talk.outlet import Outlet
from voicebot.talk.pace import paced
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.shortcuts import is_back_channel, key_reply, shortcut
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import ERRORS, REPLIES, UNHEARD
from voicebot.telemetry.turn import Stage, Turn
from voicebot.text.masking import mask
from voicebot.understand.meaning import Match, Reading

__all__ = ["Session"]

ECHO_FREE = frozenset({"browser", "phone", "test"})
"""Channels that cancel the desk's own voice; elsewhere the desk does not listen while it speaks."""
Work = Callable[[], Awaitable[None]]


class Session:
    """One caller.

    Thinking (what was said, what to reply) and speaking are two tasks, so that a reply is only given up once
    something that replaces it was understood.

    Args:
        desk: the shared half.
        outlet: where words and sounds go.
        start: what the caller's device asked for.
    """

    def __init__(self, desk: Desk, outlet: Outlet, start: asked.SessionStart) -> None:
        self.id = f"s-{secrets.token_hex(8)}"
        self.resume_token = secrets.token_urlsafe(24)
        self.broken: asyncio.Future[ProtocolError] = asyncio.get_running_loop().create_future()
        self._desk = desk
        self._outlet = outlet
        self._channel = start.channel
        self._mouth = Mouth(desk.voices, outlet, desk.settings.limits)
        self._listener = Listener(
            desk.hearing.voice_activity,
            mode=start.turn.mode,
            patience=start.turn.patience,
            limit_s=desk.settings.limits.utterance_s,
        )
        self._ears = Ears(self._listener, desk.hearing, start.language, self._on_event)
        self._set(start.language, start.speech, start.audio)
        self._listening = asyncio.create_task(self._careful(self._ears.run))
        self._thinking: asyncio.Task[None] | None = None
        self._speaking: asyncio.Task[None] | None = None
        self._unheard: Reply | None = None

    @property
    def language(self) -> asked.Language:
        """The language that is spoken."""
        return self._language

    # -- what the channel calls --------------------------------------------------------------------

    async def hear(self, sound: Audio) -> None:
        """One frame of the caller's sound."""
        if self._listening.done():
            self._listening = asyncio.create_task(self._careful(self._ears.run))
        if self._channel in ECHO_FREE or not self._mouth.sounding:
            await self._ears.push(sound)

    async def handle(self, event: asked.ClientEvent) -> None:
        """One event of the caller's device."""
        match event:
            case asked.SessionUpdate():
                await self._update(event)
            case asked.ResponseCancel():
                if self._thinking:
                    self._thinking.cancel()
                await self._hush()
            case asked.Playback():
                self.heard(event)
            case asked.BufferCommit() | asked.BufferClear() | asked.InputHold():
                await self._ears.push(_control(event))
            case _:
                self._press(event)

    def _press(self, event: asked.ClientEvent) -> None:
        """What was typed or pressed is thought about like what was said."""
        match event:
            case asked.InputText(text=text):
                self._think(lambda: self._answer([Reading(text)], _turn_now()))
            case asked.InputChoice(choice_id=choice):
                self._think(lambda: self._reply(self._dialogue.choose_id(choice), "choice_unknown"))
            case asked.InputKey(key=key):
                self._think(lambda: self._reply(key_reply(self._dialogue, key), "key_meaningless"))
            case asked.Command(name=name):
                self._think(lambda: self._speak(self._dialogue.command(name), _turn_now()))
            case asked.InputLocation() | asked.ComplaintWatch():
                self._think(lambda: self._say("later"))

    def heard(self, event: asked.Playback) -> None:
        """The device says what it has played."""
        self._mouth.heard(event)

    async def notify(self, phrase: str) -> None:
        """Speak one of the desk's own phrases, such as the warning before a time-out."""
        await self._say(phrase)

    async def pause(self) -> None:
        """The connection has dropped: stop speaking, and remember what was not heard."""
        self._unheard = self._mouth.unheard()
        await self._hush()

    async def go_on(self) -> None:
        """The connection is back: say what was not heard, unless something newer is being said."""
        self.broken = asyncio.get_running_loop().create_future()
        unheard, self._unheard = self._unheard, None
        if unheard and not self._mouth.sounding:
            await self._speak(unheard, _turn_now())

    async def close(self) -> None:
        """Stop listening and speaking, and forget everything."""
        tasks = [task for task in (self._listening, self._thinking, self._speaking) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- turns -------------------------------------------------------------------------------------

    async def _on_event(self, event: SpeechStarted | SpeechStopped | TurnEnded) -> None:
        match event:
            case SpeechStarted():
                await self._outlet.event(told.SpeechStarted(at_ms=round(event.at * 1000)))
                await self._mouth.hold()
            case SpeechStopped():
                await self._outlet.event(told.SpeechStopped(at_ms=round(event.at * 1000)))
            case TurnEnded():
                await self._outlet.event(told.TurnEnded(reason=event.reason.value))
                turn = _turn_now(event.silence)
                if event.reason.value == "limit":
                    await self._error("utterance_too_long", "The utterance reached the limit.", "too_long")
                self._think(lambda: self._hear_turn(event, turn))

    async def _hear_turn(self, event: TurnEnded, turn: Turn) -> None:
        """Recognise a turn, and answer it if there were words."""
        transcript = await self._ears.transcript(event)
        turn.stamp(Stage.RECOGNISED)
        level = rms_db(event.audio)
        verdict = judge(
            transcript, speech_seconds=event.speech_seconds, level_db=level, language=self._language
        )
        if not verdict.accepted:
            await self._not_heard(verdict.reason, turn)
        elif self._mouth.sounding and is_back_channel(transcript.text) and not self._dialogue.expects:
            await self._mouth.go_on()
        else:
            await self._completed(transcript)
            await self._answer([Reading(h.text, h.score) for h in transcript.hypotheses], turn)

    async def _completed(self, transcript: Transcript) -> None:
        safe = mask(transcript.text)
        confidence = min(1.0, transcript.confidence)
        await self._outlet.event(
            told.TranscriptionCompleted(text=safe, confidence=confidence, masked=safe != transcript.text)
        )

    async def _not_heard(self, reason: str, turn: Turn) -> None:
        """Sound without words: go on speaking if the desk was, else ask again."""
        UNHEARD.labels(reason=reason).inc()
        if self._mouth.sounding:
            await self._mouth.go_on()
        else:
            await self._speak(self._dialogue.unheard(), turn)

    async def _answer(self, readings: Sequence[Reading], turn: Turn) -> None:
        """Reply to words, said or typed."""
        reply = shortcut(self._dialogue, [reading.text for reading in readings], self._language)
        if reply is None:
            match = await self._desk.match(readings, self._language)
            reply = self._dialogue.matched(match)
            await self._record(reply, match)
        turn.stamp(Stage.MATCHED)
        await self._speak(reply, turn)

    async def _record(self, reply: Reply, match: Match) -> None:
        """Keep a question that had no answer, masked, for the FAQ officer."""
        if Effect.RECORD in reply.effects:
            best = match.candidates[0] if match.candidates else None
            await self._desk.questions.add(
                match.reading,
                language=self._language,
                channel=self._channel,
                nearest=best.entry if best else None,
                probability=best.probability if best else None,
            )

    # -- replies -----------------------------------------------------------------------------------

    async def _reply(self, reply: Reply | None, complaint: str) -> None:
        """Speak a reply to a press; a press that means nothing now is an error that loses nothing."""
        if reply is None:
            await self._error(complaint, "That choice is not open now.", "nothing_said")
        else:
            await self._speak(reply, _turn_now())

    async def _say(self, phrase: str) -> None:
        await self._speak(Reply("notice", phrases(self._language)(phrase)), _turn_now())

    async def _speak(self, reply: Reply, turn: Turn) -> None:
        """Give up what is being said and say this."""
        await self._hush()
        self._mouth.options = paced(self._mouth.options, reply.effects)
        turn.kind = reply.kind
        REPLIES.labels(kind=reply.kind).inc()
        self._speaking = asyncio.create_task(self._careful(lambda: self._mouth.say(reply, turn)))

    async def _hush(self) -> None:
        if self._speaking:
            self._speaking.cancel()
            await asyncio.gather(self._speaking, return_exceptions=True)
            self._speaking = None
        await self._mouth.clear()

    # -- settings ----------------------------------------------------------------------------------

    def _set(self, language: asked.Language, speech: asked.SpeechOptions, audio: asked.AudioFormats) -> None:
        self._language = language
        self._ears.language = self._mouth.language = language
        self._mouth.options, self._mouth.format = speech, audio.out
        knowledge, name = self._desk.knowledge[language], self._desk.name(language)
        self._dialogue = Dialogue(knowledge, phrases(language), self._desk.today, desk=name)

    async def _update(self, event: asked.SessionUpdate) -> None:
        """Change what was asked for at the start; from the next sentence."""
        if event.language and event.language != self._language:
            formats = asked.AudioFormats(out=self._mouth.format)
            self._set(event.language, self._mouth.options, formats)
        self._mouth.options = event.speech or self._mouth.options
        self._mouth.format = event.audio.out if event.audio else self._mouth.format
        self._channel = event.channel or self._channel
        if event.turn:
            mode, patience = event.turn.mode, event.turn.patience
            await self._ears.push(lambda listener: listener.configure(mode, patience))

    # -- when something goes wrong -----------------------------------------------------------------

    def _think(self, work: Work) -> None:
        """Begin to think about something new; what was being thought about is given up."""
        if self._thinking:
            self._thinking.cancel()
        self._thinking = asyncio.create_task(self._careful(work))

    async def _careful(self, work: Work) -> None:
        """Whatever fails, the caller is told and the conversation goes on where it can."""
        try:
            await work()
        except ProtocolError as error:
            if not self.broken.done():
                self.broken.set_result(error)
        except EngineError as error:
            log.warning("engine failed", session=self.id, code=error.code)
            await self._error(error.code, error.message, "busy" if error.code == "busy" else "trouble")
        except VoicebotError as error:
            log.warning("turn failed", session=self.id, code=error.code)
            await self._error(error.code, error.message, "trouble")
        except Exception as error:
            log.error("turn failed", session=self.id, code="internal", error=type(error).__name__)
            await self._error("internal", "The desk failed; the turn was lost.", "trouble")

    async def _error(self, code: str, message: str, phrase: str) -> None:
        ERRORS.labels(code=code).inc()
        say = phrases(self._language).line(phrase)
        await self._outlet.event(told.Error(code=code, message=message, say=say, retryable=True))


def _control(event: asked.BufferCommit | asked.BufferClear | asked.InputHold) -> Control:
    """What a button means to the turn machine."""
    match event:
        case asked.BufferCommit():
            return lambda listener: listener.commit()
        case asked.BufferClear():
            return lambda listener: listener.clear()
        case asked.InputHold(down=down):
            return lambda listener: listener.hold(down)


def _turn_now(silence: float = 0.0) -> Turn:
    """A turn that ends now, after so many seconds of silence."""
    turn = Turn()
    turn.stamp(Stage.TURN_END)
    turn.stamp(Stage.SPEECH_END, turn.at[Stage.TURN_END] - silence)
    return turn
