"""The console over a real store, with a clock that the test sets; and people who use it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pyotp
from fastapi import FastAPI
from fastapi.templating import Jinja2Templates
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.audio import Audio
from voicebot.channels.mounted import mounted
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.office import Office
from voicebot.civic.district import District, load_district
from voicebot.settings import Settings, project_dir
from voicebot.speak.speaker import Spoken
from voicebot.staff.console import Console
from voicebot.staff.door import console_of, staff_door
from voicebot.staff.people import People
from voicebot.store.database import open_database, upgrade
from voicebot.store.keys import Keyring, load_keyring
from voicebot.store.staff_accounts import Accounts
from voicebot.store.staff_audit import Search, search
from voicebot.store.staff_tables import StaffAccount, StaffAudit

WEB = project_dir() / "voicebot" / "web"
TEMPLATES = Jinja2Templates(WEB / "templates")
DISTRICT = load_district(project_dir() / "faq")
CATEGORIES = load_categories(project_dir() / "faq")
NOW = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
PASSWORD = "우리 동네 감나무 아래"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""Hashes of a thousandth of a second: argon2id itself, with as little work as it takes."""
_KEPT = _QUICK.hash(PASSWORD)


@dataclass
class Behind:
    """What the console needs of the desk."""

    database: AsyncEngine | None
    keyring: Keyring | None
    district: District
    office: Office | None = None
    workshop: Any = None
    ready: bool = True
    watchers: Any = None
    phone: str = "120"

    @property
    def voices(self) -> Any:
        return self

    async def make_sound(self, text: str, _language: str, _options: object, rate: int, **_: Any) -> Spoken:
        """A tenth of a second for each letter, so that a test sees what was said."""
        return Spoken(Audio.silence(len(text) / 10, rate), "cached", [])


@dataclass
class World:
    console: Console
    behind: Behind
    app: FastAPI
    time: dt.datetime = NOW
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def engine(self) -> AsyncEngine:
        assert self.behind.database
        return self.behind.database

    @property
    def keys(self) -> Keyring:
        assert self.behind.keyring
        return self.behind.keyring

    def browser(self, address: str = "192.0.2.1", host: str = "desk") -> Browser:
        """Somebody's browser, which keeps cookies."""
        wire = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(address, 1234))
        scheme = "https" if self.console.own.staff.tls else "http"
        client = httpx.AsyncClient(transport=wire, base_url=f"{scheme}://{host}")
        self.clients.append(client)
        return Browser(client, self)

    async def person(self, name: str, *roles: str, second: bool = False, **more: Any) -> int:
        """An account with the usual password; the row's number."""
        values = {
            "name": name,
            "shown": f"{name} 씨",
            "roles": list(roles),
            "departments": ["*"] if "complaints_officer" in roles else [],
            "state": "active",
            "password": _KEPT,
            "totp": self.keys.seal({"totp": SECRET}) if second else None,
            "totp_step": 0,
            "recovery": [],
            "subject": None,
            "made_at": NOW,
            "version": 1,
            **more,
        }
        async with self.engine.begin() as connection:
            done = await connection.execute(insert(StaffAccount).values(**values))
        assert done.inserted_primary_key
        return int(done.inserted_primary_key[0])

    def code(self) -> str:
        """What the app of everybody here shows now."""
        return pyotp.TOTP(SECRET).at(self.time)

    def later(self, **time: float) -> None:
        self.time += dt.timedelta(**time)

    async def log(self, **wanted: Any) -> Sequence[StaffAudit]:
        """The newest entries of the audit log."""
        return await search(self.engine, Search(**wanted))


class Browser:
    """Looks at pages and fills in the forms that are on them."""

    def __init__(self, client: httpx.AsyncClient, world: World) -> None:
        self.client = client
        self.world = world
        self.page = httpx.Response(204)
        self.csrf = ""

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """Look at a page below /staff."""
        return self._seen(await self.client.get(f"/staff{path}", **more))

    def _seen(self, page: httpx.Response) -> httpx.Response:
        """Keep a page, and the token of the last one that had a form."""
        self.page = page
        found = re.search(r'name="csrf" value="(\w+)"', page.text)
        self.csrf = found.group(1) if found else self.csrf
        return page

    def carry(self, cookie: str) -> None:
        """Come with somebody else's cookie."""
        self.client.cookies.set("staff", cookie, domain="desk.local", path="/staff")

    async def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Send the open page's form."""
        form = {"csrf": self.csrf, **(data or {})}
        return self._seen(await self.client.post(f"/staff{path}", data=form, **more))

    async def sign_in(self, name: str, password: str = PASSWORD, **more: Any) -> httpx.Response:
        """Fill in name and password, and the code where there is a second factor."""
        await self.get("/sign-in")
        done = await self.post("/sign-in", {"name": name, "password": password, **more})
        if done.status_code == 303:
            await self.get("/")
            if self.page.headers.get("location", "").startswith("/staff/second"):
                await self.get("/second")
                await self.post("/second", {"code": self.world.code()})
                await self.get("/")
        return done


def people_of(world: World) -> People:
    """What administrators do, without their page."""
    good_for = dt.timedelta(hours=72)
    return People(Accounts(world.engine, world.keys), world.behind.district, good_for, lambda: world.time)


@cache
def _empty_database() -> bytes:
    """A SQLite database with all tables: migrating takes longer than most tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "voicebot.db"
        upgrade(f"sqlite+aiosqlite:///{file}")
        return file.read_bytes()


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[World]:
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        (settings.data_dir / "voicebot.db").write_bytes(await asyncio.to_thread(_empty_database))
    engine, keys = await open_database(settings), load_keyring(settings)
    behind = Behind(engine, keys, DISTRICT, Office(engine, keys, DISTRICT, CATEGORIES, settings))
    made: list[World] = []
    console = console_of(behind, TEMPLATES, settings, lambda: made[0].time)
    console.hasher._hash = _QUICK
    app = FastAPI()
    app.routes.append(mounted("/staff", staff_door(console)))
    made.append(World(console, behind, app))
    yield made[0]
    for client in made[0].clients:
        await client.aclose()
    await console.close()
    await engine.dispose()
