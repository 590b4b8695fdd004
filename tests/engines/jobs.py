"""The jobs of docs/jobs, and articles for them."""

import json
import os
import random
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
JOBS = ROOT / "docs" / "jobs"
POSTIL = os.environ["POSTIL"]
PLACES = "Paris Rome Oslo Lima Kyiv Bonn Nairobi 北京 Jerusalem São\u00a0Paulo".split(" ")
WORDS = "the minister of said on Monday that $4bn or 3.5 % 🍎 שלום would be paid to Ann Li and “Nordwind” in".split(" ")


def article(number, chance, words=200):
    text = " ".join(chance.choice(PLACES if chance.random() < 0.1 else WORDS) for _ in range(words))
    return json.dumps({"id": f"n{number}", "text": text + ".", "url": f"u{number}"}, ensure_ascii=False) + "\n"


def parts(folder, count, articles, words=200):
    """A folder of so many files, each with so many articles."""
    folder.mkdir()
    chance = random.Random(1)
    for part in range(count):
        with (folder / f"{part:03}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(article(part * articles + place, chance, words) for place in range(articles))
    return folder


def parallel(source, target, *options, program=POSTIL):
    """The job of GNU parallel, begun in a process group of its own."""
    environment = {**os.environ, "POSTIL": program}
    command = [JOBS / "tag.sh", source, target, *options]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True, text=True)


def spark(source, target, master="local[2]", program=POSTIL):
    """The job of Spark, a file a step, begun in a process group of its own."""
    environment = {**os.environ, "POSTIL": program, "FILES_A_STEP": "1"}
    submit = Path(os.environ["PYSPARK_PYTHON"]).parent / "spark-submit"
    command = [submit, "--master", master, "--conf", "spark.ui.enabled=false", JOBS / "tag_spark.py", source, target]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True, text=True)
