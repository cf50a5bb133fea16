"""How the time that some work takes grows with its size, whatever a machine makes of a second."""

import time

TIMES = 30
"""How much larger the large input is. In proportion that takes 30 times as long, and with the square 900."""
MOST = 160
"""How many times as long it may take: as far from the one as from the other."""
LEAST_SECONDS = 0.0005
"""Less is not told from nothing."""
TRIES = 3
"""What else the machine does can only make it slower."""


def is_in_proportion(work, size):
    """Tell whether work takes about as many times as long as its input is larger.

    Args:
        work: is called with a size.
        size: of the large input.
    """
    work(size // TIMES)  # what is read once for all is read
    # No two inputs are the same: the answer to the last one may have been kept.
    short = min(_seconds(work, size // TIMES + number) for number in range(1, TRIES))
    most = MOST * max(short, LEAST_SECONDS)
    return any(_seconds(work, size + number) < most for number in range(TRIES))


def _seconds(work, size):
    """Of processor time, and of this thread."""
    begun = time.thread_time()
    work(size)
    return time.thread_time() - begun
