"""Open311 GeoReport v2: the same answer as JSON and as XML."""

import json
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from voicebot.channels.open311.formats import answer


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=50))
def test_xml_holds_any_text(text: str) -> None:
    row = {"description": text}
    sent = answer("service_requests", [row], "xml").body
    root = Xml.fromstring(bytes(sent).decode("utf-8"))
    assert root[0].tag == "request"
    kept = (root.findtext("request/description") or "").replace("\r\n", "\n")
    assert kept == "".join(c for c in kept if c in "\t\n\r\x85" or c >= " ")
    assert len(kept) <= len(text)


def test_json_keeps_what_xml_keeps() -> None:
    row = {"metadata": True, "zipcode": None, "lat": 37.5, "description": "가 & <나>"}
    assert json.loads(bytes(answer("services", [row], "json").body)) == [row]
    root = Xml.fromstring(bytes(answer("services", [row], "xml").body))
    assert [child.text for child in root[0]] == ["true", None, "37.5", "가 & <나>"]
