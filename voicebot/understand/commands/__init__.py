"""Wishes, answers and numbers that are whole utterances: "다시", "네", "두 번째 거요".

A wish may come with its reason ("안경 좀 쓰고, 잠깐만요"), but what asks for something of the office is
none: "다시 발급받고 싶어요" asks for a document, "다시 말해 주세요" asks to hear it again.
"""

from voicebot.understand.commands.answers import back_channel, number_choice, says_done, yes_no
from voicebot.understand.commands.wishes import COMMANDS, command, plain_wish

__all__ = ["COMMANDS", "back_channel", "command", "number_choice", "plain_wish", "says_done", "yes_no"]
