"""`gapura`: every task of those who run and write services, from one command."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any

from gapura.channels.cli import house
from gapura.channels.cli.speech import complain, told

Task = Callable[[Namespace], int]
FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: done. 1: it was refused, and a sentence said why. 2: not understood."""
    house.settle()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.task(asked))
    except house.SetupError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        sentence = _sentence_of(error)
        if sentence is None:
            raise
        complain(sentence)
        return FAILED


def _sentence_of(error: Exception) -> str | None:
    """Refusals and an unreachable database are said in a sentence; faults of ours are not hidden."""
    import psycopg
    from django.db import OperationalError

    from gapura.kernel.errors import Refused

    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, (OperationalError, psycopg.OperationalError)):
        return told(
            f"Basis data tidak dapat dihubungi: {error}. Periksa dengan `gapura doctor`.",
            f"The database cannot be reached: {error}. `gapura doctor` tells more.",
        )
    return None


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="gapura",
        description=told("Satu pintu layanan kota.", "One door to a city's services."),
    )
    tasks = parser.add_subparsers(required=True, metavar="…")
    _add_running(tasks)
    _add_services(tasks.add_parser("services", help=told("paket layanan", "service packages")))
    rules = tasks.add_parser("rules", help=told("bahasa aturan", "the rules language"))
    tries = rules.add_subparsers(required=True, metavar="…")
    trial = _add(tries, "try", _rules_try, told("hitung sebuah ekspresi", "answer an expression"))
    _add_trial(trial)
    cases = _add(
        tries, "tck", _rules_tck, told("jalankan kasus uji DMN", "run DMN conformance cases")
    )
    cases.add_argument("folder", help=told("folder kasus uji", "a folder of cases"))
    cases.add_argument(
        "--failed", action="store_true", help=told("sebut yang gagal", "name those that failed")
    )
    return parser


def _add_trial(parser: ArgumentParser) -> None:
    parser.add_argument("expression", nargs="?", help='FEEL: "age >= 17"')
    parser.add_argument("given", nargs="*", metavar="NAME=VALUE", help="age=20")
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="NAME=FEEL",
        help='born=@"2020-02-29"',
    )
    parser.add_argument(
        "--service",
        metavar="FOLDER",
        help=told("nama dan keputusan layanan ini", "the names and decisions of this service"),
    )
    parser.add_argument(
        "--table",
        metavar="FILE.yaml",
        help=told("tabel keputusan, bukan ekspresi", "a decision table, not an expression"),
    )


def _add_running(tasks: Any) -> None:
    demo = _add(tasks, "demo", _demo, told("coba Gapura di komputer ini", "try Gapura here"))
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument(
        "--prepare-only", action="store_true", help=told("isi lalu berhenti", "fill and stop")
    )
    _add(tasks, "migrate", _migrate, told("siapkan basis data", "bring the database up to date"))
    _add(tasks, "load", _load, told("muat kota dan layanan", "load cities and services"))
    web = _add(tasks, "web", _web, told("jalankan server web", "run the web server"))
    web.add_argument("--host", default="127.0.0.1")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--workers", type=int, default=2)
    web.add_argument("--threads", type=int, default=8)
    web.add_argument("--server", choices=["gunicorn", "granian"], default="gunicorn")
    _add(tasks, "worker", _worker, told("kerjakan yang tertunda", "do what is owed"))
    _add(tasks, "doctor", _doctor, told("periksa pemasangan", "say what is wrong with a set-up"))


def _add_services(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(required=True, metavar="…")
    for name, task, purpose in (
        ("check", _check, told("periksa tanpa basis data", "check, no database needed")),
        ("scenarios", _scenarios, told("mainkan contoh kejadian", "play the worked situations")),
        ("publish", _publish, told("terbitkan", "publish")),
    ):
        parser = _add(tasks, name, task, purpose)
        parser.add_argument("path", nargs="?", default="")
        if name == "check":
            _add_shapes(parser)
    _add(tasks, "list", _list, told("daftar layanan", "what is published"))
    _add(tasks, "show", _show, told("satu layanan", "one service")).add_argument("code")


def _add_shapes(parser: ArgumentParser) -> None:
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=told("untuk mesin", "for machines"))
    shape.add_argument("--sarif", action="store_true", help="SARIF 2.1.0")


def _add(tasks: Any, name: str, task: Task, purpose: str) -> ArgumentParser:
    parser: ArgumentParser = tasks.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(task=task)
    return parser


def _migrate(asked: Namespace) -> int:
    house.open_django(as_owner=True)
    from django.core.management import call_command

    call_command("migrate", verbosity=1)
    return 0


def _load(asked: Namespace) -> int:
    house.open_django(as_owner=True)
    from gapura.channels.cli.reference import load_reference

    refused = load_reference()
    for sentence in refused:
        complain(sentence)
    return FAILED if refused else 0


def _demo(asked: Namespace) -> int:
    from gapura.channels.cli.demo.running import run

    return run(asked)


def _web(asked: Namespace) -> int:
    from gapura.channels.cli.processes import web

    return web(asked)


def _worker(asked: Namespace) -> int:
    from gapura.channels.cli.processes import worker

    return worker(asked)


def _doctor(asked: Namespace) -> int:
    from gapura.channels.cli.doctor import examine

    return examine()


def _check(asked: Namespace) -> int:
    from gapura.channels.cli.packages import check

    return check(asked)


def _scenarios(asked: Namespace) -> int:
    from gapura.channels.cli.packages import play

    return play(asked)


def _publish(asked: Namespace) -> int:
    house.open_django()
    from gapura.channels.cli.published import publish

    return publish(asked)


def _list(asked: Namespace) -> int:
    house.open_django()
    from gapura.channels.cli.published import list_all

    return list_all(asked)


def _show(asked: Namespace) -> int:
    house.open_django()
    from gapura.channels.cli.published import show

    return show(asked)


def _rules_try(asked: Namespace) -> int:
    from gapura.channels.cli.trying import try_out

    return try_out(asked)


def _rules_tck(asked: Namespace) -> int:
    from gapura.channels.cli.rules import run_conformance

    return run_conformance(asked)


if __name__ == "__main__":
    sys.exit(main())
