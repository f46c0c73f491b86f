"""Kakao's contract as JSON Schemas, written from its pages (not from the code that keeps it)."""

from typing import Any

import jsonschema


def _object(required: list[str], /, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most}


_ANY_STRING = {"type": "string"}
_ANY_OBJECT = {"type": "object"}
_NAMED = {"type": "object", "properties": {"id": _ANY_STRING, "name": _ANY_STRING}}

REQUEST = {
    "type": "object",
    "required": ["userRequest"],
    "properties": {
        "intent": _NAMED,
        "bot": _NAMED,
        "userRequest": {
            "type": "object",
            "required": ["utterance", "user"],
            "properties": {
                "timezone": _ANY_STRING,
                "params": _ANY_OBJECT,
                "block": _NAMED,
                "utterance": _ANY_STRING,
                "lang": {"type": ["string", "null"]},
                "callbackUrl": _ANY_STRING,
                "user": {
                    "type": "object",
                    "required": ["id", "type"],
                    "properties": {"id": _ANY_STRING, "type": _ANY_STRING, "properties": _ANY_OBJECT},
                },
            },
        },
        "action": {
            "type": "object",
            "properties": {
                "id": _ANY_STRING,
                "name": _ANY_STRING,
                "clientExtra": {"type": ["object", "null"]},
                "params": _ANY_OBJECT,
                "detailParams": _ANY_OBJECT,
            },
        },
        "contexts": {"type": "array"},
        "flow": _ANY_OBJECT,
    },
}

_BUTTON = {
    "oneOf": [
        _object(
            ["label", "action", "phoneNumber"],
            label=_text(14),
            action={"const": "phone"},
            phoneNumber={"type": "string", "pattern": r"^[0-9]+(-[0-9]+)*$"},
        ),
        _object(
            ["label", "action", "webLinkUrl"],
            label=_text(14),
            action={"const": "webLink"},
            webLinkUrl={"type": "string", "pattern": r"^https?://"},
        ),
    ]
}
_OUTPUT = {
    "oneOf": [
        _object(["simpleText"], simpleText=_object(["text"], text=_text(1000))),
        _object(
            ["textCard"],
            textCard=_object(
                ["description", "buttons"],
                description=_text(400),
                buttons={"type": "array", "items": _BUTTON, "minItems": 1, "maxItems": 3},
            ),
        ),
    ]
}
_QUICK_REPLY = _object(
    ["label", "action", "messageText"], label=_text(14), action={"const": "message"}, messageText=_text(1000)
)
_VERSION = {"const": "2.0"}

RESPONSE = {
    "oneOf": [
        _object(
            ["version", "template"],
            version=_VERSION,
            template=_object(
                ["outputs"],
                outputs={"type": "array", "items": _OUTPUT, "minItems": 1, "maxItems": 3},
                quickReplies={"type": "array", "items": _QUICK_REPLY, "minItems": 1, "maxItems": 10},
            ),
        ),
        _object(
            ["version", "useCallback", "data"],
            version=_VERSION,
            useCallback={"const": True},
            data=_object(["text"], text=_text(1000)),
        ),
    ]
}

_REQUEST, _RESPONSE = jsonschema.Draft202012Validator(REQUEST), jsonschema.Draft202012Validator(RESPONSE)


def valid_request(payload: Any) -> Any:
    _REQUEST.validate(payload)
    return payload


def valid_response(template: Any) -> Any:
    _RESPONSE.validate(template)
    return template


def texts(template: Any) -> list[str]:
    """What is read, output by output."""
    outputs = template["template"]["outputs"]
    return [o["simpleText"]["text"] if "simpleText" in o else o["textCard"]["description"] for o in outputs]


def calls(template: Any) -> list[tuple[str, str]]:
    """(label, number) of the telephone buttons of the first output."""
    buttons = template["template"]["outputs"][0].get("textCard", {}).get("buttons", [])
    return [(b["label"], b["phoneNumber"]) for b in buttons if b["action"] == "phone"]


def links(template: Any) -> list[tuple[str, str]]:
    """(label, address) of the link buttons of the first output."""
    buttons = template["template"]["outputs"][0].get("textCard", {}).get("buttons", [])
    return [(b["label"], b["webLinkUrl"]) for b in buttons if b["action"] == "webLink"]


def bubbles(template: Any) -> list[str]:
    """What the quick replies say for the person."""
    return [q["messageText"] for q in template["template"].get("quickReplies", [])]
