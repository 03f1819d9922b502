"""Plants one small fault at a time in a module of the core and sees whether its tests notice.

Goal G40 asks that 95 % are noticed in scoring, safety and change; rhythms are held to the same. What was not
noticed is listed.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import hypothesis
import pydantic  # noqa: F401 - read once, here, and not anew for every fault
import pytest
import yaml  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 0.95  # of the faults, by goal G40; some change nothing that anybody could notice
LONGEST = 120.0  # seconds; a fault that makes the tests run on for ever is noticed by that
CHANGE = "amity.core.change."
NOTICED_BY: dict[str, tuple[str, ...]] = {
    f"{CHANGE}clinical_significance": ("core/test_clinical_significance.py",),
    f"{CHANGE}early_response": ("core/test_early_response.py", "spec/test_early_response_rules.py"),
    f"{CHANGE}effect_size": ("core/test_effect_size.py",),
    f"{CHANGE}exact": ("core/test_exact.py",),
    f"{CHANGE}expected_response": ("core/test_expected_response.py",),
    f"{CHANGE}hageman_arrindell": ("core/test_hageman_arrindell.py",),
    f"{CHANGE}in_words": ("core/test_change_in_words.py",),
    f"{CHANGE}reml": ("core/test_expected_response.py",),
    f"{CHANGE}reliability": ("core/test_reliability.py",),
    f"{CHANGE}reliable_change": ("core/test_reliable_change.py", "spec/test_change_rules.py"),
    f"{CHANGE}response": ("core/test_response.py",),
    f"{CHANGE}sudden_gains": ("core/test_sudden_gains.py",),
    f"{CHANGE}talking_therapies": ("core/test_talking_therapies.py",),
    f"{CHANGE}whole_points": ("core/test_whole_points.py",),
    **{
        f"amity.core.rhythms.{name}": ("core/test_rhythms_around.py",)
        for name in ("signs", "sleep", "targets", "weekends")
    },
    "amity.core.rhythms.lived": ("core/test_rhythms_lived.py",),
    "amity.core.rhythms.regularity": ("core/test_rhythms_regularity.py",),
    "amity.core.scoring": ("core/test_scoring.py", "spec/test_scoring_rules.py"),
    "amity.core.safety": ("core/test_safety.py", "core/test_flag_levels.py", "spec/test_safety_rules.py"),
}
SWAPPED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil"}
NEVER = {"annotation", "returns", "decorator_list", "bases", "type_comment"}  # what does nothing at run time


class Fault(NamedTuple):
    """One module with one small fault."""

    line: int
    was: str
    became: str
    source: str


class Site(NamedTuple):
    """Where a node hangs: `place` counts in a list, else it is None."""

    parent: ast.AST
    field: str
    place: int | None
    node: ast.AST


def sites(parent: ast.AST) -> Iterator[Site]:
    """Every node that does something at run time; the words of a refusal and docstrings are left alone."""
    for field, value in ast.iter_fields(parent):
        if field in NEVER or (isinstance(parent, ast.Raise) and field == "exc"):
            continue
        if isinstance(parent, ast.keyword) and parent.arg == "strict":
            continue  # says of rows that are equally long that they are
        for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_docstring(node):
                yield Site(parent, field, place, node)
                yield from sites(node)


def faults(source: str) -> list[Fault]:
    """Every fault that this module knows to plant, in the order of the lines."""
    tree, found = ast.parse(source), []
    for site in sites(tree):
        for other in _others(site):
            was = ast.unparse(site.parent)
            _hang(site, other)
            changed = ast.unparse(ast.fix_missing_locations(tree))
            line = getattr(site.node, "lineno", getattr(site.parent, "lineno", 0))
            found.append(Fault(line, was, ast.unparse(site.parent), changed))
            _hang(site, site.node)
    return sorted(found, key=lambda fault: fault.line)


def noticed(module: str, fault: Fault, tests: Sequence[str]) -> bool:
    """Whether one of the tests fails with this fault; run in a process of its own."""
    child = os.fork()
    if not child:
        os._exit(_run(module, fault.source, tests))
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def source_of(module: str) -> str:
    """The module as it is on disk."""
    return (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module with other source."""

    def __init__(self, module: str, source: str) -> None:
        self.module, self.source = module, source

    def find_spec(
        self, fullname: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.module:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin="planted")

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, "planted", "exec"), module.__dict__)  # noqa: S102 - our own source, one fault apart


def _run(module: str, source: str, tests: Sequence[str]) -> int:
    """In the child: 0 when every test passed."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ.pop("AMITY_TEST_N", None)
    for name in [name for name in sys.modules if name.split(".")[0] in {"amity", "tests", "conftest"}]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Planted(module, source))
    without_shrinking = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "planted", derandomize=True, database=None, deadline=None, phases=without_shrinking
    )
    options = ["-x", "-q", "-c", "tests/core.ini", "--rootdir=.", "-p", "no:cacheprovider"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is there before pytest begins
    os.chdir(ROOT)
    return int(pytest.main([*options, "--hypothesis-profile=planted", *(f"tests/{test}" for test in tests)]))


def _hang(site: Site, node: ast.AST) -> None:
    if site.place is None:
        setattr(site.parent, site.field, node)
    else:
        getattr(site.parent, site.field)[site.place] = node


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _others(site: Site) -> Iterator[ast.AST]:
    """What may stand in the place of this node instead."""
    node = site.node
    for other in SWAPPED.get(type(node), ()):
        yield other()
    if isinstance(node, ast.Constant):
        yield from _constants(site, node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Return) and ast.unparse(node) not in {"return", "return None"}:
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    if site.field == "test" or (isinstance(site.parent, ast.comprehension) and site.field == "ifs"):
        yield ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]


def _constants(site: Site, node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str) and isinstance(site.parent, ast.Return | ast.IfExp | ast.Compare):
        yield ast.Constant(f"{node.value}!")


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in OTHER_NAME:
        func = (
            ast.Name(OTHER_NAME[name])
            if isinstance(node.func, ast.Name)
            else ast.Attribute(node.func.value, OTHER_NAME[name])  # type: ignore[attr-defined]
        )
        yield ast.Call(func, node.args, node.keywords)
    if name in {"abs", "sqrt", "sorted", "int"} and node.args:
        yield node.args[0]


def _difference(fault: Fault) -> str:
    """The first line that differs, as it was and as it became."""
    lines = zip(fault.was.splitlines(), [*fault.became.splitlines(), ""], strict=False)
    was, became = next(((a, b) for a, b in lines if a != b), (fault.was, fault.became))
    return f"{was.strip()}  ->  {became.strip()}"


def spread_out(planted: Sequence[Fault], most: int) -> Sequence[Fault]:
    """So many of them at most, from the first line to the last."""
    return planted[:: max(1, -(-len(planted) // most))]


def missed_in(module: str, planted: Sequence[Fault]) -> list[str]:
    """The faults of a module that no test notices, in words."""
    tests = NOTICED_BY[module]
    if noticed(module, Fault(0, "", "", source_of(module)), tests):
        raise SystemExit(f"{module}: its tests fail without any fault. Mend that first.")
    return [
        f"line {fault.line}: {_difference(fault)}" for fault in planted if not noticed(module, fault, tests)
    ]


def main(arguments: Sequence[str]) -> int:
    """Plant the faults of each module, one after the other, and list what nobody noticed."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("module", nargs="*", help="of those in NOTICED_BY; all of them without one")
    parser.add_argument("--of-each", type=int, default=sys.maxsize, help="so many faults a module at most")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    asked = parser.parse_args(arguments)
    found, enough = {}, True
    for module in asked.module or NOTICED_BY:
        planted = spread_out(faults(source_of(module)), asked.of_each)
        missed = missed_in(module, planted)
        seen = len(planted) - len(missed)
        enough = enough and seen >= ENOUGH * len(planted)
        found[module] = {"planted": len(planted), "noticed": seen, "missed": missed}
        if not asked.json:
            print(f"{module}: {seen} of {len(planted)} noticed", *missed, sep="\n  ", flush=True)
    if asked.json:
        print(json.dumps(found))
    return int(not enough)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
