"""The one way from what people type to markup: bold, lists and links of a longer text, and nothing else.

Markdown-it reads a few of its rules with HTML switched off; nh3 then lets through only the tags named here.
"""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
SCHEMES = {"http", "https", "mailto"}

_RULES = ["list", "emphasis", "link", "newline", "escape"]
_PLAIN = ("<p>", "</p>", "<br />", "<br>")


@lru_cache(2_048)
def small_html(text: str) -> str:
    """The text as HTML; lines stay lines."""
    # underscores belong to addresses and names here, stars make words bold
    html = _markdown.render(text.replace("_", r"\_"))
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},  # else title and lang pass
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def has_markup(text: str) -> bool:
    """Whether it shows anything that its letters alone would not."""
    html = small_html(text)
    for tag in _PLAIN:
        html = html.replace(tag, "")
    return "<" in html


def _is_ours(url: str) -> bool:
    return url.partition(":")[0].lower() in SCHEMES


_markdown = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 6}).enable(_RULES)
_markdown.validateLink = _is_ours  # type: ignore[method-assign]
