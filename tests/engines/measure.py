"""Words a second and memory of `postil tag` by itself, under GNU parallel and under Spark."""

import os
import tempfile
import time
from pathlib import Path

from jobs import POSTIL, parallel, parts, spark

PARTS, ARTICLES, WORDS = 16, 1_000, 600


def timed(start):
    """Seconds of the clock until a job is done."""
    begun = time.perf_counter()
    job = start()
    _, said = job.communicate()
    assert job.returncode == 0, said
    return time.perf_counter() - begun


def alone(file):
    """Seconds of the clock, and megabytes at most, of one process with one file."""
    begun = time.perf_counter()
    program, *options = POSTIL.split()
    away = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(program, [program, *options, str(file)], os.environ, file_actions=away)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main():
    words = PARTS * ARTICLES * WORDS
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        source = parts(folder / "parts", PARTS, ARTICLES, WORDS)
        print(f"{PARTS} files of {ARTICLES:,} articles of {WORDS} words, {os.cpu_count()} cores, this load: "
              f"{os.getloadavg()[0]:.1f}\n\n| | words/s | words/s and core | start | memory of a process |\n|---|---:|---:|---:|---:|")
        whole = folder / "whole.jsonl"
        whole.write_bytes(b"".join(file.read_bytes() for file in sorted(source.iterdir())))
        seconds, memory = alone(whole)
        _, memory_of_part = alone(next(source.iterdir()))
        print(f"| `postil tag`, one process | {words / seconds:,.0f} | {words / seconds:,.0f} | | {memory_of_part:.0f} MB, {memory:.0f} MB with all |")
        (folder / "none").mkdir()
        (folder / "none" / "000.jsonl").write_text('{"id":"n","text":"Nobody."}\n')
        for cores in (1, 2):
            for name, job in (
                ("GNU parallel", lambda source, target: parallel(source, target, "--jobs", str(cores))),
                ("Spark", lambda source, target: spark(source, target, f"local[{cores}]", steps=PARTS)),
            ):
                start = timed(lambda: job(folder / "none", folder / f"none-{name}-{cores}"))
                rate = words / (timed(lambda: job(source, folder / f"{name}-{cores}")) - start)
                print(f"| {name}, {cores} | {rate:,.0f} | {rate / cores:,.0f} | {start:.1f} s | |", flush=True)


if __name__ == "__main__":
    main()
