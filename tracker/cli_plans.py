"""The commands by which plans come in and go out."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tracker.asking import operate_long

TABLES = (".xlsx", ".csv", ".tsv")
TOLD = {"add": "added", "update": "updated", "skip": "left out"}


def import_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    into: Annotated[
        str,
        typer.Option(
            help="Network, by name or id; the file names the region. Of a table: plan, id or address."
        ),
    ] = "",
    into_region: Annotated[str, typer.Option(help="Region, by id: a new plan there.")] = "",
    days: Annotated[
        str,
        typer.Option(help="Of a table: what 03/12 means, day_first, month_first, or words (left as it is)."),
    ] = "",
    duplicates: Annotated[
        str,
        typer.Option(
            help="Of a table: update, skip or add steps that are there already; else those that differ are updated."
        ),
    ] = "",
    skip_broken: Annotated[
        bool, typer.Option("--skip-broken", help="Of a table: leave out lines that cannot be read.")
    ] = False,
    title: Annotated[str, typer.Option(help="Of a new plan from a table; else the file's name.")] = "",
) -> None:
    """Make new plans from plan files, or take over a table (.xlsx, .csv, .tsv): all of it, or nothing."""
    if bool(into) == bool(into_region):
        raise typer.BadParameter("Say where to: either --into NETWORK or --into-region ID.")
    if any(file.suffix.lower() in TABLES for file in files):
        if len(files) > 1:
            raise typer.BadParameter("One table at a time.")
        answers = {"day_order": days, "duplicates": duplicates, "skip_broken": skip_broken, "title": title}
        _import_table(files[0], {"into": into, "into_region": into_region, **_known(answers)})
        return
    done = operate_long(
        "import_files", files=[_packed(file) for file in files], into=into, into_region=into_region
    )
    for notice in done["notices"]:
        typer.echo(notice, err=True)
    for plan in done["plans"]:
        typer.echo(f"{plan['url']}  {plan['title']}")


def export(
    plan: Annotated[
        str | None,
        typer.Argument(
            help="Id, address or title of a plan; of a network the file to write.", metavar="[PLAN|FILE.zip]"
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; else a plan is printed.")] = None,
    network: Annotated[
        str, typer.Option(help="All plans of this network, by name or id, as one zip file.")
    ] = "",
    language: Annotated[str, typer.Option(help="Of the tables in the zip file: de or en.")] = "de",
) -> None:
    """Write a plan as a plan file, or as a table when the file is to end with .xlsx or .csv; or all of a network."""
    if network:
        _export_network(network, plan, out, language)
    elif plan is None:
        raise typer.BadParameter("Say which plan, or --network and the file to write.")
    elif out is not None and out.suffix in (".xlsx", ".csv"):
        from base64 import b64decode

        _keep(out, b64decode(operate_long("export_table", plan=plan, ending=out.suffix[1:])))
    else:
        text: str = operate_long("export_plan", plan=plan)
        if out is None:
            typer.echo(text, nl=False)
        else:
            _keep(out, text.encode())


def _export_network(network: str, named: str | None, out: Path | None, language: str) -> None:
    from tracker.domain.member import LANGUAGES

    if (named is None) == (out is None):
        raise typer.BadParameter("Say one file to write: tracker export --network NAME FILE.zip")
    if language not in LANGUAGES:
        raise typer.BadParameter(f"Say one of {', '.join(LANGUAGES)}.", param_hint="--language")
    from tracker.network_zip import write_network
    from tracker.operations import sentences
    from tracker.settings import read_settings
    from tracker.terminal import shown

    file = out or Path(named or "")
    if file.suffix.lower() != ".zip":
        raise typer.BadParameter(f"{file} would be a zip file: say a name that ends with .zip.")
    with shown() as work, sentences():
        plans = write_network(read_settings(), network, file, language, work)
    typer.echo(f"{file}  {plans} {'plan' if plans == 1 else 'plans'}")


def _packed(file: Path) -> tuple[str, str]:
    from base64 import b64encode

    return file.name, b64encode(file.read_bytes()).decode()


def _known(answers: dict[str, Any]) -> dict[str, Any]:
    """Raises BadParameter for a word that is no answer."""
    for name, words in (
        ("day_order", ("", "day_first", "month_first", "words")),
        ("duplicates", ("", "update", "skip", "add")),
    ):
        if answers[name] not in words:
            raise typer.BadParameter(f"Say one of {', '.join(words[1:])}.")
    return answers


def _import_table(file: Path, arguments: dict[str, Any]) -> None:
    name, content = _packed(file)
    done = operate_long("import_table", name=name, content=content, **arguments)
    said = ", ".join(f"{n} {TOLD[choice]}" for choice, n in done["counts"].items() if n)
    typer.echo(f"{done['url']}  {said or 'nothing to do'}")


def _keep(file: Path, content: bytes) -> None:
    """Write all of it, or leave what was there."""
    from tracker.whole_files import half_of, keep

    with half_of(file) as half:
        half.write_bytes(content)
        keep(half, file)
