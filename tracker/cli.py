"""Every command. What a command needs is imported inside it, so that `--help` and mistakes are answered at once."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker import cli_backups

cli = typer.Typer(
    help="Action plans that regional networks write, take on and follow together.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
TABLES = (".xlsx", ".csv", ".tsv")
TOLD = {"add": "added", "update": "updated", "skip": "left out"}

network = typer.Typer(help="Networks.", no_args_is_help=True)
cli.add_typer(network, name="network")


def main() -> None:
    """The command line: a mistake is told in a sentence on stderr, with exit code 1 (2 for wrong usage)."""
    from tracker.control import Failed
    from tracker.settings import SettingsError

    try:
        cli()
    except (Failed, SettingsError, OSError) as error:
        sys.exit(f"tracker: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


@cli.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port; 0 is any free one.", min=0, max=65535)] = None,
    data: Annotated[Path | None, typer.Option(help="Keep the data in this folder.")] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on, for phones in the same network.")
    ] = "127.0.0.1",
    as_json: Annotated[
        bool, typer.Option("--json", help="Say one line of JSON when the port answers.")
    ] = False,
    reload: Annotated[bool, typer.Option("--reload", help="Start anew when a file changes.")] = False,
    steps: Annotated[int, typer.Option(hidden=True, min=0, max=10_000)] = 0,
) -> None:
    """Run a tracker with five plans in a temporary folder, and print a sign-in link for each person."""
    from tracker.demo import command, reloading

    wishes = command.Wishes(host, port, data, as_json, steps)
    run = reloading.demo_reloading if reload else command.demo
    run(wishes)


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=0, max=65535)] = 8000,
) -> None:
    """Run the tracker; settings come from the environment (TRACKER_…)."""
    import logging

    from tracker import running
    from tracker.doctor import unsaid
    from tracker.settings import read_settings

    settings = read_settings()

    def started() -> None:
        typer.echo(f"Serving {settings.base_url}/", err=True)
        for sentence in unsaid(settings):
            logging.getLogger("tracker").warning(sentence)

    with running.alone(settings) as lock, running.listen(host, port) as listening:
        running.run(settings, lock, listening, started)


@cli.command()
def doctor() -> None:
    """Look at settings, data folder and database: what is wrong and what to do. Exit code 1 if something is wrong."""
    import os

    from tracker.doctor import examine, settings_there_are

    findings = examine(os.environ)
    for finding in findings:
        typer.echo(str(finding))
    typer.echo("\nSettings there are:")
    for line in settings_there_are():
        typer.echo(f"  {line}")
    if any(finding.weight == "wrong" for finding in findings):
        raise typer.Exit(1)


@network.command("add")
def add_network(
    name: str,
    coordinator: Annotated[str, typer.Option(help="E-mail address of the one who coordinates it.")],
    called: Annotated[str, typer.Option("--called", help="Their name; else the address up to the @.")] = "",
) -> None:
    """Add a network and its coordinator, and print a link with which they sign in."""
    done = _operate(
        "add_network", name=name, email=coordinator, coordinator=called or coordinator.partition("@")[0]
    )
    typer.echo(f"Network {done['name']} is there; {coordinator} coordinates it.")
    _say_link(done)


@cli.command()
def link(email: str) -> None:
    """Print a link that signs a member in, once."""
    _say_link(_operate("make_link", email=email))


cli.command("backup")(cli_backups.backup)
cli.command("restore")(cli_backups.restore)


@cli.command("import")
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
    done = _operate_long(
        "import_files", files=[_packed(file) for file in files], into=into, into_region=into_region
    )
    for notice in done["notices"]:
        typer.echo(notice, err=True)
    for plan in done["plans"]:
        typer.echo(f"{plan['url']}  {plan['title']}")


@cli.command("export")
def export_plan(
    plan: Annotated[str, typer.Argument(help="Id, address or title of a plan.")],
    out: Annotated[Path | None, typer.Option(help="File to write; else it is printed.")] = None,
) -> None:
    """Write a plan as a plan file, or as a table when the file is to end with .xlsx or .csv."""
    if out is not None and out.suffix in (".xlsx", ".csv"):
        from base64 import b64decode

        _keep(out, b64decode(_operate_long("export_table", plan=plan, ending=out.suffix[1:])))
        return
    text: str = _operate_long("export_plan", plan=plan)
    if out is None:
        typer.echo(text, nl=False)
    else:
        _keep(out, text.encode())


def _operate_long(operation: str, /, **arguments: Any) -> Any:
    """The same for what takes its time: told on the terminal, and cancelled by Ctrl and C with a sentence."""
    from tracker.terminal import shown

    with shown() as work:
        return _operate(operation, work, **arguments)


def _operate(operation: str, work: Any = None, /, **arguments: Any) -> Any:
    """Let the running server do it, or do it here when none runs."""
    from tracker.control import carry_out
    from tracker.lock import lock_files
    from tracker.settings import read_settings

    settings = read_settings()

    def alone(name: str, arguments: Any, work: Any) -> Any:
        from tracker.operations import operate_alone

        return operate_alone(settings, name, arguments, work)

    return carry_out(lock_files(settings), operation, arguments, alone, work)


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
    done = _operate_long("import_table", name=name, content=content, **arguments)
    said = ", ".join(f"{n} {TOLD[choice]}" for choice, n in done["counts"].items() if n)
    typer.echo(f"{done['url']}  {said or 'nothing to do'}")


def _keep(file: Path, content: bytes) -> None:
    """Write all of it, or leave what was there."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _say_link(done: dict[str, str]) -> None:
    typer.echo(f"Sign in once within {done['minutes']} minutes: {done['link']}")


if __name__ == "__main__":
    main()
