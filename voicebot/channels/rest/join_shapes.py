"""What goes over the wire about joining and attachments, field by field."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from voicebot.channels.rest.shapes import Contact, Tracked
from voicebot.civic.complaints.complaint import Kind

__all__ = ["AttachmentView", "Draft", "JoinedView", "Left", "NewJoin", "SimilarView"]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class NewJoin(BaseModel):
    """Who joins; all of it optional."""

    model_config = ConfigDict(extra="forbid")

    contact: Contact = Contact()
    consent: Annotated[
        bool, Field(description="they have heard what is kept, why and how long, and agree")
    ] = False
    language: Literal["ko", "en"] = "ko"


class SimilarView(_Told):
    """An open complaint about what seems to be the same trouble; nothing says whose it is."""

    status: Tracked
    people: Annotated[int, Field(ge=1, description="have told of it")]
    ask: Annotated[str, Field(description="whether they want to join, to be read aloud")]


class Draft(_Told):
    """What filing would come to."""

    kind: Kind
    category: str
    similar: Annotated[SimilarView | None, Field(description="to be joined instead of filing")]


class JoinedView(_Told):
    """A joining that is kept."""

    status: Tracked
    people: Annotated[int, Field(ge=1, description="have told of it, this one among them")]
    say: Annotated[str, Field(description="to be read aloud")]
    join_token: Annotated[str, Field(description="takes the joining back; keep it secret")]


class Left(_Told):
    """A joining that was taken back."""

    receipt: str
    people: Annotated[int, Field(ge=1)]


class AttachmentView(_Told):
    """A photo or a sound of a complaint."""

    name: Annotated[str, Field(description="to ask for it by")]
    kind: Literal["photo", "sound"]
    media: Literal["image/jpeg", "audio/flac"]
    size: Annotated[int, Field(description="bytes")]
    at: datetime
