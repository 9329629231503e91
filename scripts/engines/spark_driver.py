"""Spark SQL in local mode. See child-engine.ts for the lines."""
import json
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)


def cell(value):
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


for line in sys.stdin:
    try:
        lines = [
            [{name: cell(value) for name, value in row.asDict().items()} for row in spark.sql(statement).collect()]
            for statement in json.loads(line)
        ]
        answer = {"lines": lines}
    except Exception as error:
        answer = {"error": str(error)}
    print("@@ " + json.dumps(answer), flush=True)
spark.stop()
