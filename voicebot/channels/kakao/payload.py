"""What Kakao sends to a skill: the few fields of a SkillPayload that the desk needs."""

from __future__ import annotations

from typing import Annotated, Any

import httpx
from pydantic import BaseModel, ConfigDict, PrivateAttr, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from voicebot.channels.kakao.pictures import photo_urls
from voicebot.civic.faq import Language
from voicebot.errors import ProtocolError

__all__ = ["MOST_CHARACTERS", "SkillPayload", "User", "UserRequest", "read_payload"]

MOST_CHARACTERS = 2000
"""Of one message; as many as the WebSocket's ``input_text`` takes."""


class _Value(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, alias_generator=to_camel)


class User(_Value):
    """Who writes.

    Attributes:
        id: the ``botUserKey``: the same person in the same bot, nobody else knows who.
    """

    id: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class UserRequest(_Value):
    """One message.

    Attributes:
        utterance: what was typed or pressed.
        lang: the language of the person's KakaoTalk, such as ``ko``, ``kr`` or ``en``.
        callback_url: where one late answer may go; given only to blocks that have the callback switched on.
    """

    utterance: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    user: User
    lang: str | None = None
    callback_url: str | None = None
    _photos: tuple[httpx.URL, ...] = PrivateAttr(())

    @property
    def photos(self) -> tuple[httpx.URL, ...]:
        """Where the photos of the message lie, in Kakao's store."""
        return self._photos

    @property
    def language(self) -> Language:
        """The language of the answer: English where the person's KakaoTalk is English, else Korean."""
        return "en" if (self.lang or "").lower().startswith("en") else "ko"


class Action(_Value):
    """What the block has asked for, such as photos."""

    params: dict[str, Any] = {}


class SkillPayload(_Value):
    """The whole request; bot, intent and contexts say nothing that the desk needs."""

    user_request: UserRequest
    action: Action = Action()


def read_payload(body: bytes) -> UserRequest:
    """The message in a request.

    Raises:
        ProtocolError: ``bad_payload`` when it is no SkillPayload.
    """
    try:
        payload = SkillPayload.model_validate_json(body)
    except ValidationError:
        raise ProtocolError(
            "bad_payload", "The body is no SkillPayload with an utterance and a user."
        ) from None
    request = payload.user_request
    request._photos = photo_urls(request.utterance, payload.action.params)
    return request
