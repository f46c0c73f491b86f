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
        r"(?:(?:ok|okay|thanks|thank you|thats all|alright|right|well|im done|that is all) )*(?:cheerio|ta ta|so long|take care|farewell|bye|goodbye|good bye|bye now|bye for now|talk to you (?:later|soon)|have a (?:nice|good|great|lovely) (?:day|evening|one|weekend))(?: (?:bye|then|now|everyone))*",
        r"thanks? (?:you )?(?:thats|that is|that was|thatll be) (?:everything|all|it).{0,10}|i(?:ll| will| must| have to|ve got to| better| should) (?:hang up|be going|be off|get going|let you go|go now|run|leave now)(?: now)?.{0,12}",

        r"(?:(?:ok|okay|thats all|thatll be all|that will be all|thats it|thanks|thank you|alright|right) )*(?:good ?bye|bye|bye bye|see you|see you later|so long|farewell)(?: (?:now|then|bye))*",
        r"(?:(?:ok|okay|thanks|thank you|sorry) )*(?:i|ive|i have) (?:have to|got to|must|gotta|need to|to) (?:go|hang up|leave)(?: now)?(?: bye)?|im hanging up|thatll be all|gotta go(?: bye)?",
    ),
    "start_over": (
        r"(?:lets |can we |i want to |id like to )?(?:try|do it|do this|start|begin|go)(?: it| this)? (?:all )?(?:over|again|over again) ?(?:from .{0,20})?|(?:clear|wipe|scrap) (?:all|everything|it|that) and (?:start|begin|go) .{0,15}",
        r"from (?:the top|scratch|square one|the beginning)|(?:go )?back to (?:the (?:start|beginning|top|first .{0,10})|square one)",

        r"(?:lets |let us |i want to |can we |take me )?(?:start|begin|go)?(?: (?:back )?to)? ?(?:over|again|from the (?:very )?(?:beginning|start|top)|from scratch|(?:the )?(?:very )?(?:beginning|start)|again from the (?:beginning|start))",
        r"(?:lets )?(?:start|begin) (?:over|again|afresh|from scratch)(?: from .{0,20})?|restart|reset|(?:take me )?back to the (?:very )?(?:start|beginning)|begin again",
    ),
    "louder": (
        r"my (?:hearing|ears) (?:is|are|isnt|arent|.{0,4}not|.{0,4}bad).{0,25}|(?:i )?(?:cant|cannot|can barely|can hardly|couldnt) (?:make out|hear|catch) .{0,30}",
        r"(?:pump|crank|turn|push) (?:up|it up|the (?:volume|sound) up)(?: .{0,15})?|(?:pump|crank|turn) up the (?:volume|sound)|make (?:it|that|your voice) louder|(?:im |i am )(?:a (?:bit|little) )?(?:deaf|hard of hearing).{0,25}|(?:you|its|that|youre) .{0,10}(?:whispering|faint|mumbling)",

        rf".{{0,30}}\b(?:speak|talk|say it|read it|go) {_BIT}(?:up|louder|loudly)(?: .{{0,30}})?|{_BIT}louder|speak up .{{0,30}}",
        r"(?:turn (?:it|the volume|the sound) up|turn up the (?:volume|sound)|raise the volume|volume up|raise your voice)",
        r"i (?:cant|cannot|can not|can hardly|can barely|dont) hear (?:you|it|that|anything|a thing)(?: .{0,15})?|(?:its |it is |youre |you are )?(?:too|so|very) (?:quiet|soft|faint)|(?:im |i am )(?:hard of hearing|a bit deaf|deaf)(?: .{0,25})?",
    ),
    "softer": (
        r"pipe down|tone (?:it|that) down|(?:thats|that is|its|it is|youre) (?:way |much |far )?(?:too|so) (?:loud|noisy).{0,25}|make (?:it|that) (?:quieter|softer)|(?:its |youre )?hurting my ears",
        r"(?:no|dont) need to (?:shout|yell).{0,15}|(?:dont|stop) (?:shout|shouting|yell|yelling).{0,15}|(?:bring|turn) (?:the volume|the sound|it) down(?: .{0,12})?",

        rf"{_BIT}(?:softer|quieter)|(?:speak|talk|read it|say it) {_BIT}(?:softer|softly|quieter|quietly|down)(?: .{{0,30}})?",
        r"turn (?:it|the volume|the sound) down|turn down the (?:volume|sound)|volume down|lower (?:the volume|your voice)|keep your voice down(?: .{0,30})?",
        r"(?:its |it is |youre |you are )?(?:(?:way )?too|so|not so|very) loud(?: .{0,20})?|dont shout(?: .{0,20})?",
    ),
    "slower": (
        r"slow (?:it |that |everything )?(?:right |way |a bit |a little )?down(?: .{0,25})?|(?:dont|do not|no need to) (?:rush|hurry|go so fast|talk so fast|speak so fast)(?: .{0,15})?",
        r"take (?:it slow(?:ly)?|it easy|your time)(?: .{0,20})?|i (?:cant|cannot|can not) (?:keep up|follow (?:you )?(?:that fast|at .{0,12}|so fast))|(?:one )?word by word|youre (?:rattling|rushing|racing|gabbling).{0,15}|easy (?:now|does it)|(?:at )?half (?:the )?speed",

        rf"{_BIT}(?:more slowly|slower|slow|slowly)|(?:speak|talk|go|read it|say it) {_BIT}(?:more slowly|slower|slowly)(?: .{{0,30}})?",
        r"slow(?: it| that)? down(?: .{0,20})?|(?:you are |youre |thats |that is |you |its )?(?:(?:talk|talking|speak|speaking|going|reading) )?(?:way )?(?:too|so|not so) (?:fast|quickly|quick)(?: .{0,20})?",
    ),
    "faster": (
        r"get on with it|(?:youre |stop |dont )?drag(?:ging)?(?: (?:it|this) out)?|pick (?:it|the pace) up(?: .{0,10})?|speed (?:up|it up|that up)(?: .{0,20})?|(?:no|dont) need to (?:go|speak|talk) so (?:slow|slowly)",
        r"(?:can you |a bit )?(?:quickly|snappier|snappy|chop chop)|double speed|skip along|youre (?:so|too|very|painfully) slow",

        rf"{_BIT}(?:more quickly|faster|quicker)|(?:speak|talk|go|read it|read) {_BIT}(?:faster|quicker|more quickly|quickly)(?: .{{0,20}})?",
        r"speed(?: it)? up|(?:you are |youre |thats |that is |you |its )?(?:(?:talk|talking|speak|speaking|going) )?(?:too|so) (?:slow|slowly)(?: .{0,20})?|hurry up(?: and .{0,15})?|pick up the pace",
    ),
    "reject": (
        r"(?:no )?(?:thats|that is|thats just|youve got|you gave me) (?:the )?(?:wrong|not it|incorrect)(?: .{0,15})?|i (?:said|asked|meant|wanted) (?:for |about )?(?:something|another|a different) .{0,15}",
        r"not what i (?:wanted|asked|meant|said|was after)(?: .{0,10})?|neither (?:of .{0,6}|one)?|none of (?:the above|it)|(?:you|youve) (?:misheard|misunderstood|got it wrong|got me wrong|heard me wrong|heard wrong)(?: .{0,20})?",
        r"i never (?:said|asked) .{0,15}|wrong (?:answer|question|topic|thing)|that isnt (?:it|right|what .{0,15})|neither of .{0,6}",

        r"(?:youve |you have |you )?(?:got it wrong |misunderstood |misheard )?(?:(?:no|no no|hey) )*(?:thats|that is|its|it is|that isnt|that was|that wasnt|this is|this isnt) (?:not )?(?:it|right|wrong|what i .{0,12}|the one|my question|a different .{0,10})",
        r"not (?:that|this|it)(?: one)?|(?:the )?wrong(?: one| thing| answer)?|(?:youve |you have |you )(?:got (?:it|me|that) wrong|misunderstood(?: me)?|misheard(?: me)?)(?: .{0,15})?|i meant something else",
        r"none of (?:them|those|these)|neither(?: of them)?|something else|another (?:one|question)|i (?:didnt|did not) (?:say|ask|mean) that.{0,15}|i (?:asked|meant) (?:about )?something else",
    ),
    "back": (
        r"(?:one|a) step back|the (?:one|question|step|screen) before(?: .{0,8})?|back (?:up|it up)(?: (?:a|one) step)?|(?:go|take me|get) back (?:one|a step|to (?:where|what|the one) .{0,20})|(?:previous|last) (?:one|page|screen|question|step)",

        r"(?:(?:can|could) (?:we|i|you) )?(?:go|take me|return|get|move)? ?(?:back|to the (?:previous|last) (?:one|step|question|screen|page)|back to the (?:previous|last) (?:one|step|question|screen|page)|back (?:a|one) (?:step|page)|back one|one back)|previous(?: (?:one|step|question|screen|page))?",
    ),
    "person": (
        r"(?:id|i would) (?:rather|prefer to|like to|sooner) (?:talk|speak|chat) (?:to|with) (?:a |an |the |some)?(?:real |actual |live )?(?:person|human|human being|operator|agent|representative|someone|somebody|staff|people|clerk|officer).{0,20}|(?:can|could|may) i (?:have|get|reach) (?:a |an |the |some)?(?:real |actual |live )?(?:person|human|human being|operator|agent|representative|someone|somebody|staff|people|clerk|officer).{0,10}",
        r"i (?:dont|do not) (?:want|like) (?:to talk|talking|to speak|speaking) (?:to|with) (?:a )?(?:robot|machine|computer).{0,20}|(?:could|can) (?:someone|somebody) (?:call|ring|phone) me.{0,12}",
        r"(?:is|are) there (?:a |any )?(?:real |actual |live )?(?:person|human|human being|operator|agent|representative|someone|somebody|staff|people|clerk|officer).{0,12}|no (?:more )?(?:robots?|machines?).{0,25}|(?:get|put|patch|pass) me .{0,15}(?:real |actual |live )?(?:person|human|human being|operator|agent|representative|someone|somebody|staff|people|clerk|officer)",

        rf"(?:a |an )?{_STAFF}|(?:connect|transfer|put|pass|hand) me (?:over )?(?:to|through to|with|through) ?(?:a |an |the |some)?{_STAFF}?",
        rf"(?:i (?:want|would like|need|wanna)(?: to)? |id like to |let me |can i |could i |may i )?(?:talk|speak) (?:to|with) (?:a |an |the |some)?{_STAFF}",
        rf"(?:.{{0,20}} )?(?:get|give|find|fetch) me (?:a |an |the |some)?{_STAFF}|i (?:want|need) (?:a |an )?{_STAFF}|is (?:there )?(?:anybody|anyone|somebody|a human)(?: there)?",
    ),
    "forget": (
        r"strike (?:that|it)(?: from .{0,15})?|forget (?:i|what i|everything i|that i|all) .{0,25}|(?:erase|delete|wipe|remove|clear|scrub) (?:my|that|it|what|everything|all|the) ?.{0,25}",
        r"(?:dont|do not|please dont) (?:keep|save|store|record|remember|write down|note) .{0,30}",

        r"(?:forget|delete|erase|remove|wipe|clear) (?:everything|it all|all of it|that|it|what i .{0,15}|my (?:data|words|information|voice|details|number|name|address|phone number))(?: i .{0,12})?",
        r"(?:dont|do not) (?:keep|save|store|record|remember) .{0,30}|pretend i never .{0,20}|strike that",
    ),
    "wait": (
        r"(?:just )?(?:a|one|half a) (?:tick|mo|jiffy|minute|moment|second|sec)(?: .{0,40})?|(?:hold|hang) on(?: .{0,45})?|wait(?: (?:up|there|a .{0,8}|im|i|let|my|until|please|for) ?.{0,40})?",
        r"bear with me(?: .{0,30})?|(?:can|could) you wait(?: .{0,15})?|(?:im )?not ready(?: yet)?|let me (?:find|get|grab|fetch|write|think|look for) .{0,30}",

        rf"wait(?: (?:a|one) (?:minute|moment|second|sec|bit))?{_WHY}|(?:just )?(?:a|one) (?:minute|moment|second|sec){_WHY}|hold on(?: (?:a|one) (?:minute|moment|second|sec))?{_WHY}|hang on(?: (?:a|one) (?:minute|moment|second|sec))?{_WHY}",
        r"give me (?:a|one) (?:minute|moment|second|sec|bit)(?: .{0,40})?|bear with me(?: .{0,20})?",
    ),
    "help": (
        r"what are my (?:options|choices)|what (?:kind|sort|sorts|kinds) of (?:things|questions) .{0,20}|(?:im|i am) (?:stuck|not sure what to (?:do|say|ask))|what is this(?: for| thing)?|what (?:is it|are you) for",
        r"how (?:do|does|can|should) (?:i|this|it) (?:use|work|talk|ask|say|start)(?: .{0,12})?|(?:i )?need (?:some )?help(?: using.{0,15}| with this)?|what should i (?:say|ask|do).{0,6}|can you help(?: me)?(?: use.{0,12})?|instructions",

        r"help(?: me)?|what can (?:you do|i ask|i say|i do)(?: you| here| about)*|what (?:should|do) i (?:say|ask|do)|how (?:does|do) (?:this|it|i use this|you) ?(?:work|use)?(?: this)?",
        r"(?:.{0,40} )?(?:help me|i need help)(?: (?:with|using|use) this)?|i dont know how (?:to use this|this works)(?: .{0,25})?|what do you do",
    ),
    "repeat": (
        r"(?:would you mind )?repeat(?:ing)? (?:that|it|the .{0,20}|yourself)(?: .{0,20})?|run (?:that|it) by me (?:again|one more time)",
        r"(?:let me |i(?:d| would) like to |i want to |can i |could i )hear (?:that|it|the .{0,15}) (?:again|once more|one more time)",
        r"(?:read|say|give me|tell me) (?:that|it|me)?(?: ?the .{0,15})?(?: ?out)? ?(?:again|once more|one more time|once again)",

        r"(?:.{0,20} )?(?:repeat|say|read|tell me)(?: (?:that|it|this|the (?:number|last (?:bit|part))))?(?: (?:again|once more|one more time|once again))|repeat(?: (?:that|it|this|the .{0,12}))?",
        r"(?:once|one time) more|again|one more time|once again|i missed (?:that|it).{0,20}",
    ),
    "what": (
        r"what (?:did|do|are) you (?:just |even )?(?:say|saying|said|mean|asking)(?: .{0,12})?|what on earth .{0,20}|(?:i )?beg (?:your )?pardon|(?:you|say|wait|oh|eh|huh) what",
        r"(?:i )?(?:couldnt|cant|could not|didnt) (?:make (?:that|it) out|quite (?:hear|catch|get) .{0,15})|whats that(?: again)?|excuse me(?: what)?",

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
        r"sh+u?sh?|ive heard enough|(?:you can |please )?stop (?:there|right there|that|it|speaking|going on)(?: .{0,10})?|cut it (?:out|short)|thats (?:quite )?enough.{0,12}|no more(?: please| of .{0,6})?",
        r"(?:thatll|that will) do|leave it(?: there)?|dont (?:read|say) (?:any more|anymore|it|anything else)|silence",

        r"(?:you can )?stop(?: (?:it|talking|that|now|reading|please))*|(?:(?:ok|okay|alright) )*(?:(?:thats|that is) (?:enough|all|plenty)|enough)(?: already| now)*|quit|(?:be )?quiet|shut up|im done|i am done|end|no more",
    ),
    "one_by_one": (
        r"(?:(?:tell|give|read|say|explain|do|take)(?: (?:me|it|this|that|them|to me))* )?(?:just )?(?:one (?:thing |step |sentence )?at a time|one by one|step by step|one after the other)(?: .{0,12})?",
    ),
    "all_at_once": (
        r"(?:(?:tell|give|read|say)(?: (?:me|it|this|that|them|to me))* )?(?:all (?:at once|in one go|of it at once)|everything at once|the whole (?:thing|answer)(?: at once)?)",
    ),
}  # fmt: skip

ENGLISH: dict[str, re.Pattern[str]] = {name: any_of(rows, _BEFORE, _AFTER) for name, rows in _ROWS.items()}
"""A pattern for each wish; the first that fits counts."""
