"""Settings of all tests."""

from hypothesis import settings

# How long one example takes depends on what else the machine does. The profile of the moment is the parent,
# because on a build server it makes hypothesis choose the same examples every time.
settings.register_profile("any-machine", parent=settings(), deadline=None)
settings.load_profile("any-machine")
