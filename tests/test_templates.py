"""Every template, in both languages, with everything on it."""

import gzip
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from checks import templates as template_checks
from tests.markup import Element, Markup
from tests.sample_lines import quick_views
from tests.sample_pages import DAY, Samples
from tests.sample_past import FORM, past_lines
from tracker.domain.ids import new_id
from tracker.language.texts import LOCALES, all_keys
from tracker.pages import StepPast, Viewer
from tracker.pages.views import CardView, ThemeView
from tracker.rendering import Html, Rendering, Stencil, live_texts, slot
from tracker.static_files import StaticFiles, beside_or_inside

MOST_WEIGHT = 60_000  # bytes a board of 100 cards may cost in all
HOSTILE = "\"><x-evil onclick='x()'>&lt;{{ 7 * 7 }}"
FOLDER = beside_or_inside("templates")
BASED = {"title", "text", "words", "goal", "period", "name"}
CARD_ATTRIBUTES = {
    *("class", "id", "data-id", "data-number", "data-pos", "data-rev", "data-owners", "data-themes"),
    *("data-answer", "data-lateness", "data-first", "data-last", "data-shape", "data-tentative", "data-done"),
}


@pytest.fixture(scope="module")
def static_files() -> StaticFiles:
    return StaticFiles()


@pytest.fixture(scope="module")
def rendering(static_files: StaticFiles) -> Rendering:
    return Rendering(static_files)


@pytest.fixture(scope="module", params=LOCALES)
def samples(rendering: Rendering, request: pytest.FixtureRequest) -> Samples:
    return Samples(rendering, request.param)


@pytest.fixture(scope="module")
def pages(samples: Samples) -> dict[str, str]:
    return drawn(samples)


def drawn(samples: Samples) -> dict[str, str]:
    draw = samples.rendering.page
    return {
        name: draw(template, samples.locale, page, samples.viewer)
        for name, (template, page) in samples.pages().items()
    }


def test_every_page_is_whole_in_both_languages(pages: dict[str, str], samples: Samples) -> None:
    for html in pages.values():
        markup = Markup(html.removeprefix("<!doctype html>"))
        assert markup.tagged("html")[0].attributes["lang"] == samples.locale
        assert len(markup.tagged("h1")) == 1
        assert len(markup.tagged("main")) == 1
        assert "None" not in re.sub(r"<[^>]*>", "", html)


def test_every_id_is_there_once_and_everything_that_is_pointed_at_is_there(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        markup = Markup(html)
        ids = [element.attributes["id"] for element in markup.named("id")]
        assert len(ids) == len(set(ids)), name
        pointed = [element.attributes["for"] for element in markup.named("for")]
        for attribute in ("aria-labelledby", "aria-describedby"):
            pointed += [
                id for element in markup.named(attribute) for id in element.attributes[attribute].split()
            ]
        assert set(pointed) <= set(ids), name


def test_every_field_has_a_label(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        markup = Markup(html)
        labelled = {element.attributes["for"] for element in markup.named("for")}
        for field in [*markup.tagged("input"), *markup.tagged("select"), *markup.tagged("textarea")]:
            is_told = field.has("aria-label") or field.attributes.get("id") in labelled
            in_label = any(outer.tag == "label" for outer in field.within)
            assert is_told or in_label or field.attributes.get("type") == "hidden", (name, field)


def test_every_form_carries_a_token_and_a_key_of_its_own(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        markup, keys = Markup(html), []
        for form in markup.tagged("form"):
            if form.attributes.get("method") != "post":
                continue
            fields = {one.attributes.get("name"): one.attributes.get("value") for one in markup.inside(form)}
            assert fields["_token"] == "token", name
            keys += [fields["_key"]] if "_key" in fields else []
            if form.has("data-command"):
                assert form.attributes["data-feed"].startswith("plan:")
                assert "_key" in fields
                assert "_rev" in fields
            if BASED & fields.keys() and is_edit(form):
                assert fields["_base"] == "41", (name, form.attributes["action"])
        taps = [one.attributes for one in markup.named("formaction")]
        keys += [one["value"] for one in taps if one.get("name") == "_key"]
        assert len(keys) == len(set(keys)), name


def is_edit(form: Element) -> bool:
    """Whether a form changes a text that others may be changing; a new thing has no such text, and of names the last
    one holds."""
    new = "steps|stages|notes|parties|themes|meetings|plans|regions|memberships|ownerships|placement|checklist|comments"
    new += "|tokens|links|sign-ups|me/name"
    known = "parties|themes|comments"
    return not re.search(rf"/({new})$|/({known})/\w+$|/imports(/\w+)?$|^/join/", form.attributes["action"])


def test_text_of_people_stays_text_on_every_page(rendering: Rendering) -> None:
    for html in drawn(Samples(rendering, "de", HOSTILE)).values():
        markup = Markup(html)
        assert not [
            element for element in markup.elements if element.tag == "x-evil" or element.has("onclick")
        ]
        assert "49" not in html.replace(rendering.static_files.build, "")


def test_every_template_was_looked_at(rendering: Rendering, pages: dict[str, str], samples: Samples) -> None:
    rendering.fragment("errors/_gone.html", samples.locale, title="Schritt", plan=samples.plan)
    past = StepPast(samples.plan, 3, past_lines(samples.said), FORM)
    rendering.fragment("steps/_past.html", samples.locale, past=past, viewer=Viewer())
    rendering.fragment("steps/_quick.html", samples.locale, lines=quick_views(samples.said))
    seen = {name for _, name in rendering.environments[samples.locale].cache or {}}
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html")} == seen


def test_no_template_says_anything_itself() -> None:
    for path in FOLDER.rglob("*.html"):
        assert list(template_checks.faults(path.read_text("utf-8"))) == [], path


def test_every_text_a_template_names_is_there() -> None:
    named = re.compile(r'\bt\("([a-z_]+\.[a-z_0-9]+)"[,)]')
    keys = {key for path in FOLDER.rglob("*.html") for key in named.findall(path.read_text("utf-8"))}
    assert len(keys) > 100
    for locale in LOCALES:
        assert keys <= all_keys(locale)


def test_the_texts_of_scripts_stand_in_the_page_as_they_are(pages: dict[str, str], samples: Samples) -> None:
    texts = live_texts(samples.locale)
    assert ("here", text_of(samples.locale, "here")) in texts
    for key, said in texts:
        assert f'<p data-key="{key}">{said}</p>' in pages["board"].replace("&#39;", "'")


def text_of(locale: str, key: str) -> str:
    return {"de": {"here": "{n} hier"}, "en": {"here": "{n} here"}}[locale][key]


def test_a_card_has_the_attributes_that_were_agreed_and_no_others(samples: Samples) -> None:
    seen = set()
    for card in samples.cards():
        (step, *inner) = Markup(samples.card(card)).elements
        assert step.tag == "li"
        assert set(step.attributes) <= CARD_ATTRIBUTES
        assert {name for name in CARD_ATTRIBUTES if name.startswith("data-")} - set(step.attributes) <= {
            "data-first", "data-last", "data-shape", "data-tentative", "data-done"
        }  # fmt: skip
        assert [sum(one.has(name) for one in inner) for name in BUTTONS_AND_PARTS] == [1, 1, 1, 1]
        seen |= set(step.attributes)
    assert seen == CARD_ATTRIBUTES


BUTTONS_AND_PARTS = ("data-grip", "data-view-part", "data-open-step", "data-move-menu")


def test_a_card_says_what_it_is_filtered_and_sorted_by(samples: Samples) -> None:
    late = samples.cards()[5]
    step = Markup(samples.card(replace(late, owners=samples.owners()))).elements[0].attributes
    # who declined is no owner, and a group that is only involved is none either
    assert (step["data-owners"], step["data-answer"]) == ("p1 p2", "accepted")
    assert (step["data-themes"], step["data-lateness"]) == ("theme1 theme2 theme3 theme4 theme5", "late")
    assert (step["data-shape"], step["data-first"], step["data-last"]) == (
        "month",
        "2026-05-01",
        "2026-05-01",
    )


def test_a_step_that_is_only_said_to_involve_somebody_asks_who_takes_it(samples: Samples) -> None:
    group = replace(samples.owners()[2], answer="asked")
    asks = "owner--nobody"
    assert asks in samples.card(replace(samples.cards()[3], owners=[group]))
    assert asks not in samples.card(replace(samples.cards()[3], owners=samples.owners()))


def test_cards_stages_and_frames_hold_nothing_of_the_viewer() -> None:
    for name in ("steps/_card", "plans/_stage", "plans/_note", "plans/_head", "plans/_frame_parties"):
        source = (FOLDER / f"{name}.html").read_text("utf-8")
        assert "viewer" not in source.split("#}", 1)[1]
        assert "<form" not in source


def test_a_card_is_filled_with_texts_made_harmless_and_with_all_it_has_places_for() -> None:
    stencil = Stencil(f'<a title="{slot("name")}">{slot("name")}{slot("drawn")}</a>')
    filled = stencil.filled(name="""<b>"'&\x00name\x00""", drawn=Html("<i></i>"), more="not asked for")
    said = "&lt;b&gt;&#34;&#39;&amp;\x00name\x00"
    assert filled == f'<a title="{said}">{said}<i></i></a>'
    with pytest.raises(KeyError):
        stencil.filled(name="nothing drawn")


def test_a_stage_told_alone_holds_its_head_and_an_empty_list(samples: Samples) -> None:
    alone = samples.rendering.fragment(
        "plans/_stage.html",
        samples.locale,
        stage=samples.stages[0],
        plan=samples.plan,
        cards=Html(),
        count="",
    )
    markup = Markup(alone)
    assert markup.elements[0].tag == "section"
    assert 'data-list="s0" data-drop-url="/plans/plan00000001/steps/__id__/placement"></ol>' in alone
    assert [one.attributes["data-empty-of"] for one in markup.named("data-empty-of")] == ["s0"]


def test_a_board_of_a_hundred_cards_is_light(samples: Samples, static_files: StaticFiles) -> None:
    themes = [ThemeView(new_id(), theme.name, theme.place) for theme in samples.themes]
    page = samples.board([a_card(samples, themes, n) for n in range(100)])
    html = samples.rendering.page("plans/board.html", samples.locale, page, samples.viewer)
    names = ("styles.css", "scripts.js", "symbols.svg")
    packed = [static_files.read(static_files.url(name).removeprefix("/static/")) for name in names]
    weight = len(gzip.compress(html.encode(), 1)) + sum(len(found[1]) for found in packed if found)
    assert weight <= MOST_WEIGHT


def a_card(samples: Samples, themes: list[ThemeView], n: int) -> CardView:
    """With two themes, an owner and a deadline, each card different."""
    first = DAY + timedelta(days=n)
    deadline = replace(
        samples.deadline(), text=f"{first:%d.%m.%Y}", first=first, last=first + timedelta(days=n)
    )
    owner = replace(samples.owners()[0], id=new_id(), party=f"party{n % 7}")
    title = f"Betriebe und Kommunen in {new_id()} zum Austausch einladen"
    two = [themes[n % 8], themes[(n + 1) % 8]]
    return CardView(new_id(), n + 1, title, n, f"s{n % 5}", f"k{n:02}", deadline, two, [owner], None)
