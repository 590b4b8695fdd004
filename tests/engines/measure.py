"""What `postil tag` does in a second of one core, by itself and under GNU parallel, and its memory.

Seconds are those that all processes of a job together spent on a core, so that other work on the machine changes little.
Spark does not tell what its processes spent; under it, the program is the same.
"""

import os
import resource
import tempfile
from pathlib import Path

from jobs import POSTIL, parallel, parts

PARTS, ARTICLES, WORDS = 16, 1_000, 600


def spent(job):
    """The seconds of a core that a job and what it starts take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    job = job()
    _, said = job.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert job.returncode == 0, said
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alone(file):
    """Seconds of a core, and megabytes at most, of one process with one file."""
    program, *options = POSTIL.split()
    away = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(program, [program, *options, str(file)], os.environ, file_actions=away)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    words = PARTS * ARTICLES * WORDS
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        source = parts(folder / "parts", PARTS, ARTICLES, WORDS)
        little = parts(folder / "one", 1, 1, 10)
        whole = folder / "whole.jsonl"
        whole.write_bytes(b"".join(file.read_bytes() for file in sorted(source.iterdir())))
        _, small = alone(next(source.iterdir()))
        seconds, large = alone(whole)
        print(f"{PARTS} files of {ARTICLES:,} articles of {WORDS} words; {os.cpu_count()} cores\n")
        print(f"memory of a process: {small:.0f} MB with one file, {large:.0f} MB with {PARTS} in one\n")
        print("| | words/s of a core | to start and stop |\n|---|---:|---:|")
        print(f"| `postil tag` | {words / seconds:,.0f} | |", flush=True)
        start = spent(lambda: parallel(little, folder / "little", "--jobs", "2"))
        rate = words / (spent(lambda: parallel(source, folder / "tagged", "--jobs", "2")) - start)
        print(f"| GNU parallel, 2 at a time | {rate:,.0f} | {start:.1f} s |")


if __name__ == "__main__":
    main()
