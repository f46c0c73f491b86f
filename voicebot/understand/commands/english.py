"""How English-speaking callers say what they wish of the desk; over words with single spaces."""

# ruff: noqa: E501  (a pattern reads best on one line)

from __future__ import annotations

import re

from voicebot.understand.commands.bare import any_of

__all__ = ["ENGLISH"]

_BEFORE = r"(?:(?:ok|okay|sorry|um|uh|well|hey|oh|no|and|so|excuse me|hello) )*(?:(?:could|can|would|will) you )?(?:please )?(?:just )?"
_AFTER = r"(?: (?:please|thanks|thank you|now|would you|will you|ok|okay|a (?:bit|little)))*"
_WHY = r"(?: (?:please|im|i am|my|the|let|someones|somebodys|because|its|i have|let me|while|to|so|for) .{0,40})?"
_STAFF = r"(?:real |actual |live )?(?:person|human|human being|operator|agent|representative|someone|somebody|one|body|staff|people|clerk)"
_BIT = r"(?:a (?:bit|little) |a little bit |much |more |even )?"

_ROWS: dict[str, tuple[str, ...]] = {
    "goodbye": (
        r"(?:(?:ok|okay|thats all|thatll be all|that will be all|thats it|thanks|thank you|alright|right) )*(?:good ?bye|bye|bye bye|see you|see you later|so long|farewell)(?: (?:now|then|bye))*",
        r"(?:(?:ok|okay|thanks|thank you|sorry) )*(?:i|ive|i have) (?:have to|got to|must|gotta|need to|to) (?:go|hang up|leave)(?: now)?(?: bye)?|im hanging up|thatll be all|gotta go(?: bye)?",
    ),
    "start_over": (
        r"(?:lets |let us |i want to |can we |take me )?(?:start|begin|go)?(?: (?:back )?to)? ?(?:over|again|from the (?:very )?(?:beginning|start|top)|from scratch|(?:the )?(?:very )?(?:beginning|start)|again from the (?:beginning|start))",
        r"(?:lets )?(?:start|begin) (?:over|again|afresh|from scratch)(?: from .{0,20})?|restart|reset|(?:take me )?back to the (?:very )?(?:start|beginning)|begin again",
    ),
    "louder": (
        rf".{{0,30}}\b(?:speak|talk|say it|read it|go) {_BIT}(?:up|louder|loudly)(?: .{{0,30}})?|{_BIT}louder|speak up .{{0,30}}",
        r"(?:turn (?:it|the volume|the sound) up|turn up the (?:volume|sound)|raise the volume|volume up|raise your voice)",
        r"i (?:cant|cannot|can not|can hardly|can barely|dont) hear (?:you|it|that|anything|a thing)(?: .{0,15})?|(?:its |it is |youre |you are )?(?:too|so|very) (?:quiet|soft|faint)|(?:im |i am )(?:hard of hearing|a bit deaf|deaf)(?: .{0,25})?",
    ),
    "softer": (
        rf"{_BIT}(?:softer|quieter)|(?:speak|talk|read it|say it) {_BIT}(?:softer|softly|quieter|quietly|down)(?: .{{0,30}})?",
        r"turn (?:it|the volume|the sound) down|turn down the (?:volume|sound)|volume down|lower (?:the volume|your voice)|keep your voice down(?: .{0,30})?",
        r"(?:its |it is |youre |you are )?(?:(?:way )?too|so|not so|very) loud(?: .{0,20})?|dont shout(?: .{0,20})?",
    ),
    "slower": (
        rf"{_BIT}(?:more slowly|slower|slow|slowly)|(?:speak|talk|go|read it|say it) {_BIT}(?:more slowly|slower|slowly)(?: .{{0,30}})?",
        r"slow(?: it| that)? down(?: .{0,20})?|(?:you are |youre |thats |that is |you |its )?(?:(?:talk|talking|speak|speaking|going|reading) )?(?:way )?(?:too|so|not so) (?:fast|quickly|quick)(?: .{0,20})?",
    ),
    "faster": (
        rf"{_BIT}(?:more quickly|faster|quicker)|(?:speak|talk|go|read it|read) {_BIT}(?:faster|quicker|more quickly|quickly)(?: .{{0,20}})?",
        r"speed(?: it)? up|(?:you are |youre |thats |that is |you |its )?(?:(?:talk|talking|speak|speaking|going) )?(?:too|so) (?:slow|slowly)(?: .{0,20})?|hurry up(?: and .{0,15})?|pick up the pace",
    ),
    "reject": (
        r"(?:youve |you have |you )?(?:got it wrong |misunderstood |misheard )?(?:(?:no|no no|hey) )*(?:thats|that is|its|it is|that isnt|that was|that wasnt|this is|this isnt) (?:not )?(?:it|right|wrong|what i .{0,12}|the one|my question|a different .{0,10})",
        r"not (?:that|this|it)(?: one)?|(?:the )?wrong(?: one| thing| answer)?|(?:youve |you have |you )(?:got (?:it|me|that) wrong|misunderstood(?: me)?|misheard(?: me)?)(?: .{0,15})?|i meant something else",
        r"none of (?:them|those|these)|neither(?: of them)?|something else|another (?:one|question)|i (?:didnt|did not) (?:say|ask|mean) that.{0,15}|i (?:asked|meant) (?:about )?something else",
    ),
    "back": (
        r"(?:(?:can|could) (?:we|i|you) )?(?:go|take me|return|get|move)? ?(?:back|to the (?:previous|last) (?:one|step|question|screen|page)|back to the (?:previous|last) (?:one|step|question|screen|page)|back (?:a|one) (?:step|page)|back one|one back)|previous(?: (?:one|step|question|screen|page))?",
    ),
    "person": (
        rf"(?:a |an )?{_STAFF}|(?:connect|transfer|put|pass|hand) me (?:over )?(?:to|through to|with|through) ?(?:a |an |the |some)?{_STAFF}?",
        rf"(?:i (?:want|would like|need|wanna)(?: to)? |id like to |let me |can i |could i |may i )?(?:talk|speak) (?:to|with) (?:a |an |the |some)?{_STAFF}",
        rf"(?:.{{0,20}} )?(?:get|give|find|fetch) me (?:a |an |the |some)?{_STAFF}|i (?:want|need) (?:a |an )?{_STAFF}|is (?:there )?(?:anybody|anyone|somebody|a human)(?: there)?",
    ),
    "forget": (
        r"(?:forget|delete|erase|remove|wipe|clear) (?:everything|it all|all of it|that|it|what i .{0,15}|my (?:data|words|information|voice|details|number|name|address|phone number))(?: i .{0,12})?",
        r"(?:dont|do not) (?:keep|save|store|record|remember) .{0,30}|pretend i never .{0,20}|strike that",
    ),
    "wait": (
        rf"wait(?: (?:a|one) (?:minute|moment|second|sec|bit))?{_WHY}|(?:just )?(?:a|one) (?:minute|moment|second|sec){_WHY}|hold on(?: (?:a|one) (?:minute|moment|second|sec))?{_WHY}|hang on(?: (?:a|one) (?:minute|moment|second|sec))?{_WHY}",
        r"give me (?:a|one) (?:minute|moment|second|sec|bit)(?: .{0,40})?|bear with me(?: .{0,20})?",
    ),
    "help": (
        r"help(?: me)?|what can (?:you do|i ask|i say|i do)(?: you| here| about)*|what (?:should|do) i (?:say|ask|do)|how (?:does|do) (?:this|it|i use this|you) ?(?:work|use)?(?: this)?",
        r"(?:.{0,40} )?(?:help me|i need help)(?: (?:with|using|use) this)?|i dont know how (?:to use this|this works)(?: .{0,25})?|what do you do",
    ),
    "repeat": (
        r"(?:.{0,20} )?(?:repeat|say|read|tell me)(?: (?:that|it|this|the (?:number|last (?:bit|part))))?(?: (?:again|once more|one more time|once again))|repeat(?: (?:that|it|this|the .{0,12}))?",
        r"(?:once|one time) more|again|one more time|once again|i missed (?:that|it).{0,20}",
    ),
    "what": (
        r"what|what was that|what did you say|sorry what|huh|eh|come again|pardon(?: me)?|say what|what are you (?:saying|asking)|what do you mean",
        r"(?:i )?(?:did not|didnt|could not|couldnt) (?:hear|catch|get|understand) (?:that|it|you|what you said)",
    ),
    "more": (
        r"(?:tell|give) me more|(?:a little )?more(?: details?)?|go on|continue|keep going|carry on|read on|next|what else"
        r"|and then|the rest|i want (?:to hear )?more",
    ),
    "menu": (r"(?:main )?menu|(?:show|read|open|go to)(?: me)? the (?:main )?menu",),
    "undo": (r"(?:undo|cancel|revert|take back)(?: (?:that|it|this))?|take (?:that|it) back|never mind",),
    "stop": (
        r"(?:you can )?stop(?: (?:it|talking|that|now|reading|please))*|(?:(?:ok|okay|alright) )*(?:(?:thats|that is) (?:enough|all|plenty)|enough)(?: already| now)*|quit|(?:be )?quiet|shut up|im done|i am done|end|no more",
    ),
}  # fmt: skip

ENGLISH: dict[str, re.Pattern[str]] = {name: any_of(rows, _BEFORE, _AFTER) for name, rows in _ROWS.items()}
"""A pattern for each wish; the first that fits counts."""
