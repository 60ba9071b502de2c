"""What this machine can do at this moment: the same run's measure for everything beside it."""

import re
import shutil
import subprocess
import threading
import time

import psycopg

from benchmarks.house import with_database
from benchmarks.measuring import measure

SECONDS = 5
CLIENTS = 2


def postgres(house):
    """(name, transactions per second) of simple writing transactions by two clients."""
    pgbench = shutil.which("pgbench")
    return _pgbench(house, pgbench) if pgbench else _loop(house)


def hello(house):
    """A view that only says it is there, under the same server, by two clients."""
    order = {
        "kind": "pages",
        "paths": ["/healthz"],
        "threads": CLIENTS,
        "count": 10**6,
        "seconds": SECONDS,
        "officers": [[""]] * CLIENTS,
    }
    return measure(house, order)


def _pgbench(house, pgbench):
    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE yardstick")
    url = with_database(house.owner_url, "yardstick")
    subprocess.run([pgbench, "-q", "-i", "-s", "5", url], check=True, capture_output=True)
    said = subprocess.run(
        [pgbench, "-n", "-N", "-c", str(CLIENTS), "-T", str(SECONDS), url],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE yardstick")
    rate = float(re.search(r"tps = ([0-9.]+)", said)[1])
    return "pgbench -N -c 2", rate


def _loop(house):
    done = [0] * CLIENTS

    def work(me):
        with psycopg.connect(house.owner_url, autocommit=True) as connection:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                with connection.transaction():
                    connection.execute("UPDATE yardstick SET n = n + 1 WHERE id = %s", [me])
                    connection.execute("SELECT n FROM yardstick WHERE id = %s", [me])
                done[me] += 1

    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE yardstick (id int PRIMARY KEY, n int NOT NULL)")
        for me in range(CLIENTS):
            connection.execute("INSERT INTO yardstick VALUES (%s, 0)", [me])
    threads = [threading.Thread(target=work, args=(me,)) for me in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        connection.execute("DROP TABLE yardstick")
    return "psycopg, UPDATE + SELECT, 2 clients", sum(done) / SECONDS
