"""Waiting for what comes, sooner or later: how fast a machine is, and how busy, is no part of a test."""

import time

import pytest

PATIENCE_SECONDS = 600
"""After so long something hangs. What works is far below that even where it takes a hundred times as long."""


def until(true):
    """Wait until something is true.

    Args:
        true: tells whether it is.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > end:
            pytest.fail("it does not come true")
        time.sleep(0.01)
