"""Weather services on this machine that speak the real JSON, and fail in every way that the real ones do."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY_REFUSED = (
    "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
    "<returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg>"
    "<returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
)
HTML = "<html><body><h1>점검 중입니다</h1></body></html>"


@dataclass
class Answer:
    """What the server says to one request.

    Attributes:
        body: JSON of this, or the text itself.
        status: of HTTP.
        slow_s: before anything is said.
    """

    body: Any
    status: int = 200
    slow_s: float = 0.0


@dataclass
class Sky:
    """Answers by the last part of the path; of a list the first, as long as there are more."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def answer(self, name: str) -> Answer:
        found = self.answers[name]
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def params(self, name: str) -> dict[str, str]:
        """What was asked last under this name."""
        return [params for path, params in self.asked if path == name][-1]


class _Handler(BaseHTTPRequestHandler):
    sky: Sky

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        name = url.path.rsplit("/", 1)[-1]
        self.sky.asked.append((name, {k: v[0] for k, v in parse_qs(url.query).items()}))
        answer = self.sky.answer(name)
        time.sleep(answer.slow_s)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        try:
            self.send_response(answer.status)
            self.end_headers()
            self.wfile.write(text.encode())
        except OSError:
            pass  # who asked has gone

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving_weather() -> Iterator[Sky]:
    sky = Sky()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"sky": sky}))
    server.daemon_threads = True
    server.block_on_close = False
    sky.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sky
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_meteo(time: str = "2026-07-30T14:00", **current: Any) -> dict[str, Any]:
    """As Open-Meteo writes it."""
    now = {
        "time": time,
        "interval": 900,
        "temperature_2m": 33.4,
        "relative_humidity_2m": 62,
        "apparent_temperature": 38.1,
        "precipitation": 0.0,
        "weather_code": 1,
        "wind_speed_10m": 2.31,
    }
    return {
        "latitude": 37.55,
        "longitude": 126.7,
        "generationtime_ms": 0.1,
        "utc_offset_seconds": 32400,
        "timezone": "Asia/Seoul",
        "current_units": {"temperature_2m": "°C", "wind_speed_10m": "m/s"},
        "current": {k: v for k, v in (now | current).items() if v is not ...},
        "daily_units": {"temperature_2m_max": "°C"},
        "daily": {
            "time": ["2026-07-30", "2026-07-31", "2026-08-01", "2026-08-02"],
            "weather_code": [1, 61, 3, 95],
            "temperature_2m_max": [34.5, 29.0, 31.2, 30.0],
            "temperature_2m_min": [26.1, 24.4, 24.9, None],
            "precipitation_probability_max": [5, 80, 30, 60],
        },
    }


def open_meteo_air(time: str = "2026-07-30T14:00", **current: Any) -> dict[str, Any]:
    now = {"time": time, "interval": 3600, "pm10": 31.0, "pm2_5": 22.4} | current
    return {"utc_offset_seconds": 32400, "timezone": "Asia/Seoul", "current": now}


def portal(*items: dict[str, Any], code: str = "00", bare: bool = False) -> dict[str, Any]:
    """As the public data portal writes it; `bare` as AirKorea does."""
    listed: Any = list(items)
    return {
        "response": {
            "header": {"resultCode": code, "resultMsg": "NORMAL_SERVICE" if code == "00" else "ERROR"},
            "body": {
                "dataType": "JSON",
                "items": listed if bare else {"item": listed},
                "pageNo": 1,
                "numOfRows": 1000,
                "totalCount": len(listed),
            },
        }
    }


def measured(date: str = "20260730", time: str = "1300", **values: str) -> dict[str, Any]:
    """``getUltraSrtNcst``."""
    known = {
        "T1H": "33.4",
        "REH": "62",
        "PTY": "0",
        "RN1": "0",
        "WSD": "2.3",
        "VEC": "270",
        "UUU": "2",
        "VVV": "0",
    }
    return portal(
        *(
            {"baseDate": date, "baseTime": time, "category": c, "nx": 55, "ny": 126, "obsrValue": v}
            for c, v in (known | values).items()
            if v != "absent"
        )
    )


def forecast(*rows: tuple[str, str, str, str]) -> dict[str, Any]:
    """``getUltraSrtFcst`` and ``getVilageFcst``: (date, time, category, value)."""
    return portal(
        *(
            {
                "baseDate": "20260730", "baseTime": "1100", "category": category, "fcstDate": date,
                "fcstTime": time, "fcstValue": value, "nx": 55, "ny": 126,
            }
            for date, time, category, value in rows
        )
    )  # fmt: skip


DAYS = forecast(
    ("20260730", "1500", "TMP", "34"), ("20260730", "1500", "SKY", "1"), ("20260730", "1500", "PTY", "0"),
    ("20260730", "1500", "POP", "10"), ("20260731", "0600", "TMN", "24.0"),
    ("20260731", "1500", "TMX", "29.0"),
    ("20260731", "1200", "TMP", "28"), ("20260731", "1200", "SKY", "4"), ("20260731", "1200", "PTY", "1"),
    ("20260731", "1200", "POP", "80"), ("20260731", "1200", "PCP", "1.0mm"),
    ("20260731", "1500", "WAV", "-999"),
)  # fmt: skip
SOON = forecast(
    ("20260730", "1500", "SKY", "4"), ("20260730", "1400", "SKY", "3"), ("20260730", "1400", "LGT", "0")
)


def dust(*rows: tuple[str, str, str]) -> dict[str, Any]:
    """``getMsrstnAcctoRltmMesureDnsty``: (dataTime, pm10, pm25)."""
    return portal(
        *(
            {"dataTime": time, "pm10Value": pm10, "pm25Value": pm25, "pm10Flag": None, "khaiGrade": "2"}
            for time, pm10, pm25 in rows
        ),
        bare=True,
    )
