from torture.crashes import campaign


def test_a_run_that_is_killed_loses_nothing(tmp_path):
    assert campaign(3, 1, tmp_path)["kills survived"] > 0
