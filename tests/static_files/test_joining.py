"""Many small files, one stylesheet and one script."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tracker.static_files import beside_or_inside
from tracker.static_files.joining import joined_scripts, joined_styles


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
