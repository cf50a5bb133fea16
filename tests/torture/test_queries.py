from torture.queries import campaign


def test_strangers_queries_are_answered_or_refused(tmp_path):
    counted = campaign(4, 1, tmp_path)
    assert min(counted["queries answered"], counted["queries refused"]) > 0
