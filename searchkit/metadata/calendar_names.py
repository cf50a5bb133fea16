"""Names of months, weekdays and time zones, folded, as news writes them."""

from __future__ import annotations

from searchkit.metadata.names import fold

_MONTH_ROWS = (
    "january jan januar janvier janv enero ene gennaio gen januari styczen stycznia січня января янв января",
    "february feb februar fevrier fevr febrero febbraio februari luty lutego лютого февраля фев",
    "march mar märz maerz mars marzo maart marzec marca березня марта",
    "april apr avril avr abril abr aprile kwiecien kwietnia квітня апреля апр",
    "may mai mayo maggio mag mei maj maja травня мая",
    "june jun juni juin junio giugno giu czerwiec czerwca червня июня",
    "july jul juli juillet juil julio luglio lug lipiec lipca липня июля",
    "august aug aout août agosto ago augustus sierpien sierpnia серпня августа авг",
    "september sep sept septembre septiembre settembre set wrzesien wrzesnia вересня сентября сен",
    "october oct oktober okt octobre octubre ottobre ott pazdziernik pazdziernika жовтня октября окт",
    "november nov novembre noviembre listopad listopada листопада ноября ноя",
    "december dec dezember dez decembre décembre diciembre dic dicembre grudzien grudnia грудня декабря дек",
)
MONTHS: dict[str, int] = {
    fold(name): number for number, row in enumerate(_MONTH_ROWS, start=1) for name in row.split()
}
"""Folded name → number of the month, from 1."""

_WEEKDAY_ROWS = (
    "monday mon montag mo lundi lunes lunedi lunedì понеділок понедельник",
    "tuesday tue tues dienstag di mardi martes martedi вівторок вторник",
    "wednesday wed mittwoch mi mercredi miercoles mercoledi середа среда",
    "thursday thu thur thurs donnerstag do jeudi jueves giovedi четвер четверг",
    "friday fri freitag fr vendredi viernes venerdi пятниця пʼятниця пятница",
    "saturday sat samstag sa samedi sabado sabato субота суббота",
    "sunday sun sonntag so dimanche domingo domenica неділя воскресенье",
)
WEEKDAYS: dict[str, int] = {
    fold(name): number for number, row in enumerate(_WEEKDAY_ROWS) for name in row.split()
}
"""Folded name → number of the weekday, Monday 0."""

ZONES: dict[str, float] = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "JST": 9,
    "AEST": 10,
    "AEDT": 11,
}
"""Zone → hours from UTC; only what means one offset, as CST (several) and ET (by season) do not."""
