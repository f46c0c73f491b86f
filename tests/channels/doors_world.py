"""Both complaint doors in front of one desk whose clock is set by the test."""

import datetime as dt
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from voicebot.channels.mounted import mounted
from voicebot.channels.open311.door import open311_door
from voicebot.channels.rest.door import rest_door
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Action
from voicebot.civic.district import load_district
from voicebot.settings import Open311, Settings, project_dir
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring

FAQ = project_dir() / "faq"
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone(dt.timedelta(hours=9)))
KEY = "partner-key-1"
LIGHT = {"category": "street_light", "what": "집 앞 가로등이 나갔어요", "place": "가좌시장 앞"}
PERSON = {"name": "김순자", "phone": "010-1234-5678"}


class SetOffice(Office):
    """A desk whose time stands still."""

    time = NOW

    def now(self) -> dt.datetime:
        return self.time


class World:
    def __init__(self, office: SetOffice, settings: Settings) -> None:
        self.office = office
        self.open = True
        partners = Open311(keys={"bus-app": SecretStr(KEY)}, jurisdiction="desk.example.kr")
        self.settings = settings.model_copy(update={"open311": partners})
        self.app = FastAPI()
        self.app.routes.append(
            mounted("/v1", rest_door(self._office, self.settings.limits, self.settings.attached.photo_bytes))
        )
        self.app.routes.append(mounted("/open311/v2", open311_door(self._office, self.settings)))
        self.rest = self.client("/v1")
        self.open311 = self.client("/open311/v2")

    def _office(self) -> Office | None:
        return self.office if self.open else None

    def client(self, base: str, address: str = "192.0.2.1") -> httpx.AsyncClient:
        wire = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(address, 1234))
        return httpx.AsyncClient(transport=wire, base_url=f"http://desk{base}")

    async def file(self, key: str = "", **more: Any) -> httpx.Response:
        """POST a complaint by REST."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return await self.rest.post("/complaints", json={**LIGHT, **more}, headers=headers)

    async def staff(self, receipt: str, action: Action, **params: Any) -> Complaint:
        """An officer does something."""
        return await self.office.register.act(
            receipt, Act(action, "kim", "officer", self.office.time, params)
        )

    async def answered(self, receipt: str, outcome: str = "granted") -> None:
        """An officer takes it on and answers."""
        await self.staff(receipt, "accept")
        await self.staff(receipt, "answer", outcome=outcome, answer="전구를 갈았어요")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[World]:
    engine, keys = await open_database(settings), load_keyring(settings)
    office = SetOffice(engine, keys, load_district(FAQ), load_categories(FAQ), settings)
    made = World(office, settings)
    yield made
    await made.rest.aclose()
    await made.open311.aclose()
    await engine.dispose()
