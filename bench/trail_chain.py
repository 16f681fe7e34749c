"""One hash chain for the whole installation, against a chain for each subject: what the shared head costs.

Plain SQL, so that nothing but the chain is measured: some processes each write so many transactions of a few rows; the
events of each transaction are chained from a head that is locked last. Beside them the floor: the same rows unchained.
Runs on SQLite, and on the server named in DATABASE_URL. `python bench/trail_chain.py [processes] [transactions]`
"""

import hashlib
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SUBJECTS = 500
ROWS_OF_WORK = 4
TABLES = (
    "CREATE TABLE bench_work (subject INTEGER, words TEXT)",
    "CREATE TABLE bench_event (head INTEGER, seq INTEGER, content TEXT, hash TEXT, PRIMARY KEY (head, seq))",
    "CREATE TABLE bench_head (id INTEGER PRIMARY KEY, seq INTEGER, hash TEXT)",
)
NO_CHAIN, PER_SUBJECT, ONE_CHAIN = "no chain", "a chain for each subject", "one chain"


class Database:
    """What differs between the two: how one connects, marks a parameter, begins, and locks a row."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_server = address.startswith("postgres")
        self.lock = " FOR UPDATE" if self.is_server else ""

    def connect(self) -> Any:
        """A connection that begins and ends its transactions itself."""
        if self.is_server:
            import psycopg

            return psycopg.connect(self.address, autocommit=True)
        connection = sqlite3.connect(self.address, timeout=60, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def run(self, connection: Any, statement: str, *values: Any) -> Any:
        """One statement, with `?` for each value."""
        return connection.execute(statement.replace("?", "%s") if self.is_server else statement, values)

    def begin(self, connection: Any) -> None:
        """A transaction that may write at once."""
        connection.execute("BEGIN" if self.is_server else "BEGIN IMMEDIATE")


def write(address: str, chain: str, worker: int, transactions: int) -> None:
    """What one process does."""
    database = Database(address)
    connection = database.connect()
    for number in range(transactions):
        subject = (number * 31 + worker * 17) % SUBJECTS + 1
        head = {NO_CHAIN: None, PER_SUBJECT: subject, ONE_CHAIN: 0}[chain]
        database.begin(connection)
        for _ in range(ROWS_OF_WORK):
            database.run(connection, "INSERT INTO bench_work VALUES (?, ?)", subject, "x" * 200)
        append(database, connection, head, f"{worker}.{number}" + "y" * 300)
        connection.execute("COMMIT")
    connection.close()


def append(database: Database, connection: Any, head: int | None, content: str) -> None:
    """The event, chained from the head that is locked here, last; or just written."""
    if head is None:
        name = int.from_bytes(os.urandom(6)) << 8
        database.run(connection, "INSERT INTO bench_event VALUES (?, ?, ?, '')", name >> 32, name & 0x7FFFFFFF, content)
        return
    found = database.run(connection, f"SELECT seq, hash FROM bench_head WHERE id = ?{database.lock}", head)
    seq, previous = found.fetchone()
    digest = hashlib.sha256(f"{seq + 1}\n{previous}\n{content}".encode()).hexdigest()
    database.run(connection, "INSERT INTO bench_event VALUES (?, ?, ?, ?)", head, seq + 1, content, digest)
    database.run(connection, "UPDATE bench_head SET seq = ?, hash = ? WHERE id = ?", seq + 1, digest, head)


def measure(address: str, chain: str, processes: int, transactions: int) -> float:
    """Transactions a second, all processes together."""
    database = Database(address)
    connection = database.connect()
    for statement in TABLES:
        table = statement.split()[2]
        connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(statement)
    for head in range(SUBJECTS + 1):
        database.run(connection, "INSERT INTO bench_head VALUES (?, 0, '')", head)
    connection.close()
    each = transactions // processes
    workers = [multiprocessing.Process(target=write, args=(address, chain, n, each)) for n in range(processes)]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken = time.perf_counter() - started
    if any(worker.exitcode for worker in workers):
        sys.exit("a process failed")
    return each * processes / taken


def main(processes: int = 8, transactions: int = 4000) -> None:
    """Measure each, on each database, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": str(Path(folder) / "bench.sqlite3")}
        server = os.environ.get("DATABASE_URL", "")
        if server.startswith("postgres"):
            places["PostgreSQL"] = server
        else:
            print("PostgreSQL: not measured; name a server in DATABASE_URL")
        for name, address in places.items():
            floor = 0.0
            for chain in (NO_CHAIN, PER_SUBJECT, ONE_CHAIN):
                speed = measure(address, chain, processes, transactions)
                floor = floor or speed
                print(
                    f"{name:10}  {chain:25} {speed:7.0f} transactions/s  {speed / floor:4.0%} of no chain", flush=True
                )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
