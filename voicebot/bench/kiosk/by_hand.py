"""Journeys 1 to 7 at the kiosk without a word: by touch, or by the keypad."""

from __future__ import annotations

from functools import partial

from voicebot.bench.kiosk.hands import Hand
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.screen import Reply, expect

__all__ = ["BY_HAND", "pairs"]

_HOME = """() => [...document.querySelectorAll('#home button')].map((e) => ({
  number: e.querySelector('.choice-number')?.textContent,
  label: e.querySelector('.choice-label')?.textContent,
  picture: Boolean(e.querySelector('svg use')?.getAttribute('href')), say: e.dataset.say }))"""
_PANEL = "html[data-screen={}]"


def greeted(hand: Hand) -> Reply:
    """Begin, and be greeted with what can be chosen."""
    screen = hand.screen
    screen.shot("wait")
    hello = screen.after(hand.begin, "begin")
    expect(hello.kind == "greeting", f"greeted with {hello.kind}")
    expect(screen.seen("#home"), "no pictures with the greeting")
    return hello


def over(hand: Hand) -> None:
    """End, and see nothing that was said."""
    hand.end()
    screen = hand.screen
    screen.until(lambda: screen.seen(_PANEL.format("over")), "the last screen")
    screen.shot("over")
    expect(not screen.page.evaluate("document.getElementById('captions').textContent"), "words are left")


def ask(hand: Hand, office: Office) -> None:
    """1: a picture is a question; its answer, and the rest of it."""
    screen = hand.screen
    greeted(hand)
    answer = screen.after(lambda: hand.tile(3), "tile 3")
    expect(answer.kind == "answer" and answer.entry, f"a topic was answered with {answer.kind}")
    expect(len(answer.sentences) <= 4, "more than three sentences and a question")
    if answer.more:
        rest = screen.after(lambda: hand.press("더 듣기"), "more")
        expect(rest.kind == "answer" and rest.sentences != answer.sentences, "the rest was not told")
    over(hand)


def not_sure(hand: Hand, office: Office) -> None:
    """2: what can be asked, numbered; one of it."""
    screen = hand.screen
    greeted(hand)
    offered = screen.after(lambda: hand.help(3), "how it works")
    expect(1 <= len(offered.choices) <= 3, f"{len(offered.choices)} choices")
    answer = screen.after(lambda: hand.choose(2), "choice 2")
    expect(answer.kind == "answer" and answer.entry, f"a choice was answered with {answer.kind}")
    over(hand)


def nothing_known(hand: Hand, office: Office) -> None:
    """3: who does not find it on the screen comes to a person."""
    screen = hand.screen
    greeted(hand)
    person = screen.after(lambda: hand.help(2), "a person")
    expect("120" in person.text, "120 is not named")
    over(hand)


def complain(hand: Hand, office: Office) -> None:
    """4: every question answered by pressing; read back, filed on the yes."""
    screen = hand.screen
    greeted(hand)
    asked = screen.after(lambda: hand.tile(1), "tile 1")
    for label in ("가로등", "청라1동", "어제", "모르겠어요"):
        asked = _pressed(hand, asked, label)
    expect("적어도 될까요" in asked.text, f"asked {asked.text}")
    screen.quiet()
    asked = screen.after(lambda: hand.press("네"), "yes, it may be kept")
    asked = screen.after(lambda: hand.choose(1), "no name")
    _filed(hand, asked)


def _pressed(hand: Hand, asked: Reply, label: str) -> Reply:
    """Look through what can be pressed until it is there."""
    while label not in asked.choices:
        expect("다른 것 보기" in asked.choices, f"{label} is not among {asked.choices}")
        asked = hand.screen.after(partial(hand.choose, len(asked.choices)), "others")
    return hand.screen.after(partial(hand.choose, asked.choices.index(label) + 1), label)


def _filed(hand: Hand, asked: Reply) -> None:
    screen = hand.screen
    expect("이대로 낼까요" in asked.text, f"asked {asked.text}")
    screen.quiet()
    screen.shot("readback")
    done = screen.after(lambda: hand.press("네"), "yes")
    expect(screen.of("complaint.filed"), f"not filed: {done.text}")
    receipt = screen.of("complaint.filed")[-1]["receipt"]
    expect(screen.text("#filed [data-part=number]").split() == pairs(receipt), "another number on the screen")
    screen.shot("filed")
    over(hand)


def pairs(receipt: str) -> list[str]:
    """Its digits as they are shown."""
    return [receipt[at : at + 2] for at in range(0, len(receipt), 2)]


def track(hand: Hand, office: Office) -> None:
    """5: its number on the pad; where it stands, and where a moment later."""
    told = office.told()
    greeted(hand)
    first = _followed(hand, told.receipt)
    office.accept(told.receipt)
    then = _followed(hand, told.receipt)
    expect(first.text != then.text, f"both times: {first.text}")
    over(hand)


def _followed(hand: Hand, receipt: str) -> Reply:
    screen = hand.screen
    if not screen.seen("#home"):
        screen.after(hand.home, "the first screen")
    asked = screen.after(lambda: hand.tile(2), "tile 2")
    expect("접수 번호" in asked.text, f"asked {asked.text}")
    told = screen.after(lambda: hand.digits(receipt), "its number")
    screen.until(lambda: screen.replies[-1].kind == "notice", "where it stands")
    return told if told.kind == "notice" else screen.replies[-1]


def danger(hand: Hand, office: Office) -> None:
    """6: greeted for the moment; whoever is in danger comes to help by pressing."""
    screen = hand.screen
    hello = greeted(hand)
    expect(len(hello.sentences) >= 2, f"greeted with {hello.text}")
    told = screen.after(lambda: hand.help(5), "danger")
    expect("119" in told.text, f"danger was answered with {told.text}")
    over(hand)


def menu(hand: Hand, office: Office) -> None:
    """7: every topic has a number, a picture, a word and a sound; each is answered."""
    screen = hand.screen
    greeted(hand)
    tiles = screen.page.evaluate(_HOME)
    expect([tile["number"] for tile in tiles] == [str(n) for n in range(1, len(tiles) + 1)], "numbers")
    expect(all(tile["picture"] and tile["label"] and tile["say"] for tile in tiles), f"not whole: {tiles}")
    expect(len(tiles) >= 5, f"{len(tiles)} topics")
    for number in range(3, len(tiles) + 1):
        answer = screen.after(partial(hand.tile, number), f"tile {number}")
        expect(answer.kind == "answer", f"tile {number} was answered with {answer.kind}")
        screen.after(hand.home, "the first screen again")
        screen.until(lambda: screen.seen("#home"), "the pictures")
    over(hand)


BY_HAND = {1: ask, 2: not_sure, 3: nothing_known, 4: complain, 5: track, 6: danger, 7: menu}
"""By the numbers of the journeys."""
