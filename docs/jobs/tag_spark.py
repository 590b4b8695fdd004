"""Tags a dataset with Spark. Stopped at any moment, it is run again and does what is missing.

    spark-submit docs/jobs/tag_spark.py articles tagged
    spark-submit --files target/release/postil --conf spark.executorEnv.POSTIL="./postil tag" … (where no node has it)

Both are folders, on any file system that Spark reads and writes, of lines of JSON: in "articles" each with an "id" of
its own and a "text", in "tagged" each with its "entities" besides. $POSTIL is the program with its options.
"""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import get_json_object

POSTIL = os.environ.get("POSTIL", "postil tag")
# What is written at once, and so what is lost at most when the job is stopped.
FILES_A_STEP = int(os.environ.get("FILES_A_STEP", "100"))


def tag(spark, source, target):
    def lines(*paths):
        read = spark.read.text(list(paths), lineSep="\n")
        return read.withColumn("id", get_json_object("value", "$.id"))

    def append(values):
        spark.createDataFrame(values, "value string").write.mode("append").text(target, lineSep="\n")

    append([])  # So that there is something to read.
    files = sorted(lines(source).inputFiles())
    for start in range(0, len(files), FILES_A_STEP):
        missing = lines(*files[start : start + FILES_A_STEP]).join(lines(target), "id", "left_anti")
        # A program that fails fails its task, which Spark tries again.
        tagged = missing.rdd.map(lambda row: row.value).pipe(POSTIL, checkCode=True)
        append(tagged.map(lambda line: (line,)))


if __name__ == "__main__":
    tag(SparkSession.builder.appName("postil tag").getOrCreate(), *sys.argv[1:])
