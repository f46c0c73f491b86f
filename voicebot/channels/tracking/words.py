"""What the tracking page says, in both languages: short, plain, what happens next."""

from __future__ import annotations

from voicebot.civic.complaints.states import Words

__all__ = ["WORDS", "words"]

WORDS = {
    "title": Words(ko="내 민원이 어디까지 왔나요", en="Where your complaint stands"),
    "skip": Words(ko="본문으로 바로 가기", en="Skip to main content"),
    "switch": Words(ko="English", en="한국어"),
    "switch_name": Words(ko="Switch to English", en="한국어로 바꾸기"),
    "call": Words(ko="사람과 통화: {phone}", en="Talk to a person: {phone}"),
    "number": Words(ko="접수 번호", en="Your number"),
    "filed": Words(ko="{when}에 알려 주셨어요.", en="You told us on {when}."),
    "now": Words(ko="지금은", en="Now"),
    "listen": Words(ko="들려주기", en="Read it to me"),
    "stop": Words(ko="그만 듣기", en="Stop"),
    "sound_failed": Words(
        ko="지금은 소리를 들려 드릴 수 없어요. 잠시 뒤에 다시 눌러 주세요.",
        en="The sound cannot be played now. Please press again in a moment.",
    ),
    "way": Words(ko="지나온 길", en="On its way"),
    "station_done": Words(ko="지났어요", en="Done"),
    "station_now": Words(ko="지금 여기예요", en="It is here now"),
    "station_ahead": Words(ko="아직이에요", en="Not yet"),
    "received": Words(ko="신청", en="Received"),
    "accepted": Words(ko="맡음", en="Taken on"),
    "working": Words(ko="처리", en="Being worked on"),
    "answered": Words(ko="답변", en="Answered"),
    "withdrawn": Words(ko="취하", en="Withdrawn"),
    "merged": Words(ko="함께 처리", en="Handled together"),
    "due": Words(ko="언제까지", en="By when"),
    "due_by": Words(ko="늦어도 {due}까지 답해 드려요.", en="The answer comes by {due} at the latest."),
    "due_late": Words(
        ko="답해 드릴 날({due})이 지났어요. 죄송해요. 아래 전화로 물어보셔도 돼요.",
        en="It was due by {due} and is late. We are sorry. You may call the number below.",
    ),
    "due_stopped": Words(
        ko="답해 주시기를 기다리고 있어요. 그동안은 날짜를 세지 않아요.",
        en="We are waiting for your reply. Until then the days are not counted.",
    ),
    "due_none": Words(
        ko="제보라서 답을 드릴 날이 따로 없어요.", en="As this is a report, no answer is due by law."
    ),
    "who": Words(ko="맡은 곳", en="Who has it"),
    "who_is": Words(ko="{department}에서 맡고 있어요.", en="It is with {department}."),
    "who_was": Words(ko="{department}에서 맡았어요.", en="It was with {department}."),
    "who_call": Words(ko="전화 {phone}", en="Call {phone}"),
    "who_said": Words(ko="맡은 곳은 {department}, 전화는 {phone}번이에요.",
                      en="It is with {department}; the number is {phone}."),
    "asked": Words(ko="여쭤볼 것이 있어요", en="A question for you"),
    "reply": Words(ko="답을 적어 주세요", en="Your reply"),
    "reply_hint": Words(
        ko="이름이나 전화번호는 적지 마세요. 전화로 답하셔도 돼요.",
        en="Please leave out names and numbers. You may also reply by telephone.",
    ),
    "reply_send": Words(ko="답 보내기", en="Send my reply"),
    "reply_empty": Words(ko="답이 비어 있어요. 적고 나서 다시 눌러 주세요.",
                         en="Your reply is empty. Please write it, then press again."),
    "answer": Words(ko="구청의 답", en="The office's answer"),
    "rate": Words(ko="답이 마음에 드셨나요?", en="Are you satisfied with the answer?"),
    "rate_send": Words(ko="알려 주기", en="Send"),
    "rate_empty": Words(ko="하나를 고르고 다시 눌러 주세요.", en="Please choose one, then press again."),
    "rated": Words(ko="이렇게 알려 주셨어요: {stars}", en="You told us: {stars}"),
    "star_5": Words(ko="아주 좋아요", en="Very satisfied"),
    "star_4": Words(ko="좋아요", en="Satisfied"),
    "star_3": Words(ko="보통이에요", en="Neither"),
    "star_2": Words(ko="아쉬워요", en="Not satisfied"),
    "star_1": Words(ko="많이 아쉬워요", en="Not at all satisfied"),
    "reopen": Words(ko="답이 부족하면", en="If that is not enough"),
    "reopen_hint": Words(
        ko="답을 받고 60일 안에 다시 살펴 달라고 하실 수 있어요.",
        en="Within 60 days of the answer you may ask for another look.",
    ),
    "reopen_send": Words(ko="다시 살펴 주세요", en="Please look again"),
    "withdraw": Words(ko="이 민원을 거두고 싶으면", en="To take it back"),
    "withdraw_hint": Words(
        ko="거두시면 구청에서 더 살펴보지 않아요. 되돌릴 수 없어요.",
        en="The office then does nothing more about it. This cannot be undone.",
    ),
    "withdraw_send": Words(ko="민원 거두기", en="Take it back"),
    "merged_into": Words(ko="먼저 들어온 민원의 번호는 {number}이에요.", en="The earlier one is {number}."),
    "history": Words(ko="지금까지 있었던 일", en="What has happened so far"),
    "office_asked": Words(ko="여쭌 것: {text}", en="Asked: {text}"),
    "office_answered": Words(ko="답: {text}", en="Answer: {text}"),
    "live": Words(
        ko="바뀌면 이 화면이 저절로 바뀌어요.", en="This page changes by itself when something happens."
    ),
    "reload": Words(ko="새로 보기", en="Look again"),
    "ask_more": Words(ko="다른 것 물어보기", en="Ask something else"),
    "keep": Words(
        ko="이 화면의 주소를 가진 사람은 누구나 볼 수 있어요. 다른 사람에게 알려 주지 마세요.",
        en="Whoever has this page's address can see it. Keep it to yourself.",
    ),
    "none_title": Words(ko="이 주소에는 보여 드릴 것이 없어요", en="There is nothing to show here"),
    "none_why": Words(
        ko="주소가 잘렸거나 오래된 것일 수 있어요.", en="The address may be cut off, or too old."
    ),
    "none_what": Words(
        ko="번호를 아시면 창구에서 말로 물어보세요. {phone}에 전화하셔도 돼요.",
        en="If you know your number, ask the desk. You may also call {phone}.",
    ),
    "not_now_title": Words(ko="지금은 할 수 없는 일이에요", en="This cannot be done now"),
    "not_now_what": Words(
        ko="그사이에 바뀌었을 수 있어요. 아래에서 지금 모습을 봐 주세요.",
        en="It may have changed meanwhile. Please see below how it stands.",
    ),
    "closed_title": Words(ko="창구를 여는 중이에요", en="The desk is opening"),
    "closed_what": Words(ko="잠시 뒤에 다시 열어 주세요.", en="Please try again in a moment."),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """All of them in one language."""
    return {name: each.in_(language) for name, each in WORDS.items()}
