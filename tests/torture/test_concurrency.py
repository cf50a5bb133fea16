from torture.concurrency import campaign


def test_readers_and_rivals_of_a_writer_see_whole_states_only(tmp_path):
    assert campaign(1, 1, tmp_path)["answers checked"] > 0
