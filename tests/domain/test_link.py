"""Only addresses of the web and of mailboxes are links (P14)."""

import pytest

from tracker.domain.link import ADDRESS, safe_address
from tracker.domain.refusals import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org"),
        ("  http://example.org/a?b=c#d  ", "http://example.org/a?b=c#d"),
        ("example.org/plan", "https://example.org/plan"),
        ("www.example.org", "https://www.example.org"),
        ("HTTPS://Example.org", "HTTPS://Example.org"),
        ("mailto:anna@example.org", "mailto:anna@example.org"),
        ("anna@example.org", "mailto:anna@example.org"),
        ("https://münchen.example/straße", "https://münchen.example/straße"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://example.org/a'b", "https://example.org/a'b"),
    ],
)
def test_an_address_is_kept_as_typed_and_https_is_meant_without_scheme(typed: str, kept: str) -> None:
    assert safe_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)//example.org",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "blob:https://example.org/1",
        "//evil.example",
        "/plans/1",
        "#here",
        "https://",
        "https:///example.org",
        "https:example.org",
        "http://[::1",
        "https://example.org:99999999/",
        "mailto:",
        "mailto:nobody",
        "mailto://a@example.org",
        'https://example.org/"onmouseover=alert(1)',
        "https://example.org/<script>",
        "https://example.org\\@evil.example",
        "https://example.org/a b",
        "einfach nur Worte",
    ],
)
def test_anything_else_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        safe_address(typed)
    assert refused.value.field == "address"


def test_an_address_has_at_most_1000_characters() -> None:
    short = "https://example.org/"
    assert safe_address(short + "x" * (ADDRESS - len(short)))
    with pytest.raises(Invalid) as refused:
        safe_address(short + "x" * ADDRESS)
    assert refused.value.reason == "too_long"
    with pytest.raises(Invalid) as refused:
        safe_address("  ")
    assert refused.value.reason == "empty"
