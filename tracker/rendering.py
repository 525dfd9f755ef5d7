"""The one place where Jinja is: language, addresses of static files, `page()` and `fragment()`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import escape

from tracker.compiled_texts import KNOWN, Filled
from tracker.domain.mention import Spelled
from tracker.language.small_html import has_markup, small_html, with_names
from tracker.language.texts import LOCALES, read_texts, text
from tracker.pages import Viewer
from tracker.static_files import StaticFiles, beside_or_inside

PIECE = 200  # pieces of a streamed page sent together: one is a few hundred bytes
SLOT = "\x00"


class Html(str):
    """Text a template made. It is the only kind that another template lets through as it is, and only
    this file makes it: text of people never becomes one."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Stencil:
    """A fragment with places, rendered once and filled again and again: a fifth of the time a template takes."""

    __slots__ = ("_pieces", "_taken", "_wanted")

    def __init__(self, html: str) -> None:
        self._pieces = html.split(SLOT)
        names = self._pieces[1::2]
        self._wanted = set(names)
        self._taken: Callable[[Mapping[str, str]], Iterable[str]] = (
            itemgetter(*names) if len(names) > 1 else lambda put: [put[name] for name in names]
        )

    def filled(self, **values: object) -> Html:
        """With something at each place; text of people is made harmless here as in templates."""
        put = {name: one if type(one := values[name]) is Html else escape(one) for name in self._wanted}
        return self.filled_with(put)

    def filled_with(self, harmless: Mapping[str, str]) -> Html:
        """The same with what nobody typed, or what was made harmless already: for hundreds of rows."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._taken(harmless)
        return Html("".join(pieces))


class Rendering:
    """Templates in both languages, compiled for each. Every template knows `locale`, `t(key, **values)`,
    `static_url(name)`, `symbols` (address of the sprite) and `build`; pages also `page` and `viewer`."""

    def __init__(self, static_files: StaticFiles, folder: Path | None = None) -> None:
        """FileNotFoundError when there is no folder with templates."""
        self.static_files = static_files
        self._fragments: dict[tuple[str, str], Template] = {}
        addresses = {
            "build": static_files.build,
            "static_url": static_files.url,
            "symbols": static_files.url("symbols.svg"),
        }
        folder = folder or beside_or_inside("templates")
        self.environments: Mapping[str, Environment] = {
            locale: _environment(folder, {"locale": locale, "t": partial(text, locale), **addresses})
            for locale in LOCALES
        }
        for locale, one in self.environments.items():
            said = self.fragment("layouts/_texts.html", locale, texts=live_texts(locale))
            one.globals["live_texts"] = said

    def page(self, name: str, locale: str, page: object, viewer: Viewer) -> str:
        """A whole page: template `name` with one dataclass of `tracker.pages`."""
        return self.environments[locale].get_template(name).render(page=page, viewer=viewer)

    def stream(self, name: str, locale: str, page: object, viewer: Viewer) -> Iterator[str]:
        """The same in pieces, for long pages."""
        pieces = self.environments[locale].get_template(name).stream(page=page, viewer=viewer)
        pieces.enable_buffering(PIECE)
        return pieces

    def fragment(self, name: str, locale: str, **named: object) -> Html:
        """A part of a page, with the values its template names in its first line."""
        environment, template = self.environments[locale], self._fragments.get((locale, name))
        if template is None:
            template = self._fragments[locale, name] = environment.get_template(name)
        # what `render` does, without looking the template up and copying the globals one by one: a third of a card
        known = template.new_context(environment.globals | named, shared=True)
        try:
            return Html("".join(template.root_render_func(known)))
        except Exception:
            environment.handle_exception()

    def stencil(self, name: str, locale: str, places: Iterable[str], **named: object) -> Stencil:
        """A part of a page that is filled later at `places`, all of them names its template knows."""
        return Stencil(self.fragment(name, locale, **{place: slot(place) for place in places}, **named))


def joined(parts: Iterable[Html]) -> Html:
    """Several fragments, one after the other."""
    return Html("".join(parts))


def slot(name: str) -> Html:
    """A place in a page that is filled after it was rendered; nobody can type the sign it is marked with."""
    return Html(f"{SLOT}{name}{SLOT}")


def live_texts(locale: str) -> list[tuple[str, str]]:
    """Name and text of all `live.…` keys: what the scripts say. They fill the {names} themselves."""
    texts = read_texts(Path(__file__).parent / "locales" / locale)
    return [(key.removeprefix("live."), forms[0]) for key, forms in texts.items() if key.startswith("live.")]


def _said(text: str, names: Mapping[Spelled, str]) -> Html:
    return Html(with_names(small_html(text), names))


def _environment(folder: Path, known: Mapping[str, Any]) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.code_generator_class = Filled
    made.globals |= {**known, KNOWN: known}
    made.filters["small_html"] = _said
    made.tests["marked_up"] = has_markup
    return made
