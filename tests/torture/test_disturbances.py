from torture.disturbances import campaign


def test_a_run_that_is_disturbed_says_so_and_loses_nothing(tmp_path):
    assert campaign(3, 1, tmp_path)["faults survived"] > 0
