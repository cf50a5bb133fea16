"""A short form of the campaign, always the same."""

from torture import corruption


def test_damaged_files_give_an_error_or_the_right_answer(tmp_path):
    counted = corruption.campaign(3, 1, tmp_path)
    assert counted["refused"] + counted["answered"] > 0
