"""The frame of the `tessuto` command: its subcommands, its language, how it ends.

Ends with 0 when all went well, 2 for input that cannot be used (one line on stderr, no
traceback), 130 after Ctrl-C, and quietly when whoever reads its output has gone.
Heavy libraries are imported inside the subcommands: help shows at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from experiments.command import (
    check,
    claims,
    compare,
    describe,
    dock,
    gap,
    listing,
    live,
    report,
    run,
    search,
    sensitivity,
    story,
    study,
)
from experiments.command.exit_codes import BAD_INPUT, INTERRUPTED
from simulation.errors import InputError
from simulation.language import LANGUAGES, current_language, msg, translate, use_language
from simulation.purpose import purpose


def build() -> typer.Typer:
    """The command, its help written in the current language."""
    app = typer.Typer(
        name="tessuto",
        help=translate(
            "A territory of very small firms that learn, innovate and renew themselves: "
            "for exploring what may happen and why, never for predicting."
        ),
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_options)
    app.command("run", help=translate("Simulate a territory and say what happened."))(run.run)
    app.command(
        "compare", help=translate("Compare programmes: same histories, difference by difference.")
    )(compare.compare)
    app.add_typer(study.build(), name="study")
    app.command(
        "search",
        help=translate("Search other orders and rhythms of a programme, at the same cost."),
    )(search.search)
    app.command(
        "sensitivity", help=translate("Which assumptions the answers of a store's studies hang on.")
    )(sensitivity.sensitivity)
    app.command("report", help=translate("One page about the studies of a store."))(report.report)
    app.command(
        "claims", help=translate("Measure the claims of the text, and judge them by a stated rule.")
    )(claims.claims)
    app.command("check", help=translate("Check scenario files without running them."))(check.check)
    app.command("list", help=translate("List what can be run, measured or changed."))(
        listing.show_list
    )
    app.command("story", help=translate("Tell the life of one firm of a run."))(story.story)
    app.command(
        "describe", help=translate("Write the model's tables and the scenarios' schema again.")
    )(describe.describe)
    app.command(
        "gap", help=translate("From a survey to priorities, agreement and training needs.")
    )(gap.gap)
    app.command(
        "live", help=translate("Open the page: a territory to play with, alone or with a room.")
    )(live.live)
    app.command(
        "dock", help=translate("Live published rules and hold them against what is known of them.")
    )(dock.dock)
    inside = [each.typer_instance for each in app.registered_groups if each.typer_instance]
    for part in (app, *inside):
        for command in part.registered_commands:
            command.epilog = purpose()
    return app


def _options(
    context: typer.Context,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(LANGUAGES),
            help=translate("Language of every sentence; may stand anywhere in the line."),
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help=translate("Say the version and stop."))
    ] = False,
) -> None:
    if lang is not None:
        use_language(lang)
    if version:
        typer.echo(f"tessuto {_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _version() -> str:
    from importlib.metadata import version

    return version("tessuto")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave the process with its exit code."""
    sys.exit(call(sys.argv[1:] if arguments is None else arguments))


def call(arguments: Sequence[str]) -> int:
    """Run the command with these words; return its exit code."""
    try:
        words = _choose_language(list(arguments))
        command = in_language(typer.main.get_command(build()))
        code: Any = command(words, standalone_mode=False, prog_name="tessuto")
        sys.stdout.flush()
    except InputError as error:
        return _refuse(str(error))
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\n" + translate("Stopped.") + "\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; keep the interpreter from complaining when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _refuse(_usage(error, arguments))
    return code if isinstance(code, int) else 0


def in_language(command: Any) -> Any:
    """Translate the help of options that several commands share: it was only marked."""
    for each in command.params:
        if getattr(each, "help", None):
            each.help = translate(each.help)
    for below in getattr(command, "commands", {}).values():
        in_language(below)
    return command


def _refuse(reason: str) -> int:
    line = " ".join(reason.split())
    sys.stderr.write(f"tessuto: {line}\n")
    return BAD_INPUT


def _usage(error: Any, words: Sequence[str]) -> str:
    """What is wrong with the command line itself, in one line and the user's language."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "tessuto"
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint() if parameter is not None else ""
    kind = type(error).__name__
    hint = translate("`{command} --help` says what it takes", command=command)
    if kind == "NoSuchOption":
        wrong = translate("there is no option {name}", name=error.option_name)
    elif kind == "MissingParameter":
        wrong = translate("{name} is missing", name=name)
    elif kind == "BadParameter" and name:
        given = _given(parameter, words)
        wrong = f"{name}: {given}{_expected(error.message)}"
    else:
        wrong = error.format_message().rstrip(".")
    return f"{wrong} ({hint})"


def _given(parameter: Any, words: Sequence[str]) -> str:
    """The last value that stands after an option, quoted, or nothing if it cannot be told."""
    for word, after in reversed(list(zip(words, [*words[1:], ""], strict=True))):
        for option in getattr(parameter, "opts", ()):
            if option.startswith("-") and word == option:
                return f"{after!r}; "
            if option.startswith("--") and word.startswith(f"{option}="):
                return f"{word.partition('=')[2]!r}; "
    return ""


def _expected(reason: str) -> str:
    """What a value should have been, from what the validation says in English."""
    last = reason.rstrip(".").rsplit(" ", 1)[-1]
    if "valid integer" in reason:
        return translate("a whole number was expected")
    if "greater than or equal to" in reason:
        return translate("a number from {low} was expected", low=last)
    if "is not one of" in reason:
        known = reason.split("is not one of", 1)[1].strip(" .").replace("'", "")
        return translate("one of {known} was expected", known=known)
    return reason


def _choose_language(words: list[str]) -> list[str]:
    """Take `--lang X` out of the words, wherever it stands, and speak that language from now."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            kept += [word, *rest]
        elif word == "--lang":
            chosen = next(rest, None)
            if chosen is None:
                known = ", ".join(LANGUAGES)
                raise InputError(translate(msg("--lang needs one of {known}"), known=known))
            use_language(chosen)
        elif word.startswith("--lang="):
            use_language(word.removeprefix("--lang="))
        else:
            kept.append(word)
    current_language()
    return kept
