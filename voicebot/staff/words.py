"""What the frame says, in both languages: short, plain. Each part of the console has its own besides."""

from __future__ import annotations

from voicebot.civic.complaints.states import Words

__all__ = ["WORDS"]

WORDS = {
    "console": Words(ko="직원 화면", en="Staff console"),
    "skip": Words(ko="본문으로 바로 가기", en="Skip to main content"),
    "menu": Words(ko="할 일", en="What to do"),
    "own_menu": Words(ko="내 것", en="Yours"),
    "home": Words(ko="처음으로", en="Home"),
    "switch": Words(ko="English", en="한국어"),
    "switch_name": Words(ko="Switch to English", en="한국어로 바꾸기"),
    "sign_in": Words(ko="들어가기", en="Sign in"),
    "sign_out": Words(ko="나가기", en="Sign out"),
    "lock": Words(ko="화면 잠그기", en="Lock the screen"),
    "name": Words(ko="이름(아이디)", en="Name"),
    "password": Words(ko="비밀번호", en="Password"),
    "oidc_button": Words(ko="{name}으로 들어가기", en="Sign in with {name}"),
    "oidc_failed": Words(
        ko="기관 계정으로 들어갈 수 없었어요. 관리자에게 초대 링크를 받아 처음 한 번 연결해야 해요.",
        en="That did not work. The first time, use the link that your administrator gave you.",
    ),
    "or": Words(ko="또는", en="or"),
    "sign_in_wrong": Words(ko="이름이나 비밀번호가 맞지 않아요.", en="The name or the password is wrong."),
    "sign_in_wait": Words(
        ko="여러 번 틀려서 잠시 막았어요. 15분 뒤에 다시 해 주세요.",
        en="Wrong too often. Please try again in 15 minutes.",
    ),
    "forgotten": Words(
        ko="비밀번호를 잊었으면 관리자에게 새 링크를 받으세요.",
        en="If you have forgotten your password, ask an administrator for a new link.",
    ),
    "second_title": Words(ko="인증 번호", en="Your code"),
    "second_how": Words(
        ko="인증 앱의 여섯 자리 번호를 적어 주세요. 전화기가 없으면 종이의 복구 번호를 적으세요.",
        en="Type the six digits that your app shows. Without your phone, use a code from your paper.",
    ),
    "code": Words(ko="번호", en="Code"),
    "confirm": Words(ko="확인", en="Confirm"),
    "code_wrong": Words(
        ko="번호가 맞지 않거나 이미 쓴 번호예요. 다음 번호를 적어 주세요.",
        en="That code is wrong, or was used already. Please type the next one.",
    ),
    "code_wait": Words(
        ko="여러 번 틀려서 잠시 막았어요. 15분 뒤에 다시 해 주세요.",
        en="Wrong too often. Please try again in 15 minutes.",
    ),
    "unlock_title": Words(ko="화면이 잠겨 있어요", en="The screen is locked"),
    "unlock_how": Words(
        ko="{name} 님의 비밀번호를 적으면 이어서 할 수 있어요.", en="{name}: your password, to go on."
    ),
    "unlock_linked": Words(
        ko="기관 계정으로 들어오셨어요. 나갔다가 다시 들어와 주세요.",
        en="You signed in with your office account. Please sign out and in again.",
    ),
    "unlock": Words(ko="이어서 하기", en="Go on"),
    "password_wrong": Words(ko="비밀번호가 맞지 않아요.", en="That password is wrong."),
    "home_title": Words(ko="{name} 님, 안녕하세요", en="Hello, {name}"),
    "home_nothing": Words(
        ko="아직 할 수 있는 일이 없어요. 관리자에게 물어보세요.",
        en="There is nothing for you yet; ask an administrator.",
    ),
    "few_codes": Words(
        ko="복구 번호가 {count}개 남았어요. 내 계정에서 새로 받으세요.",
        en="You have {count} recovery codes left. Get new ones under “My account”.",
    ),
    "refused_foreign": Words(ko="이 화면은 오래되었어요", en="This page is too old"),
    "refused_foreign_what": Words(
        ko="다른 곳에서 왔거나 오래 열어 둔 화면이에요. 아무것도 바뀌지 않았어요. 처음부터 다시 해 주세요.",
        en="It was open too long, or you came from elsewhere. Nothing was changed. Please begin again.",
    ),
    "refused_right": Words(ko="볼 수 없는 화면이에요", en="This is not for you to see"),
    "refused_right_what": Words(
        ko="이 일을 할 권한이 없어요. 필요하면 관리자에게 말씀하세요.",
        en="You have no right to do this. If you need it, ask an administrator.",
    ),
    "refused_none": Words(ko="여기에는 아무것도 없어요", en="There is nothing here"),
    "refused_none_what": Words(ko="주소가 맞는지 봐 주세요.", en="Please check the address."),
    "refused_meanwhile": Words(ko="그사이에 다른 사람이 바꿨어요", en="Somebody else changed it meanwhile"),
    "refused_meanwhile_what": Words(
        ko="아무것도 바뀌지 않았어요. 지금 모습을 보고 다시 해 주세요.",
        en="Nothing of yours was changed. Look at it as it is now, and try again.",
    ),
    "refused_big": Words(ko="너무 커요", en="Too big"),
    "refused_big_what": Words(ko="더 작게 나누어 보내 주세요.", en="Please send it in smaller parts."),
    "refused_broken": Words(ko="지금은 안 돼요", en="This does not work now"),
    "refused_broken_what": Words(
        ko="우리 쪽 문제예요. 잠시 뒤에 다시 해 보고, 또 안 되면 관리자에게 말씀하세요.",
        en="It is our fault. Try again in a moment; if it stays so, tell an administrator.",
    ),
    "role_faq_officer": Words(ko="안내 담당", en="FAQ officer"),
    "role_complaints_officer": Words(ko="민원 담당", en="Complaints officer"),
    "role_administrator": Words(ko="관리자", en="Administrator"),
    "role_auditor": Words(ko="감사", en="Auditor"),
}  # fmt: skip
