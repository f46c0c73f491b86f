"""The examples of docs/complaints-api.md are run in order, and its table is the one in the code."""

import json
import re
from typing import Any
from xml.etree import ElementTree as Xml

import httpx
from doors_world import World

from voicebot.channels.rest.problems import PROBLEMS
from voicebot.settings import project_dir

PAGE = (project_dir() / "docs" / "complaints-api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```http\n(.*?)```\n\n```(?:json|xml)\n(\d+)\n(.*?)```", PAGE, re.S)
ANYTHING = "…"


def shown(told: Any, page: Any) -> bool:
    """Whether an answer is what the page shows; a page may show a part of an object."""
    if page == ANYTHING:
        return True
    if isinstance(page, dict):
        return all(name in told and shown(told[name], value) for name, value in page.items())
    if isinstance(page, list):
        return len(page) == len(told) and all(map(shown, told, page))
    return bool(told == page)


def same_xml(told: Xml.Element, page: Xml.Element) -> bool:
    """Whether two elements have the same names and texts all the way down."""
    text = (page.text or "").strip()
    return (
        told.tag == page.tag
        and text in ((told.text or "").strip(), ANYTHING)
        and len(told) == len(page)
        and all(map(same_xml, told, page))
    )


async def asked(client: httpx.AsyncClient, text: str, known: dict[str, str]) -> httpx.Response:
    """Send a request as the page writes it; ``{name}`` is what an earlier answer held."""
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    head, _, body = text.partition("\n\n")
    first, *lines = head.splitlines()
    method, path = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    return await client.request(method, path, headers=headers, content=body.strip().encode())


async def test_every_example_is_answered_as_the_page_shows(world: World) -> None:
    known: dict[str, str] = {}
    async with world.client("") as client:
        for request, status, answer in EXAMPLES:
            response = await asked(client, request, known)
            assert response.status_code == int(status), (request, response.text)
            if answer.startswith("<"):
                assert same_xml(Xml.fromstring(response.text), Xml.fromstring(answer)), response.text
                continue
            told = response.json()
            assert shown(told, json.loads(answer)), response.text
            rows = told if isinstance(told, list) else [told]
            known |= {name: value for name, value in rows[0].items() if isinstance(value, str)}


def test_all_examples_were_found() -> None:
    assert len(EXAMPLES) == PAGE.count("```http") == 10


def test_the_table_names_every_problem() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\d+) \| (.+) \|$", PAGE, re.M)
    assert rows == [(kind.name, str(kind.status), kind.en) for kind in PROBLEMS.values()]
