"""One step of filling the demo, as a process of its own: tables, reference, people, looks."""

import sys

from gapura.channels.cli import house
from gapura.channels.cli.speech import complain, tell


def fill(step: str) -> int:
    house.settle()
    import django

    django.setup()
    return {"tables": _tables, "reference": _reference, "people": _people, "looks": _looks}[step]()


def _tables() -> int:
    from django.core.management import call_command

    tell("Tabel disiapkan …", "Making the tables …")
    call_command("migrate", verbosity=0, skip_checks=True)
    return 0


def _reference() -> int:
    from gapura.channels.cli.reference import load_reference

    refused = load_reference()
    for sentence in refused:
        complain(sentence)
    return 1 if refused else 0


def _people() -> int:
    from gapura.channels.cli.demo import people, stories

    people.settle_in()
    stories.tell_all()
    return 0


def _looks() -> int:
    from django.core.management import call_command

    tell("Tampilan disiapkan …", "Collecting stylesheets, fonts and pictures …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    return 0


if __name__ == "__main__":
    sys.exit(fill(sys.argv[1]))
