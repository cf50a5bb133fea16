"""A short form of the campaign: small masses."""

from torture.masses import FILES, SMALL, campaign


def test_masses_are_indexed_or_refused_within_memory(tmp_path):
    counted = campaign(1, 1, tmp_path)
    assert (counted["lines"], counted["tiny files"]) == (6, FILES // SMALL)
