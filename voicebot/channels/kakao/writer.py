"""From a reply of the conversation to Kakao's JSON: text, telephone buttons, links, bubbles to press."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.channels.kakao.phones import numbers_in
from voicebot.channels.kakao.template import Template, call_button, link_button, message, quick_reply
from voicebot.channels.kakao.words import words
from voicebot.civic.entry import Entry
from voicebot.civic.faq import Language
from voicebot.talk.desk import Desk
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.telemetry.metrics import ERRORS

__all__ = ["Writer"]


class Writer:
    """Writes what the desk says.

    Args:
        desk: knows the telephones and the entries' pages.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reply(self, reply: Reply, language: Language) -> Template:
        """A reply of the conversation."""
        source = self._source(reply, language)
        phones = [source.phone] if source and source.phone else []
        buttons = self._calls([*reply.sentences, *phones], language) + _links(source, language)
        buttons += [link_button(link.label, link.url) for link in reply.links if link.url]
        return message(reply.sentences, buttons, [quick_reply(text) for text in _answers(reply, language)])

    def _source(self, reply: Reply, language: Language) -> Entry | None:
        """The entry that a reply comes from, unless another edition has been published since."""
        known, source = self._desk.knowledge[language], reply.source
        return known.get(source.faq_id) if source and source.version == known.version else None

    def own(self, name: str, language: Language) -> Template:
        """Sentences that only this channel says."""
        return self._notice(words(language)(name, phone=self._desk.district.desk.phone), language)

    def ask_again(self, language: Language) -> Template:
        """The plea to ask once more, and a bubble that does."""
        own = words(language)
        return self._notice(own("ask_again"), language, own.line("fetch"))

    def trouble(self, code: str, language: Language) -> Template:
        """What went wrong, in words; counted as on every channel."""
        ERRORS.labels(code=code).inc()
        return self._notice(phrases(language)("busy" if code == "busy" else "trouble"), language)

    def _notice(self, sentences: Sequence[str], language: Language, *answers: str) -> Template:
        return message(sentences, self._calls(sentences, language), [quick_reply(text) for text in answers])

    def _calls(self, texts: Sequence[str], language: Language) -> list[Template]:
        numbers = numbers_in(texts, self._desk.district, self._desk.today())
        return [call_button(words(language).line("call", number=n.shown), n.dial) for n in numbers]


def _links(entry: Entry | None, language: Language) -> list[Template]:
    """Where it gets done, and where the facts were read; one button if that is the same page."""
    if entry is None:
        return []
    pages = {entry.source_url: "source", entry.url: "online"}
    return [link_button(words(language).line(name), page) for page, name in reversed(pages.items()) if page]


def _answers(reply: Reply, language: Language) -> list[str]:
    """What can be pressed: the next step, the choices by their names, yes and no where they are asked for."""
    if reply.step and reply.goes_on:
        return [words(language).line("next")]
    labels = [] if reply.kind == "confirm" else [choice.label for choice in reply.choices]
    yes_or_no = reply.rest or reply.yes_no or reply.mark is not None or len(reply.options) == 1
    return labels + ([words(language).line("yes"), words(language).line("no")] if yes_or_no else [])
