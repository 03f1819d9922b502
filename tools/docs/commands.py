"""docs/reference/commands.md: what `dev.py` and `amity` understand, from their own parsers."""

import argparse
from collections.abc import Iterator

import dev
from amity import cli
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """Both commands."""
    verbs = table(["verb", "what it does"], ((f"`{name}`", line) for name, (_, line) in dev.VERBS.items()))
    return whole_page(
        "Commands",
        "## `python3 dev.py`, for developers",
        verbs,
        "## `amity`, for everybody else",
        *_commands(cli.parser()),
    )


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A parser's own arguments, then those of its commands."""
    actions = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    actions = [action for action in actions if action.help != argparse.SUPPRESS]
    plain = [action for action in actions if not isinstance(action, argparse._SubParsersAction)]
    if " " in parser.prog:
        yield f"### `{parser.prog}`"
    if parser.description:
        yield parser.description.strip()
    if plain:
        yield table(["argument", "meaning"], ((f"`{_shown(action)}`", action.help) for action in plain))
    for action in actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _commands(inner)


def _shown(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(action.option_strings) + value
