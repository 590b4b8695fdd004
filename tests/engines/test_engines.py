"""GNU parallel and Spark give what one process gives, whatever happens to them on the way."""

import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from jobs import POSTIL, parallel, parts, spark

PARTS = 8


def lines(folder):
    """All lines of a folder, in the order of its files."""
    return [line for file in sorted(folder.glob("[!_.]*")) for line in file.read_text("utf-8").split("\n")[:-1]]


class Engines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="postil-engines-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.source = parts(cls.folder / "parts", PARTS, 50)
        whole = cls.folder / "whole.jsonl"
        whole.write_text("".join(file.read_text("utf-8") for file in sorted(cls.source.iterdir())), "utf-8")
        one = subprocess.run([*POSTIL.split(), whole], check=True, capture_output=True, encoding="utf-8")
        cls.expected = one.stdout.split("\n")[:-1]
        assert len(cls.expected) == PARTS * 50

    def slow(self):
        """The program, slowed down so that a job can be killed in its midst."""
        return self.script("slow", f"sleep 0.5; exec {POSTIL} \"$@\"")

    def script(self, name, body):
        script = self.folder / name
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(0o755)
        return str(script)

    def done(self, job):
        _, said = job.communicate(timeout=300)
        self.assertEqual(job.returncode, 0, said)

    def kill_amid(self, job, target, pattern, least):
        """Kills a job once so many files are done, and gives these with their times."""
        while len(list(target.glob(pattern))) < least:
            self.assertIsNone(job.poll(), "it ended before it was killed")
            time.sleep(0.02)
        os.killpg(job.pid, signal.SIGKILL)
        job.communicate()
        return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in target.glob(pattern)}

    def test_parallel(self):
        target = self.folder / "parallel"
        self.done(parallel(self.source, target, "--jobs", "2"))
        self.assertEqual(lines(target), self.expected)

    def test_parallel_is_killed(self):
        target = self.folder / "killed"
        job = parallel(self.source, target, "--jobs", "2", program=self.slow())
        before = self.kill_amid(job, target, "[!.]*.jsonl", 2)
        self.assertLess(len(before), PARTS)
        self.done(parallel(self.source, target, "--jobs", "2"))
        self.assertEqual(lines(target), self.expected)
        for name, (_, time_before) in before.items():
            self.assertEqual((target / name).stat().st_mtime_ns, time_before, "it was done again")

    def test_parallel_with_a_bad_part(self):
        """A line that cannot be read is named, its part is not there, and all others are."""
        source, target = parts(self.folder / "bad", 3, 5), self.folder / "of-bad"
        bad = source / "001.jsonl"
        good = bad.read_text("utf-8")
        bad.write_text(good + '{"txt":"x"}\n', "utf-8")
        job = parallel(source, target)
        _, said = job.communicate(timeout=60)
        self.assertEqual(job.returncode, 1)
        self.assertIn("postil: 001.jsonl: line 6: missing field `text`", said)
        self.assertEqual(sorted(file.name for file in target.glob("[!.]*.jsonl")), ["000.jsonl", "002.jsonl"])
        bad.write_text(good, "utf-8")
        self.done(parallel(source, target))
        self.assertEqual(len(lines(target)), 15)

    def test_spark(self):
        target = self.folder / "spark"
        self.done(spark(self.source, target))
        self.assertEqual(sorted(lines(target)), sorted(self.expected))

    def test_spark_is_killed(self):
        """What a step has written stays, and every article is there once."""
        target = self.folder / "spark-killed"
        before = self.kill_amid(spark(self.source, target, program=self.slow()), target, "part-*.txt", 4)
        self.done(spark(self.source, target))
        self.assertEqual(sorted(lines(target)), sorted(self.expected))
        for name, (content, _) in before.items():
            self.assertEqual((target / name).read_bytes(), content)

    def test_spark_loses_a_worker(self):
        """A process that dies fails its task, which is tried again."""
        target, mark = self.folder / "spark-retried", self.folder / "died"
        program = self.script("dies", f"if mkdir {mark} 2>/dev/null; then kill -9 $$; fi; exec {POSTIL} \"$@\"")
        self.done(spark(self.source, target, master="local[2,4]", program=program))
        self.assertTrue(mark.exists())
        self.assertEqual(sorted(lines(target)), sorted(self.expected))


if __name__ == "__main__":
    unittest.main()
