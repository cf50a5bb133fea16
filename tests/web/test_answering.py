"""Answers that still hold are not sent again; each is made of one state of the index."""

import asyncio
import shutil
import threading

import httpx
import pytest

import searchkit
from searchkit.web import answering, application

PATHS = [
    "/",
    "/search.json?q=missiles",
    "/facets.csv",
    "/article/overnight-salvo.txt",
    "/complete.json?prefix=mis",
]


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """A function that makes it a day; it is one that no midnight ends."""

    def begin(today):
        monkeypatch.setattr(answering, "_today", lambda: today)

    begin("2023-03-09")
    return begin


@pytest.fixture
def changing(tmp_path):
    """A folder of one article, and the folder of its index."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.md").write_text("# Storm\n\nA storm came.\n", encoding="utf-8")
    searchkit.index([news], index=tmp_path / "index")
    return news, tmp_path / "index"


@pytest.mark.parametrize("path", PATHS)
def test_answer_that_the_client_has_is_not_sent_again(ask, path):
    tag = ask(path).headers["ETag"]
    again = ask(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("named", ['"other", {}', "W/{}", '{},"other"'])
def test_tag_is_found_among_others_and_when_a_proxy_weakened_it(ask, named):
    tag = ask("/facets.json").headers["ETag"]
    assert ask("/facets.json", headers={"If-None-Match": named.format(tag)}).status_code == 304


@pytest.mark.parametrize(("path", "status"), [("/facets.json", 304), ("/article.json/none", 404)])
def test_client_that_has_any_answer_gets_none_where_there_is_one(ask, path, status):
    assert ask(path, headers={"If-None-Match": "*"}).status_code == status


def test_tag_of_another_address_does_not_hold(ask):
    tag = ask("/search.json?q=missiles").headers["ETag"]
    assert ask("/search.json?q=drones", headers={"If-None-Match": tag}).status_code == 200
    assert ask("/search.csv?q=missiles", headers={"If-None-Match": tag}).status_code == 200


def test_tag_of_the_day_before_does_not_hold(ask, day):
    path = "/search.json?q=date:yesterday"
    tag = ask(path).headers["ETag"]
    day("2023-03-10")
    assert ask(path, headers={"If-None-Match": tag}).status_code == 200


def test_server_follows_a_change_of_the_index(changing, asker):
    news, index = changing
    ask = asker(application(index))
    before = ask("/search.json?q=storm")
    (news / "b.md").write_text("# Storm again\n\nAnother storm came.\n", encoding="utf-8")
    searchkit.index([news], index=index)
    after = ask("/search.json?q=storm", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json()["total"], after.json()["total"]) == (1, 2)
    assert before.headers["ETag"] != after.headers["ETag"]


def test_server_follows_an_index_that_was_built_anew_in_its_place(changing, asker):
    news, index = changing
    ask = asker(application(index))
    before = ask("/search.json?q=storm")
    shutil.rmtree(index)
    (news / "a.md").write_text("# Calm\n\nNo wind came.\n", encoding="utf-8")
    searchkit.index([news], index=index)
    after = ask("/search.json?q=storm", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json()["total"], after.json()["total"]) == (1, 0)


def test_answer_that_takes_too_long_is_a_problem_that_says_so(index_path, asker):
    answer = asker(application(index_path, timeout=1e-9))("/search.json?q=*issil*")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, False)
    assert "takes longer than 1e-09 s" in answer.json()["detail"]


def test_index_that_is_not_there_yet_is_waited_for(tmp_path, asker):
    ask = asker(application(tmp_path / "index"))
    missing = ask("/search.json?q=storm")
    assert (missing.status_code, missing.json()["title"]) == (503, "Service Unavailable")
    assert int(missing.headers["Retry-After"]) > 0
    assert ask("/search?q=storm").status_code == 503
    (tmp_path / "a.md").write_text("# Storm\n\nA storm came.\n", encoding="utf-8")
    searchkit.index([tmp_path / "a.md"], index=tmp_path / "index")
    assert ask("/search.json?q=storm").json()["total"] == 1


def test_damaged_index_is_told_and_no_answer_is_made_of_it(changing, asker):
    _, index = changing
    (segment,) = index.glob("*.seg*")
    segment.write_bytes(segment.read_bytes()[:-1])
    answer = asker(application(index))("/search.json?q=storm")
    assert answer.status_code == 503
    assert segment.name in answer.json()["detail"]


def gather(app, paths):
    """The answers to requests that are made at the same time."""

    async def send():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await asyncio.gather(*map(client.get, paths))

    return asyncio.run(send())


def test_slow_query_does_not_keep_others_waiting(index_path, monkeypatch):
    """The slow one ends only after the other has been answered; in one thread it would wait for ever."""
    answered = threading.Event()
    search = searchkit.Index.search

    def slow(index, text, **options):
        if text == "slow":
            assert answered.wait(60)
        else:
            answered.set()
        return search(index, text, **options)

    monkeypatch.setattr(searchkit.Index, "search", slow)
    found = gather(application(index_path), ["/search.json?q=slow", "/search.json?q=missiles"])
    assert [answer.status_code for answer in found] == [200, 200]


def test_too_many_waiting_requests_are_sent_away(index_path, monkeypatch):
    refused = threading.Event()
    search = searchkit.Index.search

    def slow(index, text, **options):
        assert refused.wait(60)
        return search(index, text, **options)

    problem = answering.problem_response

    def noted(request, found):
        refused.set()
        return problem(request, found)

    monkeypatch.setattr(searchkit.Index, "search", slow)
    monkeypatch.setattr("searchkit.web.app.problem_response", noted)
    monkeypatch.setattr(answering, "THREADS", 1)
    monkeypatch.setattr(answering, "WAITING", 1)
    found = gather(application(index_path), ["/search.json?q=missiles"] * 3)
    assert sorted(answer.status_code for answer in found) == [200, 200, 503]


def test_fault_of_the_program_is_a_problem_without_details(index_path, asker, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr(searchkit.Index, "search", broken)
    answer = asker(application(index_path))("/search.json?q=missiles")
    assert (answer.status_code, answer.json()["title"]) == (500, "Internal Server Error")
    assert "secret" not in answer.text
