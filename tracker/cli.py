"""Every command. What a command needs is imported inside it, so that `--help` and mistakes are answered at once."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

cli = typer.Typer(
    help="Action plans that regional networks write, take on and follow together.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
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


@cli.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    into: Annotated[str, typer.Option(help="Network, by name or id; the file names the region.")] = "",
    into_region: Annotated[str, typer.Option(help="Region, by id.")] = "",
) -> None:
    """Make new plans from plan files: all of them, or none."""
    if bool(into) == bool(into_region):
        raise typer.BadParameter("Say where to: either --into NETWORK or --into-region ID.")
    done = _operate(
        "import_files", files=[_packed(file) for file in files], into=into, into_region=into_region
    )
    for notice in done["notices"]:
        typer.echo(notice, err=True)
    for plan in done["plans"]:
        typer.echo(f"{plan['url']}  {plan['title']}")


@cli.command("export")
def export_plan(
    plan: Annotated[str, typer.Argument(help="Id or address of a plan.")],
    out: Annotated[Path | None, typer.Option(help="File to write; else it is printed.")] = None,
) -> None:
    """Write a plan as a plan file, or as a table when the file is to end with .xlsx or .csv."""
    if out is not None and out.suffix in (".xlsx", ".csv"):
        from base64 import b64decode

        out.write_bytes(b64decode(_operate("export_table", plan=plan, ending=out.suffix[1:])))
        return
    text: str = _operate("export_plan", plan=plan)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")


def _operate(operation: str, /, **arguments: Any) -> Any:
    """Let the running server do it, or do it here when none runs."""
    from tracker.control import carry_out
    from tracker.lock import lock_files
    from tracker.settings import read_settings

    settings = read_settings()

    def alone(name: str, arguments: Any) -> Any:
        from tracker.operations import operate_alone

        return operate_alone(settings, name, arguments)

    return carry_out(lock_files(settings), operation, arguments, alone)


def _packed(file: Path) -> tuple[str, str]:
    from base64 import b64encode

    return file.name, b64encode(file.read_bytes()).decode()


def _say_link(done: dict[str, str]) -> None:
    typer.echo(f"Sign in once within {done['minutes']} minutes: {done['link']}")


if __name__ == "__main__":
    main()
