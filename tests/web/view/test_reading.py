"""An article as it is read."""

import pytest

from searchkit.web.view.reading import is_web_address


@pytest.mark.parametrize("address", ["https://example.org/a", "http://example.org", "HTTPS://EXAMPLE.ORG/"])
def test_addresses_of_the_web_may_be_linked(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "https:",
        "//example.org",
        "http://[",
        "/a",
    ],
)
def test_other_addresses_may_not(address):
    assert not is_web_address(address)
