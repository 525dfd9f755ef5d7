"""Reading HTML in tests: every element with its attributes, in order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "input", "link", "meta", "use", "path"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    within: list["Element"] = field(default_factory=list)
    """The elements it stands in, outermost first."""
    text: str = ""
    """What stands right in it, not in elements within."""

    def has(self, name: str) -> bool:
        return name in self.attributes


class Markup(HTMLParser):
    """`elements` of a page or fragment; ValueError when a tag is not closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        if self._open:
            raise ValueError(f"never closed: {[element.tag for element in self._open]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, list(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            raise ValueError(f"</{tag}> at line {self.getpos()[0]} closes nothing")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def named(self, attribute: str) -> list[Element]:
        """The elements that have the attribute."""
        return [element for element in self.elements if element.has(attribute)]

    def tagged(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def inside(self, outer: Element) -> list[Element]:
        return [element for element in self.elements if any(one is outer for one in element.within)]


def fields_of(page: str, form_id: str) -> dict[str, str]:
    """What a browser would send of a form as it stands, without what belongs to checkboxes."""
    markup = Markup(page)
    [form] = [one for one in markup.tagged("form") if one.attributes.get("id") == form_id]
    inside = [one for one in markup.inside(form) if one.has("name")]
    return {one.attributes["name"]: _value(markup, one) for one in inside if one.tag != "button"}


def _value(markup: Markup, field: Element) -> str:
    if field.tag == "select":
        options = [one for one in markup.inside(field) if one.tag == "option"]
        return next((one for one in options if one.has("selected")), options[0]).attributes["value"]
    return field.text if field.tag == "textarea" else field.attributes.get("value", "")
