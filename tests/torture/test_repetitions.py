from torture.repetitions import campaign


def test_no_text_takes_many_times_as_long_as_prose(tmp_path):
    assert campaign(2, 1, tmp_path, characters=50_000)["repetitive texts"] > 0
