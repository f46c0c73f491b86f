"""A complaint told in conversation: only what is missing is asked, then it is read back and filed; pure."""

from voicebot.talk.interview.draft import Draft, filing
from voicebot.talk.interview.interview import again, begin, located, resume, take
from voicebot.talk.interview.picks import Pick, pick_of, picked, picks
from voicebot.talk.interview.said import (
    Said,
    about_filed,
    asks,
    for_another,
    goes_on,
    heard_as,
    wants_to_complain,
)
from voicebot.talk.interview.state import Book, Interview, Step

__all__ = [
    "Book",
    "Draft",
    "Interview",
    "Pick",
    "Said",
    "Step",
    "about_filed",
    "again",
    "asks",
    "begin",
    "filing",
    "for_another",
    "goes_on",
    "heard_as",
    "located",
    "pick_of",
    "picked",
    "picks",
    "resume",
    "take",
    "wants_to_complain",
]
