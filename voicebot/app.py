"""The one factory: everything that answers on the port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.templating import Jinja2Templates
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

from voicebot.channels.accessibility.door import accessibility_door
from voicebot.channels.handset.bells import Bells
from voicebot.channels.handset.door import bell_door
from voicebot.channels.handset.prompts import prompts_door
from voicebot.channels.kakao.door import serve as serve_kakao
from voicebot.channels.kakao.skill import Skill
from voicebot.channels.kiosk.door import kiosk_door
from voicebot.channels.menu import menu_door
from voicebot.channels.mounted import mounted
from voicebot.channels.open311.door import open311_door
from voicebot.channels.resident.door import resident_door
from voicebot.channels.rest.door import rest_door
from voicebot.channels.static import static_files
from voicebot.channels.tracking.door import tracking_door
from voicebot.channels.webhook.post_office import PostOffice
from voicebot.channels.websocket.connection import Connection
from voicebot.channels.websocket.lobby import Lobby
from voicebot.channels.websocket.photos import take_photo
from voicebot.channels.words_door import words_door
from voicebot.civic.quick_menu import MOST, QuickMenu, load_quick_menu
from voicebot.errors import VoicebotError
from voicebot.settings import Settings
from voicebot.staff.door import console_of, staff_door
from voicebot.talk.desk import Desk
from voicebot.telemetry.logs import log
from voicebot.telemetry.recent import RECENT
from voicebot.telemetry.turn import Stage

__all__ = ["create_app"]

WEB = Path(__file__).parent / "web"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    ),
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(self)",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: Settings) -> FastAPI:
    """Build the service; models load in the background once it has started."""
    desk = Desk(settings)
    lobby, bells = Lobby(settings.limits), Bells(settings.handsets)
    skill = Skill(desk)
    posts = PostOffice(settings.outbox)
    templates = Jinja2Templates(directory=WEB / "templates")
    console = console_of(desk, templates, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening = asyncio.create_task(_open(desk, posts))
        console.open()
        yield
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        await lobby.close()
        await skill.close()
        await posts.close()
        await console.close()
        await desk.close()

    app = FastAPI(title="Voice desk", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.desk = desk
    app.mount("/static", static_files(WEB / "static"), name="static")
    _health(app, desk)
    _turns(app, templates)
    app.include_router(resident_door(desk, settings, templates, WEB, _offered(desk, settings)))
    app.include_router(words_door(desk))
    app.include_router(accessibility_door(desk, templates))
    app.include_router(kiosk_door(desk, settings.kiosk, templates))

    @app.websocket("/v1/talk")
    async def talk(socket: WebSocket) -> None:
        await Connection(socket, desk, lobby, bells).run()

    @app.post("/v1/talk/{session_id}/photos")
    async def photos(session_id: str, request: Request) -> Response:
        return await take_photo(request, session_id, lobby, settings.attached.photo_bytes)

    @app.post("/kakao/skill")
    async def kakao(request: Request) -> Response:
        return await serve_kakao(request, skill, settings.kakao)

    app.include_router(prompts_door(desk))
    app.include_router(menu_door(desk.menu))
    app.include_router(bell_door(bells))
    rest = rest_door(lambda: desk.office, settings.limits, settings.attached.photo_bytes)
    app.routes.append(mounted("/v1", rest))
    app.routes.append(mounted("/open311/v2", open311_door(lambda: desk.office, settings)))
    app.routes.append(mounted("/track", tracking_door(desk, templates, settings.limits.body_bytes)))
    app.routes.append(mounted("/staff", staff_door(console)))
    app.add_middleware(BaseHTTPMiddleware, dispatch=_guard)
    return app


def _offered(desk: Desk, settings: Settings) -> QuickMenu:
    """What the resident's page offers: the desk's menu, with what fits the month and hour as the usual."""
    usual = load_quick_menu(settings.district_dir)
    return lambda now: [item.entry.id for item in desk.menu("ko", MOST, usual(now))]


async def _guard(request: Request, go_on: RequestResponseEndpoint) -> Response:
    """Every page forbids foreign scripts, frames and sensors; one that is stricter stays so."""
    response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


async def _open(desk: Desk, posts: PostOffice) -> None:
    try:
        await desk.open()
        if desk.office:
            posts.open(desk.office.notices)
    except VoicebotError as error:
        desk.failure = error.message
        log.error("cannot open", code=error.code, message=error.message)
    except Exception as error:
        desk.failure = f"{type(error).__name__}: {error}"
        log.exception("cannot open")


def _health(app: FastAPI, desk: Desk) -> None:
    """What operators and their machines ask."""

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        if desk.ready:
            return JSONResponse({"status": "ready"})
        state = {"status": "failed", "why": desk.failure} if desk.failure else {"status": "loading models"}
        return JSONResponse(state, status_code=503, headers={"Retry-After": "2"})

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _turns(app: FastAPI, templates: Jinja2Templates) -> None:
    """What who looks after the desk looks at."""

    @app.get("/debug/turns", response_class=HTMLResponse)
    def turns_page(request: Request) -> Response:
        """The last turns, for whoever looks after the desk; times only, nothing that was said."""
        context = {
            "rows": RECENT.rows(),
            "stages": [stage.value for stage in Stage if stage != Stage.SPEECH_END],
        }
        return templates.TemplateResponse(request, "turns.html", context)
