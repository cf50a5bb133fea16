"""Dates as people read them."""

from __future__ import annotations

from typing import Final

from searchkit.article import NewsDate, Precision

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: NewsDate) -> str:
    """The day, or as much of it as is known: ``9 March 2023``, ``March 2023``, ``2023``."""
    start = date.start
    if date.precision is Precision.YEAR:
        return str(start.year)
    if date.precision is Precision.MONTH:
        return month(start.year, start.month)
    return f"{start.day} {month(start.year, start.month)}"


def moment(date: NewsDate) -> str:
    """All that is known: ``9 March 2023, 14:05 +02:00``."""
    if date.precision < Precision.MINUTE:
        return day(date)
    zone = "" if date.start.tzinfo is None else f" {date.start.isoformat()[-6:]}"
    return f"{day(date)}, {date.start:%H:%M}{zone.replace(' +00:00', ' UTC')}"


def month(year: int, number: int) -> str:
    """``March 2023``."""
    return f"{MONTHS[number - 1]} {year}"


def period(iso: str) -> str:
    """A limit of the query, in words where it is a plain date: ``2023-03`` is ``March 2023``."""
    parts = iso.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:  # noqa: PLR2004
        return iso
    numbers = [int(part) for part in parts]
    match numbers:
        case [year]:
            return str(year)
        case [year, number] if 1 <= number <= len(MONTHS):
            return month(year, number)
        case [year, number, of_month] if 1 <= number <= len(MONTHS):
            return f"{of_month} {month(year, number)}"
        case _:
            return iso
