"""A forecast on Spark: ranges of cases as partitions, merged to the bytes of one run.

    pip install pyspark    # and this package, on every node
    spark-submit spark_forecast.py treaty-first 100000000
"""

import sys

import comity
from pyspark.sql import SparkSession


def main(scenario: str, n: int) -> None:
    spark = SparkSession.builder.appName("comity").getOrCreate()
    context = spark.sparkContext
    job = comity.parts.forecast(scenario)
    pilot = job.pilot(n)
    ranges = comity.parts.ranges(pilot.reached, n, pilot.rate, workers=context.defaultParallelism)
    # Spark's own reductions do not keep neighbours together; sixteen of them make a merge.
    tasks = context.parallelize(list(enumerate(ranges)), max(1, len(ranges)))
    groups = tasks.map(lambda task: (task[0] // 16, job.count(*task[1]))).groupByKey()
    merged = groups.map(lambda group: job.merge(list(group[1]))).collect()
    print(job.answer(job.merge([pilot.part, *merged])).to_frame())
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
