"""The command line: sentences and exit codes, never a stack trace for what a person did."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from amity import cli

SRC = Path(cli.__file__).resolve().parents[1]
COMMANDS = ("demo", "serve", "score", "simulate", "outcomes", "content", "doctor", "user", "worker")


def amity(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in an environment of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "amity", *arguments],
        env=kept | {"PYTHONPATH": str(SRC)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """What a parser offers next."""
    kinds = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(kinds[0].choices) if kinds else {}


def test_every_command_is_there_and_says_what_it_does() -> None:
    offered = subcommands(cli.parser())
    assert set(offered) == set(COMMANDS)
    assert all(name in cli.parser().format_help() for name in COMMANDS)


@pytest.mark.parametrize(
    "command", [("score",), ("user",), ("content", "everything"), ("serve", "--port", "x")]
)
def test_a_wrong_command_line_is_answered_with_its_usage(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(command)
    assert stopped.value.code == 2
    assert "usage: amity" in capsys.readouterr().err


def test_score_writes_a_file(tmp_path: Path) -> None:
    answers, scores = tmp_path / "answers.csv", tmp_path / "scores.csv"
    answers.write_text("id,1,2,3,4,5,6,7,8,9,10\na,1,1,1,1,1,1,1,1,1,0\n")
    assert cli.main(["score", "phq9", str(answers), "-o", str(scores)]) == 0
    assert "item9" in scores.read_text()


@pytest.mark.parametrize(
    ("instrument", "text", "said"),
    [
        ("phq0", "1\n0\n", "phq9"),
        ("phq9", "id,1,2,3,4,5,6,7,8,9,10\na,7,1,1,1,1,1,1,1,1,0\n", "7"),
        ("phq9", None, "answers.csv"),
    ],
)
def test_score_says_what_is_wrong_in_a_sentence(
    instrument: str, text: str | None, said: str, tmp_path: Path
) -> None:
    answers, scores = tmp_path / "answers.csv", tmp_path / "scores.csv"
    if text is not None:
        answers.write_text(text)
    done = amity("score", instrument, str(answers), "-o", str(scores))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not scores.exists()


def test_score_needs_no_django() -> None:
    code = (
        "import sys\n"
        "class NoDjango:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name.partition('.')[0] in {'django', 'allauth'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, NoDjango())\n"
        "from amity.cli import main\n"
        "main(['score', '--help'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SRC)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "phq9" in done.stdout or "INSTRUMENT" in done.stdout


def test_content_check_tells_all_problems_of_a_clinic_s_own_folder(tmp_path: Path) -> None:
    broken = tmp_path / "instruments" / "mine"
    broken.mkdir(parents=True)
    (broken / "v1.yaml").write_text("id: yours\nversion: 1\nsurprise: 2\n")
    done = amity("content", "check", AMITY_CONTENT=str(tmp_path))
    assert done.returncode == 3
    for word in ("v1.yaml", "surprise", "title", "found:", "allowed:", "remedy:"):
        assert word in done.stdout
    assert "Traceback" not in done.stderr


def test_content_check_is_content_with_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["content", "check"]) == 0
    assert "in order" in capsys.readouterr().out


def test_serve_refuses_a_database_without_its_key(tmp_path: Path) -> None:
    (tmp_path / "amity.db").write_bytes(b"x")
    done = amity("serve", "--no-browser", "--port", "0", AMITY_DATA=str(tmp_path))
    assert done.returncode == 2
    assert "There is a database but no key file" in done.stderr
    assert "AMITY_KEY_FILE" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "amity.key").exists()


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ((), {"AMITY_SITE_URL": "http://clinic.example"}, "unencrypted"),
        (("--host", "0.0.0.0"), {}, "other machines"),
        ((), {"AMITY_DEMO": "1", "AMITY_SITE_URL": "http://clinic.example"}, "unencrypted"),
    ],
)
def test_serve_refuses_an_unsafe_address(
    arguments: tuple[str, ...], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    done = amity(
        "serve", "--no-browser", "--port", "0", *arguments, AMITY_DATA=str(tmp_path / "d"), **environment
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "https://" in done.stderr


def test_serve_refuses_a_key_that_others_can_read(tmp_path: Path) -> None:
    key = tmp_path / "amity.key"
    key.write_text("5a" * 32)
    key.chmod(0o644)
    done = amity("serve", "--no-browser", "--port", "0", AMITY_DATA=str(tmp_path))
    assert done.returncode == 2
    assert f"chmod 600 {key}" in done.stderr


def test_serve_says_that_a_port_is_taken(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = amity("serve", "--no-browser", "--port", port, AMITY_DATA=str(tmp_path))
    assert done.returncode == 2
    assert f"Port {port} is taken" in done.stderr


def test_doctor_before_the_first_start_says_that_there_is_nothing_yet(tmp_path: Path) -> None:
    done = amity("doctor", AMITY_DATA=str(tmp_path / "nothing"))
    assert done.returncode == 0
    assert "The first amity serve makes it." in done.stdout
    assert not (tmp_path / "nothing").exists()


def test_doctor_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    done = amity("doctor", AMITY_DATA=str(tmp_path), AMITY_SITE_URL="http://clinic.example")
    assert done.returncode == 1
    for words in ("AMITY_SITE_URL", f"chmod 700 {tmp_path}", "is not there"):
        assert words in done.stdout


def test_sign_ins_of_no_demo_are_not_printed(tmp_path: Path) -> None:
    done = amity("demo", "--sign-ins", AMITY_DATA=str(tmp_path))
    assert done.returncode == 2
    assert "Make it with: amity demo" in done.stderr


def test_a_real_clinic_is_no_demo_and_has_no_sign_ins(tmp_path: Path) -> None:
    """One real store: a person is added, then the demo is refused on it in every way."""
    added = amity(
        *("user", "add", "--email", "a@clinic.example", "--name", "A", "--role", "clinician"),
        *("--service", "Quay", "--time-zone", "Europe/London", "--opens", "09:00", "--closes", "17:00"),
        *(
            "--days",
            "12345",
            "--exit-page",
            "https://weather.example",
            "--help-number",
            "Us; 01632 960001; day",
        ),
        AMITY_DATA=str(tmp_path),
    )
    assert added.returncode == 0, added.stderr
    assert "Password: " in added.stdout
    twice = amity("user", "add", "--email", "a@clinic.example", AMITY_DATA=str(tmp_path))
    assert twice.returncode == 2
    assert "can sign in already" in twice.stderr
    for arguments in (("demo", "--sign-ins"), ("demo", "--no-browser"), ("demo", "--again", "--no-browser")):
        refused = amity(*arguments, AMITY_DATA=str(tmp_path))
        assert refused.returncode == 2, arguments
        assert "not made by the demo" in refused.stderr
        assert "code" not in refused.stdout
