"""What is the same on every page stands in a template as soon as it is compiled."""

import pytest

from tracker.language.texts import LOCALES, MissingText, text
from tracker.rendering import Rendering
from tracker.static_files import StaticFiles

SAID = """<a title="{{ t("page.skip") }}" href="{{ symbols }}" lang="{{ locale }}">{{ t("page.hello", name=who) }}</a>
{%- for key in keys %}{{ t(key) }}{{ t("page." ~ word) }}{% endfor %}
{%- macro again(t) %}{{ t }}{% endmacro %}{{ again("<t>") }}"""


@pytest.fixture(scope="module")
def rendering() -> Rendering:
    return Rendering(StaticFiles())


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_without_values_and_addresses_are_filled_in_before(rendering: Rendering, locale: str) -> None:
    environment, symbols = rendering.environments[locale], rendering.static_files.url("symbols.svg")
    compiled = environment.compile(SAID, raw=True)
    assert f'<a title="{text(locale, "page.skip")}" href="{symbols}" lang="{locale}">' in compiled
    assert "page.skip" not in compiled
    assert "page.hello" in compiled
    html = environment.from_string(SAID).render(who="<i>", keys=["page.skip"], word="skip")
    assert text(locale, "page.hello", name="&lt;i&gt;") in html
    assert html.endswith(text(locale, "page.skip") * 2 + "&lt;t&gt;")


def test_a_text_that_is_not_there_is_missed_at_once(rendering: Rendering) -> None:
    with pytest.raises(MissingText):
        rendering.environments["de"].compile('{% if never %}{{ t("page.nothing") }}{% endif %}')


def test_what_texts_say_is_as_harmless_as_what_people_say(rendering: Rendering) -> None:
    known = {"t": lambda key: "<b>&", "symbols": '"'}
    environment = rendering.environments["de"].overlay()
    environment.globals = {**environment.globals, "known to the compiler": known}
    assert environment.from_string('{{ t("x") }}{{ symbols }}').render() == "&lt;b&gt;&amp;&#34;"
