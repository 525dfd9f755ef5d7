"""Columns that several tables share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Text, TypeDecorator
from sqlalchemy.engine import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, with its zone again when read (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # PostgreSQL gives it in the zone of its own session
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def utc_column(*, nullable: bool = False) -> Column[datetime]:
    """A column for a moment."""
    return Column(UtcDateTime(), nullable=nullable)


def order_column() -> Column[str]:
    """A column for an order key: compared bytewise on both databases (SQLite does so by default)."""
    return Column(Text().with_variant(Text(collation="C"), "postgresql"), nullable=False)


def plain_json(value: Any) -> Any:
    """What an effect keeps of a value: dates and enums as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
