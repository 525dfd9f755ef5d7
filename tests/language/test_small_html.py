"""The only way from typed text to markup: what it makes, and what it never lets through (P14)."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.small_html import SCHEMES, TAGS, has_markup, small_html


class Found(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def link(address: str, said: str = "") -> str:
    """A link as it is shown."""
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{said or address}</a>'


def is_harmless(text: str) -> None:
    for tag, attributes in Found(small_html(text)).tags:
        assert tag in TAGS
        assert attributes.keys() <= {"href", "rel", "target", "start"}
        if "href" in attributes:
            assert str(attributes["href"]).partition(":")[0].lower() in SCHEMES
            assert attributes["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("eins\nzwei", "<p>eins<br>\nzwei</p>\n"),
        ("**wichtig**", "<p><strong>wichtig</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        (
            "[Plan](https://example.org/a_b_c)",
            '<p><a href="https://example.org/a_b_c" target="_blank" rel="noopener noreferrer">Plan</a></p>\n',
        ),
        ("snake_case und __proto__", "<p>snake_case und __proto__</p>\n"),
        ("5 * 3 * 2", "<p>5 * 3 * 2</p>\n"),
        ("# kein Titel", "<p># kein Titel</p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
        ("Saal: https://example.org/a_b.", f"<p>Saal: {link('https://example.org/a_b')}.</p>\n"),
        ("(https://example.org/a_(b))", f"<p>({link('https://example.org/a_(b)')})</p>\n"),
        (
            "**mailto:a@example.org**",
            f"<p><strong>{link('mailto:a@example.org', 'a@example.org')}</strong></p>\n",
        ),
        ("https://x.org/a*b*", f"<p>{link('https://x.org/a%2Ab', 'https://x.org/a*b')}*</p>\n"),
        ("[https://x.org](https://y.org)", f"<p>{link('https://y.org', 'https://x.org')}</p>\n"),
        ("https:// und xhttps://x.org", "<p>https:// und xhttps://x.org</p>\n"),
    ],
)
def test_bold_lists_and_links_are_shown_and_lines_stay_lines(typed: str, shown: str) -> None:
    assert small_html(typed) == shown


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/sign-out)",
    '[x](https://e.org "onmouseover=alert(1)")',
    "[x](https://e.org/\"onmouseover='alert(1)')",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/p.png)",
    "[a]: javascript:alert(1)\n\n[a]",
    "<a href='javascript:alert(1)'>x</a>",
    "**<b onclick=x>**",
    "- <iframe srcdoc='<script>1</script>'>",
    "<!-- --><b>--!>",
    "<div hx-get=/sign-out hx-trigger=load>",
    "</p></textarea><script>1</script>",
    "<style>*{}</style>",
    "```html\n<script>\n```",
    "`<script>`",
    "&lt;script&gt;",
    "<ſcript>alert(1)</ſcript>",
    "<math><mi xlink:href=javascript:1>",
    "<form action=//evil.example><button>",
    "[**<img src=x onerror=1>**](https://e.org)",
    "<plaintext><xmp>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_else_becomes_markup(text: str) -> None:
    is_harmless(text)
    for within in (f"**{text}**", f"- {text}", f"[{text}](https://example.org)", f"{text}\n\n{text}"):
        is_harmless(within)


@given(st.text(alphabet="<>[]()*-_\\`&#;:\"'!/ \nabjs1.", max_size=200))
def test_whatever_is_typed_is_harmless(text: str) -> None:
    is_harmless(text)


@pytest.mark.parametrize(
    "unit", ["*", "**a ", "[", "[a](", "- ", "> ", "1. ", "\\", "*a**b", "[a](b", "- a\n  ", "<", "![", "_"]
)
def test_the_longest_text_holds_nobody_up(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    half = min(_seconds(text[: 5_000 - at]) for at in range(3))
    # twice as long takes about twice as long, not four times; a slow machine under coverage is no fault
    assert min(_seconds(text[: 10_000 - at]) for at in range(3)) < 3 * half + 0.02


def _seconds(text: str) -> float:
    start = time.process_time()
    small_html.__wrapped__(text)
    return time.process_time() - start


def test_only_what_shows_more_than_its_letters_has_markup() -> None:
    assert not any(map(has_markup, ("", "einfach", "eins\nzwei\n\ndrei", "a < b", "<b>", "snake_case")))
    assert all(map(has_markup, ("**fett**", "- a", "[x](https://example.org)")))
