"""What can go wrong, as RFC 9457 problems: a stable type, a title in the caller's language, a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

__all__ = ["MEDIA", "PROBLEMS", "Kind", "Problem", "ProblemError", "documented", "kind_of"]

MEDIA = "application/problem+json"
_URN = "urn:voicebot:problem:"


class Problem(BaseModel):
    """The body of every answer that is not a success (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})

    type: Annotated[str, Field(description="stable name, a URN; nothing has to be fetched from it")]
    title: Annotated[str, Field(description="what it means and what to do, in the language of the answer")]
    status: int
    detail: Annotated[str, Field(description="for the program's author; never repeats what was sent")] = ""
    errors: Annotated[
        list[dict[str, str]],
        Field(description="for `invalid`: each with `in` (body, header, path), `field` and `detail`"),
    ] = []


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its name, status, and title in Korean and English."""

    name: str
    status: int
    ko: str
    en: str

    @property
    def type(self) -> str:
        """Its URN."""
        return f"{_URN}{self.name}"


_ROWS = (
    Kind("unreadable", 400, "보낸 내용을 읽을 수 없어요.", "The request cannot be read."),
    Kind("token-missing", 401, "본인 확인 번호표가 있어야 해요.", "This needs the complaint's watch token."),
    Kind("token-wrong", 401, "이 민원의 번호표가 아니에요.", "The watch token is not this complaint's."),
    Kind("phone-wrong", 403, "신청하실 때 남긴 번호가 아니에요. 전체 번호를 다시 확인해 주세요.",
         "It was not filed with that number; give the whole number."),
    Kind("not-found", 404, "그런 주소는 없어요.", "There is nothing at this address."),
    Kind("unknown-receipt", 404, "그 번호의 민원이 없어요.", "There is no complaint with this number."),
    Kind("unknown-attachment", 404, "그 사진이나 소리가 없어요.", "It has no such photo or sound."),
    Kind("method-not-allowed", 405, "여기서는 할 수 없는 일이에요.", "This cannot be done here."),
    Kind("not-possible", 409, "지금은 할 수 없는 일이에요.", "This cannot be done to it now."),
    Kind("reopen-late", 409, "답을 받고 60일이 지났어요. 새로 신청해 주세요.",
         "It was answered more than 60 days ago; file a new one."),
    Kind("changed-meanwhile", 409, "그사이에 바뀌었어요. 다시 봐 주세요.",
         "It has changed meanwhile; look again."),
    Kind("photo-unasked", 409, "먼저 어떤 일인지 말씀해 주세요. 그다음에 사진을 올릴 수 있어요.",
         "No complaint is being told; tell one first."),
    Kind("photos-enough", 409, "사진은 더 올릴 수 없어요.", "It has as many photos as it can have."),
    Kind("too-big", 413, "보낸 내용이 너무 길거나 커요.", "The request is too big."),
    Kind("photo-too-big", 413, "사진이 너무 커요. 더 작은 사진을 올려 주세요.",
         "The photo is too big; send a smaller one."),
    Kind("photo-heic", 415, "이 사진 형식은 열 수 없어요. 사진을 JPG로 바꿔 올려 주세요.",
         "This kind of photo (HEIC) cannot be opened; send it as JPG."),
    Kind("photo-format", 415, "사진을 열 수 없어요. JPG나 PNG 사진을 올려 주세요.",
         "This is no photo that can be opened; send JPG, PNG or WebP."),
    Kind("invalid", 422, "빠졌거나 잘못 쓴 칸이 있어요.", "A field is missing or wrong."),
    Kind("photo-broken", 422, "사진을 끝까지 읽을 수 없어요. 다시 올려 주세요.",
         "The photo cannot be read to its end; send it again."),
    Kind("receipt-misheard", 422, "번호 한 자리가 틀린 것 같아요. 다시 확인해 주세요.",
         "One digit of the number seems wrong; look again."),
    Kind("receipt-incomplete", 422, "번호는 아홉 자리예요. 다시 확인해 주세요.",
         "The number has nine digits; look again."),
    Kind("unknown-category", 422, "그런 갈래는 없어요.", "There is no such category."),
    Kind("unknown-field", 422, "이 갈래에서는 묻지 않는 것이에요.", "This category does not ask for that."),
    Kind("consent-missing", 422, "이름이나 연락처를 남기려면 먼저 동의해 주셔야 해요.",
         "A name or number is kept only with consent; ask for it, or file without."),
    Kind("place-incomplete", 422, "위치를 다 알려 주세요.", "A position needs latitude and longitude."),
    Kind("place-outside", 422, "우리 구가 아닌 곳이에요. 그곳 구청에 알려 주세요.",
         "That place is not in this district; tell the office there."),
    Kind("future", 422, "아직 오지 않은 날이에요.", "That day has not come yet."),
    Kind("key-reused", 422, "이 열쇠는 다른 신청에 이미 썼어요.", "This key was used for another filing."),
    Kind("locked", 429, "번호를 여러 번 틀리셨어요. 잠시 뒤에 다시 해 주세요.",
         "Too many wrong numbers; wait a while."),
    Kind("internal", 500, "창구에 문제가 생겼어요. 120에 전화해 주세요.", "The desk has failed; call 120."),
    Kind("busy", 503, "지금 기다리는 분이 많아요. 잠시 뒤에 다시 해 주세요.",
         "Many wait; try again shortly."),
    Kind("not-ready", 503, "창구가 아직 준비되지 않았어요.", "The desk is not ready yet."),
)  # fmt: skip
PROBLEMS: Mapping[str, Kind] = MappingProxyType({row.name: row for row in _ROWS})


class ProblemError(Exception):
    """Ends a request with a problem.

    Args:
        name: of its kind.
        detail: for the program's author.
        headers: to send with it.
        errors: field by field.
    """

    def __init__(
        self,
        name: str,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
        errors: list[dict[str, str]] | None = None,
    ) -> None:
        super().__init__(name)
        self.kind = PROBLEMS[name]
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = errors or []

    def response(self, language: str) -> JSONResponse:
        """What is sent."""
        body: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.ko if language == "ko" else self.kind.en,
            "status": self.kind.status,
        }
        body |= {"detail": self.detail} if self.detail else {}
        body |= {"errors": self.errors} if self.errors else {}
        headers = {**self.headers, "Content-Language": language}
        return JSONResponse(body, self.kind.status, headers, media_type=MEDIA)


def kind_of(code: str) -> str:
    """The kind of an error of the house; those with no kind of their own cannot be told a caller apart."""
    name = code.replace("_", "-")
    if code == "filing_invalid":
        return "invalid"
    return name if name in PROBLEMS else "internal"


_WAITS = {"Retry-After": {"description": "seconds", "schema": {"type": "integer", "minimum": 1}}}


def documented(*names: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for kinds of problems; those that every request can meet are added."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in (PROBLEMS[name] for name in (*names, "unreadable", "too-big", "invalid", "not-ready")):
        row = found.setdefault(
            kind.status,
            {"description": "", "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}},
        )
        row["description"] += f"{'; ' if row['description'] else ''}`{kind.name}`: {kind.en}"
        if kind.status in (429, 503):
            row["headers"] = _WAITS
    return found
