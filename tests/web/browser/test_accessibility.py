"""What axe-core finds wrong with the pages, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

ARTICLE = "/article/bakhmut-missiles.txt?q=bakhmut+missiles"
RESULTS = "/search?q=harbour&source=Eastline&since=2015&until=2019"


@pytest.mark.parametrize(
    ("size", "scheme", "paths"),
    [
        ("desktop", "light", ["/", RESULTS, ARTICLE, "/search?q=%22unclosed"]),
        (
            "phone",
            "dark",
            [
                RESULTS,
                f"{RESULTS}#filters",
                ARTICLE,
                "/search?q=harbour&place=Sudan",
                "/similar/overnight-salvo.txt",
            ],
        ),
    ],
    ids=["desktop-light", "phone-dark"],
)
def test_axe_finds_no_violation(visit, size, scheme, paths):
    window = visit(size, scheme=scheme)
    axe = Axe()
    found = {}
    for number, path in enumerate(paths):
        page = window.open(path)
        window.picture(f"checked-{number}")
        if violations := axe.run(page).response["violations"]:
            found[path] = [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
    assert found == {}


def test_empty_index_says_how_to_fill_it(visit, empty_server):
    window = visit(address=empty_server)
    page = window.open("/")
    window.picture("empty-index")
    assert "searchkit index FOLDER" in page.locator("main").inner_text()
