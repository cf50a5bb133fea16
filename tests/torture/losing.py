"""What a campaign says when the program failed it."""


class Lost(Exception):  # noqa: N818 - it is no error of the campaign
    """Something is lost or wrong; the message says what was done to whom, and what came of it."""


def insist(condition: object, message: str) -> None:
    """Raise :class:`Lost` unless a condition holds."""
    if not condition:
        raise Lost(message)
