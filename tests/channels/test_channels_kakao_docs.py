"""The page for operators is true: its example is answered as it says, its settings are the ones there are."""

import json
import re

from kakao_schema import valid_request, valid_response
from kakao_world import kakao

from voicebot.settings import Kakao, project_dir

PAGE = (project_dir() / "docs" / "kakao.md").read_text(encoding="utf-8")


async def test_the_example_is_answered_as_the_page_says() -> None:
    request, response = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.S))
    async with kakao() as channel:
        answer = await channel.sends(json.dumps(valid_request(request)).encode())
    assert answer == valid_response(response)


def test_the_settings_are_the_ones_there_are() -> None:
    rows = dict(re.findall(r"\| `VOICEBOT_KAKAO__(\w+)` \| `?([^|`]+?)`? \|", PAGE))
    defaults = {name.upper(): value for name, value in Kakao().model_dump().items()}
    written = {name: f"{value:g}" if isinstance(value, float) else value for name, value in defaults.items()}
    assert rows == {name: "none" if value is None else str(value) for name, value in written.items()}
