"""The `amity` command. `score`, `simulate`, `outcomes`, `content check` need no Django; the rest loads it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from amity import courses_files, score_csv
from amity.core.errors import EXIT_CONTENT, EXIT_REFUSED, AmityError
from amity.web.base.errors import Refused, Unsafe

ROLES = ("clinician", "supervisor", "coordinator", "service_lead", "researcher", "site_admin")
STOPPED = 130  # what a shell says of a program that was stopped with Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. What a person did is answered in a sentence; a bug keeps its traceback."""
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        return STOPPED
    except AmityError as error:
        return _say(error, error.exit_code)
    except (Refused, Unsafe) as error:
        return _say(error, EXIT_REFUSED)


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `docs/reference/commands.md` is written from it."""
    top = argparse.ArgumentParser(
        prog="amity", description="Records and tools for clinicians who deliver interpersonal psychotherapy."
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_demo(commands)
    _add_serve(commands)
    score = commands.add_parser("score", help="score a file of answers", description=score_csv.__doc__)
    score_csv.add_arguments(score)
    score.set_defaults(run=score_csv.run)
    courses_files.add_simulate(
        commands.add_parser("simulate", help="make up whole courses, to try out and to test with")
    )
    courses_files.add_outcomes(
        commands.add_parser("outcomes", help="count the outcomes of courses in a folder")
    )
    content = commands.add_parser("content", help="look after the content files")
    check = content.add_subparsers(metavar="WHAT", required=True).add_parser(
        "check", help="every problem of every instrument and protocol, and how to mend it"
    )
    check.set_defaults(run=_check_content)
    doctor = commands.add_parser("doctor", help="say what is wrong with this installation and how to mend it")
    doctor.set_defaults(run=_doctor)
    _add_user(commands)
    worker = commands.add_parser("worker", help="do timed work; `serve` already runs one")
    worker.add_argument(
        "--beside", action="store_true", help="stop when the process that started this is gone"
    )
    worker.set_defaults(run=_worker)
    return top


Commands = argparse._SubParsersAction  # the library gives it no other name


def _add_demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="open a synthetic clinic on this computer")
    demo.add_argument("--port", type=int, default=8000, help="default 8000, or the next free one")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    demo.add_argument("--again", action="store_true", help="throw the synthetic clinic away and make it anew")
    demo.add_argument("--sign-ins", action="store_true", help="print the sign-ins with their codes, and stop")
    demo.add_argument("--only-make", action="store_true", help=argparse.SUPPRESS)
    demo.set_defaults(run=_demo)


def _add_serve(commands: "Commands[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve the clinic of AMITY_DATA")
    serve.add_argument("--port", type=int, default=8000, help="default 8000")
    serve.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine alone")
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=_serve)


def _add_user(commands: "Commands[argparse.ArgumentParser]") -> None:
    user = commands.add_parser("user", help="people who can sign in")
    add = user.add_subparsers(metavar="WHAT", required=True).add_parser(
        "add", help="add somebody; what is not given here is asked"
    )
    add.add_argument("--email")
    add.add_argument("--name")
    add.add_argument("--role", choices=ROLES)
    add.add_argument("--service", help="name of the service; a new name makes a new service")
    new = add.add_argument_group("for a new service")
    new.add_argument("--time-zone", metavar="ZONE", help="for instance Europe/London")
    new.add_argument("--opens", metavar="09:00")
    new.add_argument("--closes", metavar="17:00")
    new.add_argument("--days", metavar="12345", help="working days, 1 is Monday")
    new.add_argument("--exit-page", metavar="URL", help="the ordinary page that Leave opens")
    new.add_argument("--help-number", metavar="'WHO; NUMBER; HOURS'", action="append")
    add.set_defaults(run=_add_person)


def _check_content(_: argparse.Namespace) -> int:
    from amity.core import library

    problems = library.check()
    for problem in problems:
        print(f"{problem}\n")
    count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
    print(count if problems else "Every content file is in order.")
    return EXIT_CONTENT if problems else 0


def _doctor(_: argparse.Namespace) -> int:
    from amity.web.run import start

    start.set_up()
    from amity.web.run import checks

    wrong = 0
    for check, fault in checks.results():
        wrong += bool(fault and check.blocks)
        state = "ok" if fault is None else "WRONG" if check.blocks else "note"
        print(f"{state:6} {check.name}")
        print("".join(f"       {line}\n" for line in fault or () if line), end="")
    print(
        f"\n{wrong} to mend before `amity serve` starts."
        if wrong
        else "\nNothing keeps the server from starting."
    )
    return int(bool(wrong))


def _serve(given: argparse.Namespace) -> int:
    from amity.web.run import start

    start.set_up(AMITY_SITE_URL=os.environ.get("AMITY_SITE_URL") or f"http://localhost:{given.port}")
    from amity.web.run import checks, server

    server.check_place(given.host, given.port)
    start.prepare()
    checks.refuse_unsafe()
    start.let_go()
    from django.conf import settings

    print(f"Amity serves {settings.SITE_URL}   (stop with Ctrl-C)", flush=True)
    return server.serve(given.host, given.port, open_browser=not given.no_browser)


def _demo(given: argparse.Namespace) -> int:
    from amity.web.run import start

    data = Path(os.environ.get("AMITY_DATA") or ".amity").absolute()
    for name in ("DATABASE_URL", "AMITY_KEY_FILE"):  # the demo has a store and a key of its own
        os.environ.pop(name, None)
    stays = given.sign_ins or given.only_make
    port = given.port if stays else _port_for_demo(given.port)
    start.set_up(AMITY_DATA=str(data), AMITY_DEMO="1", AMITY_SITE_URL=f"http://localhost:{port}")
    if given.sign_ins and not (data / "amity.db").exists():
        raise Unsafe(f"There is no synthetic clinic in {data} yet. Make it with: amity demo")
    from amity.web.demo import clinic
    from amity.web.run import checks, server

    start.prepare()
    checks.refuse_unsafe()
    clinic.make(again=given.again)
    if given.only_make or given.sign_ins:
        print(clinic.sign_ins())
        return 0
    if "polars" in sys.modules:
        # Courses were counted while it was made. The threads of polars do not outlive the fork by which the
        # server begins, and whatever counts there would wait for ever: begin anew, with the clinic made.
        start.let_go()
        quiet = ["--no-browser"] if given.no_browser else []
        own = [sys.executable, "-m", "amity", "demo", "--port", str(given.port), *quiet]
        os.execv(sys.executable, own)  # noqa: S606 - our own command, in our own place
    print(f"\nOpen http://localhost:{port}   (stop with Ctrl-C)\n\n{clinic.sign_ins()}\n", flush=True)
    start.let_go()
    return server.serve("localhost", port, open_browser=not given.no_browser)


def _port_for_demo(wanted: int) -> int:
    from amity.web.run import ports

    port = ports.next_free("127.0.0.1", wanted)
    if port != wanted:
        print(f"Port {wanted} is taken; this clinic opens on {port}.")
    return port


def _add_person(given: argparse.Namespace) -> int:
    from amity.web.run import start

    start.set_up()
    start.prepare()
    from amity.web.run import users

    return users.add(given, input)


def _worker(given: argparse.Namespace) -> int:
    from amity.web.run import start

    start.set_up()
    from amity.web.run import worker

    return worker.run(beside=given.beside)


def _say(error: Exception, code: int) -> int:
    print(f"amity: {error}", file=sys.stderr)
    return code
