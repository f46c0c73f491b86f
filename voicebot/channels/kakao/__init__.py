"""The KakaoTalk channel: a skill server for typed questions, with the same answers as the spoken desk."""
