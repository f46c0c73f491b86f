"""One conversation: turns in, replies out. It knows nothing of sockets."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.errors import ProtocolError
from voicebot.hear.guard import Verdict, judge
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
from voicebot.hear.transcriber import Transcript
from voicebot.hear.turn import Reason
from voicebot.speak.sentences import split_sentences
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.careful import Careful
from voicebot.talk.clerk import Clerk
from voicebot.talk.counter.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.ears import Awaited, Control, Ears, HeardSoFar
from voicebot.talk.mouth import Mouth
from voicebot.talk.outlet import Outlet
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.shortcuts import is_back_channel
from voicebot.talk.telling import Telling, cancelled
from voicebot.talk.understanding import Understanding
from voicebot.telemetry.metrics import CONFIDENCE, TURNS, UNHEARD
from voicebot.telemetry.turn import Stage, Turn
from voicebot.text.masking import MASK, mask

__all__ = ["Session"]

ECHO_FREE = frozenset({"browser", "phone", "test"})
"""Channels that cancel the desk's own voice; elsewhere the desk does not listen while it speaks."""

GREETED = frozenset({"kiosk", "phone"})
"""Channels on which the desk speaks first, unless told otherwise; on a page it is read."""

SPOKEN_OVER_S = 0.8
"""Speech over a reply that is shorter may be a cough or a "네"; what is longer was meant for the desk."""

FAINTER_DB = 10.0
"""Who is heard so much more faintly than the caller was stands three times as far off."""

_LADDER = ("listening", "offer", "silence_goodbye")
"""What is said to silence, as often as nothing follows."""

USUAL_DB = -30.0
"""How loud a caller is who has only typed so far, dB of full scale."""


class Session:
    """One caller.

    Thinking (what was said, what to reply) and speaking are two tasks, so that a reply is only given up once
    something that replaces it was understood.

    Args:
        desk: the shared half.
        outlet: where words and sounds go.
        start: what the caller's device asked for.
        asker: whose wrong numbers are counted together; this conversation's alone when empty.
    """

    def __init__(self, desk: Desk, outlet: Outlet, start: asked.SessionStart, asker: str = "") -> None:
        self.id = f"s-{secrets.token_hex(8)}"
        self.resume_token = secrets.token_urlsafe(24)
        self._outlet = outlet
        self._channel = start.channel
        self._careful = Careful(self.id, outlet, start.language)
        self._mouth = Mouth(desk.voices, outlet, desk.settings.limits)
        self._telling = Telling(self._mouth, self._careful, self._expect)
        self._clerk = Clerk(desk.backroom, outlet, asker or self.id, self._speak_when_quiet)
        counter = Counter(desk.backroom, self._clerk, outlet, self.id, self._mouth.has_heard)
        self._mind = Understanding(desk, self._careful, counter, start.language, start.channel)
        listener = Listener(
            desk.hearing.voice_activity,
            mode=start.turn.mode,
            patience=_patience(start.channel, start.turn.patience),
            limit_s=desk.settings.limits.utterance_s,
        )
        self._ears = Ears(
            listener,
            desk.hearing,
            start.language,
            self._on_event,
            awaits=lambda: Awaited(
                self._mind.dialogue.thread.expected, self._mind.lead, self._mind.number_ending
            ),
            asked=self._has_asked,
        )
        self._greeter, self._device = desk.greeter, start.device_token
        self._full_duplex = start.full_duplex
        self._greets = start.channel in GREETED if start.greet is None else start.greet
        self._quiet = 0
        self._answers = False
        self._speak_language(start.language)
        self._mouth.options, self._mouth.format = start.speech, start.audio.out
        self._mind.dialogue.one_by_one = start.speech.one_by_one
        self._listening = self._careful.start(self._ears.run)
        self._thinking: asyncio.Task[None] | None = None
        self._announcing: asyncio.Task[None] | None = None
        self._unheard: Reply | None = None
        self._voice_db = USUAL_DB

    @property
    def broken(self) -> asyncio.Future[ProtocolError]:
        """What the conversation cannot survive, when it has come."""
        return self._careful.broken

    @property
    def language(self) -> asked.Language:
        """The language that is spoken."""
        return self._language

    @property
    def channel(self) -> str:
        """Where the caller is."""
        return self._channel

    @property
    def in_danger(self) -> bool:
        """Whether the caller may be in danger: then no time-out ends or hurries the talk."""
        return self._mind.in_danger

    @property
    def has_more_to_say(self) -> bool:
        """Whether something is being said, or was not heard, or is being thought of."""
        return self._unheard is not None or self._mouth.sounding or self._thinks

    @property
    def _thinks(self) -> bool:
        return self._thinking is not None and not self._thinking.done()

    # -- what the channel calls --------------------------------------------------------------------

    async def hear(self, sound: Audio) -> None:
        """One frame of the caller's sound."""
        if self._listening.done():
            self._listening = self._careful.start(self._ears.run)
        if self._hears_over_itself or not self._mouth.sounding:
            await self._ears.push(sound)

    @property
    def _hears_over_itself(self) -> bool:
        """Whether the caller's device keeps the desk's own voice out of what it sends."""
        return self._channel in ECHO_FREE if self._full_duplex is None else self._full_duplex

    async def handle(self, event: asked.ClientEvent) -> None:
        """One event of the caller's device."""
        match event:
            case asked.SessionUpdate():
                await self._update(event)
            case asked.ResponseCancel():
                await cancelled(self._thinking, self._announcing)
                await self._telling.hush()
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
                self._think(lambda turn: self._answer_typed(text, turn))
            case asked.InputChoice(choice_id=choice, preview=True):
                self._think(lambda turn: self._look_at(choice, turn))
            case asked.InputChoice(choice_id=choice):
                self._think(lambda turn: self._choose(choice, turn))
            case asked.InputKey(key=key):
                self._think(lambda turn: self._key(key, turn))
            case asked.Command(name=name):
                self._think(lambda turn: self._command(name, turn))
            case asked.InputLocation(lat=lat, lon=lon):
                self._think(lambda turn: self._located(lat, lon, turn))
            case asked.ComplaintWatch(receipt=receipt, token=token):
                self._careful.start(lambda: self._watch(receipt, token))

    async def _choose(self, choice: str, turn: Turn) -> None:
        await self._take(await self._mind.choose(choice), "choice_unknown", turn)

    async def _look_at(self, choice: str, turn: Turn) -> None:
        await self._take(self._mind.dialogue.look_at(choice), "choice_unknown", turn)

    async def _key(self, key: str, turn: Turn) -> None:
        await self._take(await self._mind.key(key), "key_meaningless", turn)

    async def _command(self, name: asked.CommandName, turn: Turn) -> None:
        taken_back = await self._mind.counter.undo() if name == "undo" else None
        await self._say(taken_back or await self._mind.wish(name), turn)

    async def _located(self, latitude: float, longitude: float, turn: Turn) -> None:
        reply = self._mind.located(latitude, longitude)
        reply = reply or await self._mind.counter.located(latitude, longitude)
        await self._take(reply, "position_unasked", turn)

    async def _watch(self, receipt: str, token: str) -> None:
        if not await self._clerk.watch(receipt, token):
            await self._careful.tell("watch_refused", "This token is not that complaint's.", "track_unknown")

    async def _speak_when_quiet(self, reply: Reply) -> None:
        """A change of a complaint is said in an open conversation, but interrupts nobody."""
        if not self.has_more_to_say:
            await self._telling.speak(self._mind.counter.put(reply), Turn())

    async def photo(self, content: bytes) -> str:
        """A photo that the caller shows; what is said of it, which is spoken when nothing else is.

        Raises:
            ComplaintError: it is no photo, or nobody asked for one.
            EngineError: ``busy``.
        """
        clean = await self._mind.attaching.cleaned(content)
        sentences = await self._mind.counter.photo(clean)
        await self._speak_when_quiet(Reply("notice", sentences))
        return " ".join(sentences)

    def heard(self, event: asked.Playback) -> None:
        """The device says what it has played."""
        self._mouth.heard(event)

    async def notify(self, phrase: str) -> None:
        """Speak one of the desk's own phrases, such as the warning before a time-out."""
        await self._telling.say(phrase)

    async def greet(self) -> None:
        """Say hello, where the desk speaks first."""
        if self._greets:
            reply = self._greeter.reply(self._language, self._channel, self._device)
            self._mind.dialogue.remember(reply)
            await self._telling.speak(reply, Turn())

    async def deliver(self, say: str) -> None:
        """Say what somebody of the office has for whoever is there; nothing of it is kept."""
        message = (*phrases(self._language)("handset_message"), *split_sentences(say))
        await self._telling.speak(Reply("notice", message, keep=False), Turn())

    async def pause(self) -> None:
        """The connection has dropped: stop speaking, and remember what was not heard.

        What is only being made goes on being made, and waits: it may take longer than to the next break.
        """
        self._mouth.wait_for_caller()
        if not self._mouth.making:
            self._unheard = self._mouth.unheard() or self._unheard
            await self._telling.hush()

    async def go_on(self) -> None:
        """The connection is back: say what was not heard, unless something newer is being said."""
        self._careful.mend()
        self._mouth.caller_is_back()
        unheard, self._unheard = self._unheard, None
        if unheard and not self._mouth.sounding:
            await self._telling.speak(unheard, Turn())

    async def close(self) -> None:
        """Stop listening and speaking, and forget everything."""
        await cancelled(self._listening, self._thinking, self._announcing)
        self._clerk.close()
        self._mind.counter.close()
        await self._telling.close()
        await self._mind.parts.close()

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
                self._answers = self._heard_the_question()
                TURNS.labels(end="reopened").inc()
                await self._outlet.event(told.TurnReopened())
                self._mind.parts.reopened()
                if self._announcing:
                    self._announcing.cancel()
            case TurnEnded():
                if not event.continues:
                    TURNS.labels(end="ended").inc()
                await self._outlet.event(told.TurnEnded(reason=event.reason.value))
                if event.reason is Reason.LIMIT:
                    limit = "The utterance reached the limit."
                    await self._careful.tell("utterance_too_long", limit, "too_long")
                self._think(lambda turn: self._hear_turn(event, turn), event)
            case NothingSaid():
                await self._speak_up()

    async def _caption(self, heard: HeardSoFar) -> None:
        safe = self._veiled(heard.text)
        await self._outlet.event(
            told.TranscriptionDelta(text=safe, confidence=heard.confidence, masked=safe != heard.text)
        )

    def _veiled(self, text: str) -> str:
        """What was heard, as it may be read by others; nothing of it where it says who somebody is."""
        return re.sub(r"[^\W_]", MASK, text) if self._mind.personal else mask(text)

    async def _speak_up(self) -> None:
        """It is the caller's turn and nothing is said: the desk listens, then offers choices, then rests."""
        if self._mouth.sounding or self._thinks or self._quiet == len(_LADDER) or self.in_danger:
            return
        self._mind.begin()
        step = _LADDER[self._quiet]
        self._quiet += 1
        if step == "offer":
            await self._telling.speak(self._mind.offered(), Turn())
        else:
            await self._telling.say(step)

    async def _hear_turn(self, event: TurnEnded, turn: Turn) -> None:
        """Recognise a turn, or a further part of one, and answer all of it if there were words."""
        parts = self._mind.parts
        if not event.continues:
            await parts.settle()
            parts.begin(self._mind.dialogue.snapshot())
        transcript = await parts.hear(event.audio, self._ears.transcript(event))
        turn.stamp(Stage.RECOGNISED)
        verdict = self._judge(event, transcript)
        if verdict.accepted and not self._is_aside(event, transcript):
            await self._understand(event, transcript, turn)
            return
        parts.forget_last()
        if self._mouth.sounding:
            await parts.settle()
            meant = self._was_meant(event, verdict)
            await (self._ask_again(verdict, turn) if meant else self._mouth.go_on())
        elif parts:
            await self._answer_spoken(event, transcript.confidence, turn)
        else:
            await self._ask_again(verdict, turn)

    def _was_meant(self, event: TurnEnded, verdict: Verdict) -> bool:
        """Whether the caller, and nobody farther off, said something to the desk over its reply."""
        near = rms_db(event.audio) >= self._voice_db - FAINTER_DB
        return verdict.garbled and near and event.speech_seconds >= SPOKEN_OVER_S

    async def _ask_again(self, verdict: Verdict, turn: Turn) -> None:
        """Say that it was not heard well."""
        UNHEARD.labels(reason=verdict.reason).inc()
        await self._telling.speak(await self._mind.unheard(), turn)

    def _judge(self, event: TurnEnded, transcript: Transcript) -> Verdict:
        return judge(
            transcript,
            speech_seconds=event.speech_seconds,
            level_db=rms_db(event.audio),
            language=self._language,
            answers=self._mind.borne_out(transcript),
        )

    def _heard_the_question(self) -> bool:
        """Whether the turn was answered with a question that was heard out: what follows is its answer."""
        thinking = self._thinking is not None and not self._thinking.done()
        return self._mind.counter.case.asking and not (thinking or self._mouth.sounding)

    def _awaited(self) -> Awaited:
        """What the desk waits for."""
        return Awaited(self._mind.dialogue.thread.expected, self._mind.lead, self._mind.number_ending)

    def _has_asked(self) -> bool:
        """Whether a question of the desk is open that the caller has heard."""
        return bool(self._mind.dialogue.thread.expected) and self._mouth.at_last

    def _is_aside(self, event: TurnEnded, transcript: Transcript) -> bool:
        """Whether it is a "네" of somebody who listens, and answers no question."""
        listening = self._mouth.sounding or event.continues
        return listening and not self._has_asked() and is_back_channel(transcript.text)

    async def _understand(self, event: TurnEnded, transcript: Transcript, turn: Turn) -> None:
        """Answer what was said; the answer to the first part alone is as if it had never been given."""
        parts, dialogue = self._mind.parts, self._mind.dialogue
        self._voice_db = rms_db(event.audio)
        if event.continues and (self._answers or self._mind.stands_alone(transcript)):
            await parts.settle()
            parts.forget_earlier(dialogue.snapshot())
        elif event.continues:
            parts.drop()
        await self._answer_spoken(event, transcript.confidence, turn)

    async def _answer_spoken(self, event: TurnEnded, confidence: float, turn: Turn) -> None:
        parts = self._mind.parts
        readings = await parts.readings()
        await self._completed(readings[0].text, min(1.0, confidence))
        self._mind.dialogue.thread = replace(parts.before)
        self._quiet = 0
        reply = await self._mind.spoken(event, readings)
        await self._answered(reply, turn)

    async def _completed(self, text: str, confidence: float) -> None:
        safe = self._veiled(text)
        CONFIDENCE.observe(confidence)
        await self._outlet.event(
            told.TranscriptionCompleted(text=safe, confidence=confidence, masked=safe != text)
        )

    # -- replies -----------------------------------------------------------------------------------

    def _think(self, work: Callable[[Turn], Awaitable[None]], spoken: TurnEnded | None = None) -> None:
        """Begin to think about something new; what was being thought about is given up."""
        for task in (self._thinking, self._announcing):
            if task:
                task.cancel()
        turn = _turn_now(spoken)
        self._mind.begin()
        thinking = self._careful.start(lambda: work(turn))
        self._announcing = self._careful.start(lambda: self._telling.announce(turn, thinking))
        self._thinking = thinking

    async def _answer_typed(self, text: str, turn: Turn) -> None:
        await self._answered(await self._mind.typed(text), turn)

    async def _answered(self, reply: Reply, turn: Turn) -> None:
        turn.stamp(Stage.MATCHED)
        await self._say(reply, turn)

    async def _say(self, reply: Reply, turn: Turn) -> None:
        """Speak a reply; one that says that all is forgotten is true, here and on the caller's device."""
        if Effect.FORGET in reply.effects:
            self._mind.parts.forget()
            self._unheard = None
            await self._mind.counter.forget()
            await self._outlet.event(told.Notice(kind="forgotten", say=" ".join(reply.sentences)))
        await self._telling.speak(reply, turn)

    async def _take(self, reply: Reply | None, complaint: str, turn: Turn) -> None:
        """Speak a reply to a press; a press that means nothing now is an error that loses nothing."""
        if reply is None:
            await self._careful.tell(complaint, "That choice is not open now.", "nothing_said")
        else:
            await self._telling.speak(reply, turn)

    async def _expect(self, seconds: float) -> None:
        """It is the caller's turn in so many seconds."""
        await self._ears.push(lambda listener: listener.expect(seconds))

    # -- settings ----------------------------------------------------------------------------------

    def _speak_language(self, language: asked.Language) -> None:
        self._language = language
        self._ears.language = self._mouth.language = self._careful.language = language

    async def _update(self, event: asked.SessionUpdate) -> None:
        """Change what was asked for at the start; from the next sentence."""
        if event.language and event.language != self._language:
            self._speak_language(event.language)
            self._mind.speak(event.language, one_by_one=self._mind.dialogue.one_by_one)
        if event.speech:
            self._mouth.options = event.speech
            self._mind.dialogue.one_by_one = event.speech.one_by_one
        self._mouth.format = event.audio.out if event.audio else self._mouth.format
        self._channel = self._mind.channel = event.channel or self._channel
        if event.turn:
            mode, patience = event.turn.mode, _patience(self._channel, event.turn.patience)
            await self._ears.push(lambda listener: listener.configure(mode, patience))


def _control(event: asked.BufferCommit | asked.BufferClear | asked.InputHold) -> Control:
    """What a button means to the turn machine."""
    match event:
        case asked.BufferCommit():
            return lambda listener: listener.commit()
        case asked.BufferClear():
            return lambda listener: listener.clear()
        case asked.InputHold(down=down):
            return lambda listener: listener.hold(down)


def _turn_now(spoken: TurnEnded | None) -> Turn:
    """A turn that ends now, after the silence that ended what was spoken."""
    turn = Turn(ended=spoken.reason if spoken else "")
    turn.stamp(Stage.TURN_END)
    turn.stamp(Stage.SPEECH_END, turn.at[Stage.TURN_END] - (spoken.silence if spoken else 0.0))
    return turn


def _patience(channel: str, factor: float) -> Patience:
    return PRESETS.get(channel, PRESETS["browser"]).times(factor)
