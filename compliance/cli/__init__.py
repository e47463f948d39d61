"""The command `compliance`: arguments in, exit code out, no logic. Commands are imported when they are called."""

from __future__ import annotations

import gc
import importlib
from typing import Any

import click

from compliance.cli.texts import LANG, t

COMMANDS = {
    "check": "compliance.cli.check",
    "explain": "compliance.cli.explain",
    "extract": "compliance.cli.extract",
    "rules": "compliance.cli.rules",
    "audit": "compliance.cli.audit",
    "trend": "compliance.cli.trend",
    "report": "compliance.cli.report",
    "diff": "compliance.cli.diff",
    "editions": "compliance.cli.editions",
    "waivers": "compliance.cli.waivers",
    "baseline": "compliance.cli.baseline",
    "review": "compliance.cli.review",
    "schema": "compliance.cli.schema",
    "agreement": "compliance.cli.agreement",
}
"""Command -> module that holds it under the name `command`."""

FAULT = 3

HELP_WORDS = {
    "Usage: ": "使い方: ",
    "Options:": "オプション:",
    "Commands:": "コマンド:",
    "[OPTIONS]": "[オプション]",
    "COMMAND [ARGS]...": "コマンド [引数]...",
    "Show this message and exit.": "この説明を表示して終わります。",
    "[default: ": "[既定: ",
    "[required]": "[必須]",
}


class Commands(click.Group):
    """Imports a command's module when the command is asked for, and turns every failure into one message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        gc.set_threshold(100_000)  # the rules are a million objects that stay: looking through them took a fifth of their loading
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            raise SystemExit(130) from None
        except click.ClickException as error:
            _say_usage(error)
            raise SystemExit(2) from None
        except BrokenPipeError:
            raise SystemExit(141) from None
        except Exception as error:
            raise SystemExit(_failed(error)) from None
        raise SystemExit(code if isinstance(code, int) else 0)


class Formatter(click.HelpFormatter):
    """Help pages with their fixed words in the language asked for."""

    def getvalue(self) -> str:
        text = super().getvalue()
        for english, words in HELP_WORDS.items() if LANG == "ja" else ():
            text = text.replace(english, words)
        return text


click.Context.formatter_class = Formatter


def _say_usage(error: click.ClickException) -> None:
    """A usage message in the language asked for. A bare command group shows its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return
    click.echo(t("usage_error", message=_message(error)), err=True)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(t("usage_hint", command=error.ctx.command_path), err=True)


def _message(error: click.ClickException) -> str:
    """What is wrong; click's own sentences are English, so the kinds of error are told anew."""
    if isinstance(error, click.NoSuchOption):
        return t("no_such_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return t("missing_parameter", name=error.param.make_metavar(error.ctx) if error.param and error.ctx else "")
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option):
        kind = error.param.type
        choices = "、".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else ""
        name = error.param.opts[0]
        return t("bad_choice", name=name, choices=choices) if choices else f"{name}: {error.message}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return t("no_such_command", names="、".join(COMMANDS))
    return error.format_message()


def _failed(error: Exception) -> int:
    """Say what went wrong and give the exit code: 2 for input, 3 for our own fault."""
    from compliance.errors import InputError

    if isinstance(error, InputError):
        for problem in error.problems:
            click.echo(problem.text(LANG), err=True)
        return 2
    if isinstance(error, OSError) and error.filename:
        click.echo(t("os_error", file=error.filename, why=error.strerror or ""), err=True)
        return 2
    click.echo(t("our_fault", what=f"{type(error).__name__}: {error}"), err=True)
    return FAULT


@click.group(cls=Commands, help=t("main_help"), context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
@click.version_option(package_name="jichitai-dx-compliance", message="%(version)s", help=t("version_help"))
def main() -> None:
    """Entry point; the help text is in `texts.py`."""
