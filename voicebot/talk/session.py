"""One conversation: turns in, replies out. It knows nothing of sockets."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.errors import EngineError, ProtocolError, VoicebotError
from voicebot.hear.guard import judge
from voicebot.hear.listener import (
    Event,
    Listener,
    NothingSaid,
    SpeechSettled,
    SpeechStarted,
    SpeechStirred,
    SpeechStopped,
    TurnEnded,
    TurnReopened,
)
from voicebot.hear.patience import PRESETS, Patience
from voicebot.hear.turn import REOPEN_S, Reason
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue import Dialogue
from voicebot.talk.ears import Control, Ears, HeardSoFar
from voicebot.talk.hearing import READINGS
from voicebot.talk.mouth import Mouth
from voicebot.talk.outlet import Outlet
from voicebot.talk.pace import paced
from voicebot.talk.parts import Parts
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.shortcuts import answers, is_back_channel, key_reply, shortcut
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import ERRORS, REPLIES, UNHEARD
from voicebot.telemetry.turn import Stage, Turn
from voicebot.text.masking import mask
from voicebot.understand.commands import command
from voicebot.understand.meaning import Match, Reading, Zone

__all__ = ["Session"]

ECHO_FREE = frozenset({"browser", "phone", "test"})
"""Channels that cancel the desk's own voice; elsewhere the desk does not listen while it speaks."""
FILLER_S = 1.8
"""An answer that comes later than this after the turn is announced (product.md, "How the desk listens")."""

WAIT_S = 60.0
"""Grace for who says "잠깐만요" before the desk asks whether anything is still wanted."""

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
            patience=_patience(start.channel, start.turn.patience),
            limit_s=desk.settings.limits.utterance_s,
        )
        self._ears = Ears(self._listener, desk.hearing, start.language, self._on_event, self._is_answer)
        self._parts = Parts(REOPEN_S)
        self._quiet = 0
        self._set(start.language, start.speech, start.audio)
        self._listening = asyncio.create_task(self._careful(self._ears.run))
        self._thinking: asyncio.Task[None] | None = None
        self._speaking: asyncio.Task[None] | None = None
        self._filling: asyncio.Task[None] | None = None
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
                await self._give_up()
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
                self._think(lambda turn: self._answer(text, turn))
            case asked.InputChoice(choice_id=choice):
                self._think(lambda turn: self._take(self._dialogue.choose_id(choice), "choice_unknown", turn))
            case asked.InputKey(key=key):
                self._think(lambda turn: self._take(key_reply(self._dialogue, key), "key_meaningless", turn))
            case asked.Command(name=name):
                self._think(lambda turn: self._speak(self._dialogue.command(name), turn))
            case asked.InputLocation() | asked.ComplaintWatch():
                self._think(lambda turn: self._say("later", turn))

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
            await self._speak(unheard, Turn())

    async def close(self) -> None:
        """Stop listening and speaking, and forget everything."""
        running = (self._listening, self._thinking, self._speaking, self._filling)
        tasks = [task for task in running if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._careful(self._parts.close)

    # -- turns -------------------------------------------------------------------------------------

    async def _on_event(self, event: Event | HeardSoFar) -> None:
        match event:
            case SpeechStirred():
                await self._mouth.hold()
            case SpeechSettled():
                await self._mouth.go_on()
            case SpeechStarted():
                await self._outlet.event(told.SpeechStarted(at_ms=round(event.at * 1000)))
                await self._mouth.hold()
            case SpeechStopped():
                await self._outlet.event(told.SpeechStopped(at_ms=round(event.at * 1000)))
            case HeardSoFar():
                await self._caption(event)
            case _:
                await self._on_turn(event)

    async def _on_turn(self, event: Event) -> None:
        match event:
            case TurnReopened():
                await self._outlet.event(told.TurnReopened())
                self._parts.reopened()
                if self._filling:
                    self._filling.cancel()
            case TurnEnded():
                await self._outlet.event(told.TurnEnded(reason=event.reason.value))
                if event.reason is Reason.LIMIT:
                    await self._error("utterance_too_long", "The utterance reached the limit.", "too_long")
                self._think(lambda turn: self._hear_turn(event, turn), event)
            case NothingSaid():
                await self._speak_up()

    async def _caption(self, heard: HeardSoFar) -> None:
        safe = mask(heard.text)
        await self._outlet.event(
            told.TranscriptionDelta(text=safe, confidence=heard.confidence, masked=safe != heard.text)
        )

    async def _speak_up(self) -> None:
        """It is the caller's turn and nothing is said: say once that the desk listens, once what helps."""
        if self._mouth.sounding or self._busy or self._quiet == 2:
            return
        self._quiet += 1
        await self._say("listening" if self._quiet == 1 else "silence_help")

    @property
    def _busy(self) -> bool:
        return self._thinking is not None and not self._thinking.done()

    @property
    def _asked(self) -> bool:
        """Whether a question of the desk is open, and has been heard."""
        return self._dialogue.expects and self._mouth.at_last

    def _is_answer(self, text: str) -> bool:
        return self._dialogue.expects and answers(text, self._language)

    def _stands_alone(self, text: str) -> bool:
        """Whether words that came soon after a turn are no part of it: an answer, or a wish."""
        return self._is_answer(text) or command(text, self._language) is not None

    async def _hear_turn(self, event: TurnEnded, turn: Turn) -> None:
        """Recognise a turn, or a further part of one, and answer all of it if there were words."""
        transcript = await self._parts.hear(self._ears.transcript(event), continues=event.continues)
        turn.stamp(Stage.RECOGNISED)
        verdict = judge(
            transcript,
            speech_seconds=event.speech_seconds,
            level_db=rms_db(event.audio),
            language=self._language,
        )
        aside = is_back_channel(transcript.text) and not self._asked
        if verdict.accepted and not (aside and (self._mouth.sounding or event.continues)):
            if event.continues and self._stands_alone(transcript.text):
                event = replace(event, continues=False)
                self._parts.forget_earlier()
            await self._understand(event, transcript.confidence, turn)
            return
        self._parts.forget_last()
        if self._mouth.sounding:
            await self._mouth.go_on()
        elif event.continues:
            await self._understand(event, transcript.confidence, turn)
        else:
            await self._not_heard(verdict.reason, turn)

    async def _understand(self, event: TurnEnded, confidence: float, turn: Turn) -> None:
        """Answer what was said; the answer to the first part alone is as if it had never been given."""
        readings = await self._parts.readings()
        await self._completed(readings[0].text, min(1.0, confidence))
        if event.continues:
            self._dialogue.thread = self._parts.before
        self._parts.before = self._dialogue.snapshot()
        self._quiet = 0
        reply = shortcut(self._dialogue, [reading.text for reading in readings], self._language)
        if reply is None:
            match = await self._desk.match(readings, self._language)
            if match.zone is not Zone.ANSWER:
                match = await self._doubt(event, match)
            reply = await self._matched(match, may_go_on=event.reason is not Reason.COMMIT)
        await self._answered(reply, turn)

    async def _doubt(self, event: TurnEnded, match: Match) -> Match:
        """The best reading does not settle it: look at what else may have been said."""
        heard = await self._desk.hearing.recognise(event.audio, self._language, readings=READINGS)
        readings = await self._parts.readings(heard)
        return await self._desk.match(readings, self._language) if len(readings) > 1 else match

    async def _completed(self, text: str, confidence: float) -> None:
        safe = mask(text)
        await self._outlet.event(
            told.TranscriptionCompleted(text=safe, confidence=confidence, masked=safe != text)
        )

    async def _not_heard(self, reason: str, turn: Turn) -> None:
        """Sound without words: ask again."""
        UNHEARD.labels(reason=reason).inc()
        await self._speak(self._dialogue.unheard(), turn)

    async def _answer(self, text: str, turn: Turn) -> None:
        """Reply to what was typed."""
        reply = shortcut(self._dialogue, [text], self._language)
        if reply is None:
            reply = await self._matched(await self._desk.match([Reading(text)], self._language))
        await self._answered(reply, turn)

    async def _matched(self, match: Match, *, may_go_on: bool = False) -> Reply:
        reply = self._dialogue.matched(match)
        if Effect.RECORD in reply.effects:
            await self._keep(lambda: self._record(match), later=may_go_on)
        return reply

    async def _answered(self, reply: Reply, turn: Turn) -> None:
        turn.stamp(Stage.MATCHED)
        await self._speak(reply, turn)

    async def _keep(self, work: Work, *, later: bool) -> None:
        """Do what lasts, but not before it is certain that the turn is over."""
        if later:
            self._parts.when_certain(work)
        else:
            await work()

    async def _record(self, match: Match) -> None:
        """Keep a question that had no answer, masked, for the FAQ officer."""
        best = match.candidates[0] if match.candidates else None
        await self._desk.questions.add(
            match.reading,
            language=self._language,
            channel=self._channel,
            nearest=best.entry if best else None,
            probability=best.probability if best else None,
        )

    # -- replies -----------------------------------------------------------------------------------

    async def _take(self, reply: Reply | None, complaint: str, turn: Turn) -> None:
        """Speak a reply to a press; a press that means nothing now is an error that loses nothing."""
        if reply is None:
            await self._error(complaint, "That choice is not open now.", "nothing_said")
        else:
            await self._speak(reply, turn)

    async def _say(self, phrase: str, turn: Turn | None = None) -> None:
        await self._speak(Reply("notice", phrases(self._language)(phrase)), turn or Turn())

    async def _speak(self, reply: Reply, turn: Turn) -> None:
        """Give up what is being said and say this."""
        await self._hush()
        self._mouth.options = paced(self._mouth.options, reply.effects)
        turn.kind = reply.kind
        REPLIES.labels(kind=reply.kind).inc()
        self._speaking = asyncio.create_task(self._careful(lambda: self._tell(reply, turn)))

    async def _tell(self, reply: Reply, turn: Turn) -> None:
        """Say a reply; then it is the caller's turn, once it has been heard."""
        await self._mouth.say(reply, turn)
        grace = self._mouth.ahead + (WAIT_S if Effect.WAIT in reply.effects else 0.0)
        await self._ears.push(lambda listener: listener.expect(grace))

    async def _fill(self, turn: Turn) -> None:
        """Announce an answer that takes long."""
        await asyncio.sleep(FILLER_S)
        if not self._busy and not turn.kind:
            return  # there is nothing to answer
        await self._mouth.fill(phrases(self._language).line("filler"), turn)

    async def _give_up(self) -> None:
        for task in (self._thinking, self._filling):
            if task:
                task.cancel()
        await self._hush()

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
            mode, patience = event.turn.mode, _patience(self._channel, event.turn.patience)
            await self._ears.push(lambda listener: listener.configure(mode, patience))

    # -- when something goes wrong -----------------------------------------------------------------

    def _think(self, work: Callable[[Turn], Awaitable[None]], spoken: TurnEnded | None = None) -> None:
        """Begin to think about something new; what was being thought about is given up."""
        for task in (self._thinking, self._filling):
            if task:
                task.cancel()
        turn = _turn_now(spoken.silence) if spoken else _turn_now()
        turn.ended = spoken.reason if spoken else ""
        self._thinking = asyncio.create_task(self._careful(lambda: work(turn)))
        self._filling = asyncio.create_task(self._careful(lambda: self._fill(turn)))

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


def _patience(channel: str, factor: float) -> Patience:
    return PRESETS.get(channel, PRESETS["browser"]).times(factor)
