"""Every command. What a command needs is imported inside it, so that `--help` and mistakes are answered at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tracker import cli_backups, cli_plans
from tracker.asking import operate

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
    done = operate(
        "add_network", name=name, email=coordinator, coordinator=called or coordinator.partition("@")[0]
    )
    typer.echo(f"Network {done['name']} is there; {coordinator} coordinates it.")
    _say_link(done)


@cli.command()
def link(email: str) -> None:
    """Print a link that signs a member in, once."""
    _say_link(operate("make_link", email=email))


cli.command("import")(cli_plans.import_files)
cli.command("export")(cli_plans.export)
cli.command("backup")(cli_backups.backup)
cli.command("restore")(cli_backups.restore)


def _say_link(done: dict[str, str]) -> None:
    typer.echo(f"Sign in once within {done['minutes']} minutes: {done['link']}")


if __name__ == "__main__":
    main()
