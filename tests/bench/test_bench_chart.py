from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest

from voicebot.bench.chart import Panel, Series, svg, ticks

SVG = "{http://www.w3.org/2000/svg}"
DOTS = Series("first <sound>", [(0.5, 0.42), (1.0, math.nan), (1.5, 1.25)], "dots")
LINE = Series("desk", [(0.0, 1.0), (2.0, 1.5)])


def drawn() -> ElementTree.Element:
    return ElementTree.fromstring(svg("a & b", "minutes", [Panel("sound (s)", [DOTS]), Panel("GB", [LINE])]))


def test_it_is_xml_that_carries_every_number() -> None:
    told = [title.text for title in drawn().iter(f"{SVG}title")]
    assert told == ["a & b", "0.50: 0.420", "1.50: 1.250"]


def test_axes_and_legends_are_named() -> None:
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert {"a & b", "sound (s)", "GB", "first <sound>", "desk"} <= set(texts)
    assert texts.count("minutes") == 2


def test_what_is_larger_is_higher_and_what_is_later_is_further_right() -> None:
    low, high = [dot for dot in drawn().iter(f"{SVG}circle") if len(dot)]
    assert float(low.attrib["cy"]) > float(high.attrib["cy"])
    assert float(low.attrib["cx"]) < float(high.attrib["cx"])


def test_everything_lies_within_the_picture() -> None:
    picture = drawn()
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    line = next(iter(picture.iter(f"{SVG}polyline"))).attrib["points"].split()
    for x, y in (map(float, point.split(",")) for point in line):
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_nothing_to_draw_is_drawn() -> None:
    picture = ElementTree.fromstring(svg("nothing", "minutes", [Panel("s", [Series("none", [])])]))
    assert "nothing" in "".join(picture.itertext())


@pytest.mark.parametrize(
    ("most", "marks"),
    [
        (1.0, [0, 0.25, 0.5, 0.75, 1.0]),
        (0.87, [0, 0.25, 0.5, 0.75, 1.0]),
        (10, [0, 2.5, 5, 7.5, 10]),
        (0, [0, 2.5e-10]),
    ],
)
def test_marks_are_round_and_reach_the_highest(most: float, marks: list[float]) -> None:
    assert ticks(most, 4) == pytest.approx(marks)
