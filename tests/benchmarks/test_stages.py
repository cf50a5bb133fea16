"""The stages of an indexing run."""

import json
from pathlib import Path

import stages


def test_the_stages_of_a_run_are_all_of_it_but_for_a_rest(tmp_path: Path) -> None:
    """What is timed stands within the run that is timed: its parts add up, and none is left out."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    articles = [
        {"id": str(number), "title": "Floods", "text": f"Rain fell in Kyiv on day {number}."}
        for number in range(2_000)
    ]
    (corpus / "news.jsonl").write_text("\n".join(map(json.dumps, articles)), "utf-8")
    found = stages.measure(corpus, tmp_path)
    assert min(found.reading, found.metadata, found.indexing) > 0
    assert 0 <= found.other < found.whole / 2
