"""The table of counts: how often something happened in an hour, and nothing of whom it happened to."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from voicebot.store.tables import Base

__all__ = ["TallyRow"]


class TallyRow(Base):
    """How often one kind of thing happened in an hour: some dozen rows and one an entry, whoever calls."""

    __tablename__ = "tally"

    day: Mapped[dt.date] = mapped_column(primary_key=True, doc="on the district's clock")
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="0-23, on the same clock")
    what: Mapped[str] = mapped_column(String(32), primary_key=True, doc="as in telemetry.tally.KEPT")
    kind: Mapped[str] = mapped_column(String(64), primary_key=True, doc="a label, or the bucket's upper end")
    count: Mapped[int] = mapped_column(BigInteger)
