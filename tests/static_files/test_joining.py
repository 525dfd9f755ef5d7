"""Many small files, one stylesheet and one script."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Route

from tracker.static_files import beside_or_inside
from tracker.static_files.joining import joined_scripts, joined_styles, later_scripts


def written(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_js", ".js").replace("_css", ".css")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    return folder


def test_styles_stand_in_their_layers_in_the_order_that_is_stated(tmp_path: Path) -> None:
    layers = '@layer a, b;\n@import url("two.css") layer(b);\n@import url("one.css") layer(a) print;\n'
    folder = written(tmp_path, layers_css=layers, one_css="p { top: 0; }", two_css="b { top: 1px; }")
    assert joined_styles(folder) == "@layer a,b;@layer b{b{top: 1px}}@media print{@layer a{p{top: 0}}}"


@pytest.mark.parametrize(
    ("css", "tight"),
    [
        ("/* a { } */ p { top: 0; } /* b */", "p{top: 0}"),
        ('p::before { content: " /* no */ ,  ; } "; }', 'p::before{content: " /* no */ ,  ; } "}'),
        (":root { --dark: ; --light: initial; }", ":root{--dark: ;--light: initial}"),
        ("a :focus, b > c { inset: calc(1px + 2px) auto; }", "a :focus,b > c{inset: calc(1px + 2px) auto}"),
        (
            "@media (width <= 40rem) and (x: y) {\n  p { top: 0; }\n}",
            "@media (width <= 40rem) and (x: y){p{top: 0}}",
        ),
    ],
)
def test_blanks_and_comments_go_where_they_mean_nothing(tmp_path: Path, css: str, tight: str) -> None:
    folder = written(tmp_path, layers_css='@import url("one.css") layer(a);', one_css=css)
    assert joined_styles(folder) == f"@layer a{{{tight}}}"


def test_every_stylesheet_has_its_place() -> None:
    folder = beside_or_inside("static") / "styles"
    stated = (folder / "layers.css").read_text("utf-8")
    assert {path.name for path in folder.glob("*.css")} - {"layers.css"} == {
        line.split('"')[1] for line in stated.splitlines() if line.startswith("@import")
    }
    assert "@import" not in joined_styles(folder)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("const MOST = 20; // more is no help", "const MOST = 20;"),
        ('const FROM = "https://example.org"; // ours', 'const FROM = "https://example.org";'),
        ('say("one // two");', 'say("one // two");'),
        ("say(`one // ${two}`);", "say(`one // ${two}`);"),
        ("  // alone", ""),
    ],
)
def test_comments_are_not_sent_and_texts_are(tmp_path: Path, line: str, kept: str) -> None:
    folder = written(tmp_path, board_js=f"export function start() {{\n  {line}\n}}\n")
    _, body = joined_scripts(folder, "board.js").split("function start() {\n")
    assert body.startswith(f"{kept}\n}}" if kept else "}")


async def test_a_joined_script_does_what_its_modules_do(tmp_path: Path, browser: Browser) -> None:
    folder = written(
        tmp_path,
        board_js=(
            'import { add, note as write } from "./live/log.js";\nimport { twice } from "./twice.js";\n'
            'write("board");\nadd(twice(2));\nimport("./late.js").then(({ say }) => say());\n'
        ),
        twice_js=(
            'import {\n  add,\n} from "./live/log.js";\n// a remark\nadd("twice");\n'
            "export const twice = (n) => n * 2;\n"
        ),
        late_js=(
            'import { add } from "./live/log.js";\nadd("late");\n'
            'export async function say() {\n  await null;\n  add("said");\n}\n'
        ),
        live__log_js=(
            "window.log = [];\nexport function add(what) {\n  window.log.push(what);\n}\n"
            "export const note = (what) => add(`the\n  ${what}`);\n"
        ),
    )
    context = await browser.new_context()
    page = await context.new_page()
    await page.add_script_tag(content=joined_scripts(folder, "board.js"), type="module")
    # each module ran once, when it was first wanted; a text over two lines kept its blanks
    await page.wait_for_function("window.log.length === 5")
    assert await page.evaluate("window.log") == ["twice", "the\n  board", 4, "late", "said"]
    await context.close()


@pytest.mark.parametrize(
    "script",
    [
        'import a from "./a.js";\n',
        "export default 1;\n",
        "export let a = 1;\n",
        "await 1;\n",
        "export { a };\n",
    ],
)
def test_what_cannot_be_joined_stops_the_start(tmp_path: Path, script: str) -> None:
    folder = written(tmp_path, board_js=script, a_js="")
    with pytest.raises(ValueError, match=r"board\.js: cannot be joined"):
        joined_scripts(folder, "board.js")


def test_modules_in_a_circle_stop_the_start(tmp_path: Path) -> None:
    folder = written(tmp_path, a_js='import { b } from "./b.js";\n', b_js='import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match=r"a\.js -> b\.js -> a\.js"):
        joined_scripts(folder, "a.js")


async def test_what_is_wanted_later_is_fetched_then_and_shares_what_is_there(
    tmp_path: Path, browser: Browser
) -> None:
    folder = written(
        tmp_path,
        board_js=(
            'import { add } from "./log.js";\nadd("board");\n'
            'window.more = () => import("./later/more.js").then(({ say }) => say("once"));\n'
        ),
        log_js="window.log = [];\nexport function add(what) {\n  window.log.push(what);\n}\n",
        only_js='import { add } from "./log.js";\nexport const both = (what) => add(`${what} twice`);\n',
        later__more_js=(
            'import { add } from "../log.js";\nimport { both } from "../only.js";\nadd("more");\n'
            "export function say(what) {\n  add(what);\n  both(what);\n"
            '  return import("./most.js").then(({ end }) => end());\n}\n'
        ),
        later__most_js='import { add } from "../log.js";\nexport const end = () => add("end");\n',
    )
    scripts = {"scripts.js": joined_scripts(folder, "board.js")}
    scripts |= later_scripts(folder, "board.js", "scripts.js")
    assert list(scripts) == ["scripts.js", "later/more.js", "later/most.js"]
    assert "more" not in scripts["scripts.js"].replace('$later("more.js")', "").replace("window.more", "")

    async def answer(route: Route) -> None:
        name = route.request.url.removeprefix("https://example.org/static/")
        script = scripts.get(name)
        page = '<script type="module" src="/static/scripts.js"></script>'
        kind = "text/html" if script is None else "text/javascript"
        await route.fulfill(body=page if script is None else script, content_type=kind)

    context = await browser.new_context()
    page = await context.new_page()
    await page.route("**", answer)
    await page.goto("https://example.org/")
    await page.evaluate("window.more()")
    await page.evaluate("window.more()")
    once = ["once", "once twice", "end"]
    assert await page.evaluate("window.log") == ["board", "more", *once, *once]
    await context.close()


def test_what_is_fetched_later_is_not_imported_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        board_js='import { a } from "./later/a.js";\na();\n',
        later__a_js="export const a = () => 1;\n",
    )
    with pytest.raises(ValueError, match="fetched later"):
        joined_scripts(folder, "board.js")
