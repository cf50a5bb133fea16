"""News that is made up, for pages that need more than the sample articles: the same each time."""

import json
import random
from pathlib import Path

_SOURCES = ("Harbour Post", "Northern Ledger", "Eastline", "Meridian Weekly", "Quay Tribune", "Agency")
_SOURCES += tuple(f"{town} Gazette" for town in ("Riga", "Split", "Gent", "Bergen", "Oulu", "Faro"))
_PLACES = ("Ukraine", "Kyiv", "Odesa", "Poland", "Warsaw", "Germany", "Berlin", "France", "Lyon", "Turkey")
_SUBJECTS = ("Grain ships", "Bridge builders", "Ferry crews", "Dock workers", "Pilots", "Harbour masters")
_DEEDS = ("wait for a permit", "return after the storm", "ask for higher wages", "find an old wreck")
_SENTENCES = (
    "The harbour of {place} was closed for two days.",
    "Nobody in {place} had expected so many ships at once.",
    "A spokeswoman said that the crane would be repaired by Friday.",
    "Grain is loaded at night, when the wind is low.",
    "The minister promised new tugs, and left {place} in the afternoon.",
)


def write_news(folder: Path, *, articles: int = 400, first_year: int = 2014, years: int = 9) -> None:
    """Write so many articles into one file of JSON Lines."""
    chosen = random.Random(5)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for number in range(articles):
            place = chosen.choice(_PLACES)
            year, month, day = (
                first_year + chosen.randrange(years),
                chosen.randint(1, 12),
                chosen.randint(1, 28),
            )
            title = f"{chosen.choice(_SUBJECTS)} of {place} {chosen.choice(_DEEDS)}"
            text = " ".join(chosen.choices(_SENTENCES, k=6)).format(place=place)
            article = {
                "id": number,
                "title": title,
                "text": text,
                "date": f"{year}-{month:02}-{day:02}",
                "source": chosen.choice(_SOURCES),
                "lang": "en",
            }
            file.write(json.dumps(article) + "\n")
