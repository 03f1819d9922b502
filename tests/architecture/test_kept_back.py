"""One door stands between what clients keep and everybody of the service: `Responses.for_staff`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import WEB, modules, plant

DOOR = {"for_staff", "kept_back"}  # the second tells that there is something, and no answer of it
TABLES = {"Response", "Answer"}
ROWS = re.compile(r"^(\w+__)*responses$")  # a prefetch
MAY = {  # who reads them all, and why nobody of the service reads what comes of it
    "measures/actions/answers.py:submit": "the client sends: which parts of the link are sent",
    "measures/actions/answers.py:answer": "the client answers: the answers before this one",
    "measures/actions/evaluating.py:_locked": "one row, locked for the action that writes it",
    "measures/actions/links.py:_give_one": "makes the row",
    "measures/actions/rating.py:_rate_goal": "numbers what was typed in about a goal; it cannot be kept",
    "measures/actions/typing_in.py:begin_typing_in": "a repeated id is the same form; of what staff type in",
    "measures/actions/typing_in.py:type_in": "numbers what staff type in; it cannot be kept",
    "measures/queries/giving.py:_asked_by": "what was asked, not what was said",
    "measures/queries/giving.py:answered_elsewhere": "whether it was answered in another way",
    "measures/queries/giving.py:given_already": "whether it was given by hand",
    "measures/queries/giving.py:is_begun": "whether anything was answered",
    "measures/queries/giving.py:module": "whether anything was answered, of rows that were withdrawn",
    "measures/queries/giving.py:occasions_of": "the names of what was asked, and how its link stands",
    "measures/queries/giving.py:open_occasions": "the same, for the program",
    "measures/queries/links.py:_with_client": "how a link stands",
    "measures/queries/links.py:has_sent_before": "the client's own visit: whether they sent any before",
    "measures/queries/links.py:links_of": "how a link stands",
    "measures/queries/links.py:state_of": "how a link stands",
    "measures/queries/plan_page.py:_asked": "the names of what was asked",
    "measures/queries/plan_page.py:sets_to_bring": "the names of what waits",
    "measures/queries/responses.py:_with_client": "narrowed by each that calls it",
    "measures/queries/responses.py:answers_of": "of one response: came through the door, or to its client",
    "measures/queries/responses.py:answers_of_visit": "the client's own visit",
    "measures/queries/responses.py:given": "of responses that came through the door, or to their client",
    "measures/queries/responses.py:history_of": "of one response that came through the door",
    "measures/queries/responses.py:last_said": "leaves out what is kept",
    "measures/queries/responses.py:said_in_visit": "the client's own visit",
    "measures/offers/waiting.py:_row": "the names of what waits",
    "measures/rules.py:check_has_seen": "how many answers came in meanwhile, of what can be marked",
    "measures/steps.py:parts_of": "the client's own visit",
    "companion/asked.py:_questions": "the client's own day",
    "demo/asking.py:_responses_on_link": "the client of a story answers",
    "demo/queries.py:client_of_page": "whose page it is, by an id",
}


def readers(web: Path = WEB) -> Iterator[str]:
    """Functions that reach for responses or answers and do not pass the door."""
    for module in modules(web):
        for name, function in _functions(module.tree):
            if any(_reaches(node) for node in ast.walk(function)) and not _passes(function):
                yield f"{module.name}:{name}"


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every function with its name; what stands outside of all goes by the name "module"."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            inside |= set(ast.walk(node))
            yield node.name, node
    yield "module", ast.Module([it for it in tree.body if it not in inside and not _is_class(it)], [])


def _is_class(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef)


def _reaches(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        of = node.value
        table = of.id if isinstance(of, ast.Name) else ""
        own = table or (of.attr if isinstance(of, ast.Attribute) else "")
        return (
            (node.attr == "objects" and table in TABLES)
            or node.attr == "responses"
            or (node.attr == "answers" and own == "response")
        )
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(ROWS.match(node.value))


def _passes(function: ast.AST) -> bool:
    return any(isinstance(it, ast.Attribute) and it.attr in DOOR for it in ast.walk(function))


def test_whoever_reads_answers_passes_the_door() -> None:
    found = set(readers())
    assert found - MAY.keys() == set(), "begin with for_staff(), or say in MAY why nobody reads what is kept"
    assert found >= MAY.keys(), "named in MAY, and not there any more"


@pytest.mark.parametrize(
    "text",
    [
        "def page(client):\n    return Response.objects.filter(client=client)",
        "def page(client):\n    return client.responses.all()",
        "def page(response):\n    return list(response.answers.all())",
        "def page(it):\n    return it.response.answers.count()",
        "def page(rows):\n    return rows.prefetch_related('link__responses')",
        "def page(client):\n    return Answer.objects.filter(response__client=client)",
        "ROWS = Response.objects.all()",
    ],
)
def test_a_way_round_the_door_is_seen(text: str, tmp_path: Path) -> None:
    assert len(list(readers(plant(tmp_path, "course/queries/x.py", text)))) == 1


def test_the_door_is_open(tmp_path: Path) -> None:
    text = "def page(client):\n    return client.responses.for_staff()"
    assert list(readers(plant(tmp_path, "course/queries/x.py", text))) == []
