from torture.articles import campaign


def test_strangers_articles_are_indexed_or_reported(tmp_path):
    counted = campaign(1, 1, tmp_path, largest=20_000, bombs=12)
    assert min(counted["hostile files indexed"], counted["hostile files reported"]) > 0
