"""Eight processes that send at the same moment, over HTTP: run as a program by whoever races.

Its argument: the port. Reads the rounds from its input as JSON: of each, what every process sends. All wait for one
another before each round. Prints how often each answer came, and how long it all took.
"""

import http.client
import json
import multiprocessing
import sys
import time
from collections import Counter
from multiprocessing.synchronize import Barrier
from typing import Any

LONGEST = 120
ANSWERS = {200: "awarded", 404: "gone", 409: "gone"}


class Caller:
    """A program that keeps its connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)

    def send(self, task: dict[str, str], key: str) -> str:
        """Send it; what came of it. The connection breaking is the server's error."""
        told = {"Authorization": f"Bearer {task['key']}", "Idempotency-Key": key} if task["key"] else {}
        try:
            self.connection.request("POST", task["path"], body=b"", headers=told)
            answer = self.connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as problem:
            self.connection.close()
            print(f"{task['path']}: {problem!r}", file=sys.stderr)
            return "server error"
        if answer.status >= 500:
            return "server error"
        if answer.status not in ANSWERS:
            print(f"{task['path']}: {answer.status} {said[:300]!r}", file=sys.stderr)
        return ANSWERS.get(answer.status, f"status {answer.status}")


def race(port: int, rounds: list[list[dict[str, str]]]) -> dict[str, Any]:
    """Let as many processes race as a round has places."""
    ways = multiprocessing.get_context("fork")
    places = len(rounds[0])
    barrier, results = ways.Barrier(places), ways.Queue()
    processes = [
        ways.Process(target=_run, args=(port, place, [one[place] for one in rounds], barrier, results))
        for place in range(places)
    ]
    began = time.perf_counter()
    for process in processes:
        process.start()
    counted: Counter[str] = Counter()
    for _ in processes:
        counted.update(results.get(timeout=3600))
    for process in processes:
        process.join(LONGEST)
    return {"came_out": counted, "seconds": time.perf_counter() - began}


def _run(port: int, place: int, tasks: list[dict[str, str]], barrier: Barrier, results: Any) -> None:
    caller = Caller(port)
    counted: Counter[str] = Counter()
    for number, task in enumerate(tasks):
        barrier.wait(LONGEST)
        counted[caller.send(task, f"race-{number}-{place}")] += 1
    results.put(dict(counted))


if __name__ == "__main__":
    print(json.dumps(race(int(sys.argv[1]), json.load(sys.stdin))))
