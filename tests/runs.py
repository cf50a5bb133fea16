"""Making an index equal the files, and what that did."""

import searchkit


def run(index, *paths, **options):
    return searchkit.index(paths, index=index, **options)


def counts(report):
    return {
        name: getattr(report, name)
        for name in ("added", "changed", "moved", "removed", "unchanged")
        if getattr(report, name)
    }


def ids(index, query="*"):
    with searchkit.open(index) as opened:
        return sorted(hit.id for hit in opened.search(query, limit=1000))
