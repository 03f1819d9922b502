"""The outcomes of a country's courses in Spark: the functions of `amity outcomes`, run where the courses lie.

`spark-submit --master spark://HOST:7077 examples/spark_outcomes.py DIR OUT --by protocol`, with DIR as `amity
simulate` lays it out and Java 17; `requirements/spark.txt` says what each machine needs besides amity itself.
A copy of this file is where a country begins: only `read` knows how its courses are kept.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from amity.core.analytics import outcomes
from amity.core.analytics.course_frames import SCORE, Asked, check
from amity.core.analytics.course_rows import INSIDE, courses_of
from amity.courses_files import reporting

Batches = Iterator[pa.RecordBatch]
COUNTED: Final = "what string, at long, n long"  # of a partial, after the columns of asked.by


def read(spark: SparkSession, folder: Path) -> tuple[DataFrame, DataFrame]:
    """The courses and the scores of a folder."""
    courses, scores = (spark.read.parquet(str(folder / table)) for table in ("courses", "scores"))
    return courses, scores


def rows_of(courses: DataFrame, scores: DataFrame, partitions: int) -> DataFrame:
    """`course_rows.rows_of` in Spark: one row per course, its scores inside, dealt out by the course's key.

    The join is full, so that scores of a course that is not there are refused by a worker, not lost.
    """
    types = {"measure": "string", "session": "int", "score": "double"}
    fields = [f.col(name).cast(types[name]).alias(name) for name in SCORE]
    inside = (
        scores.repartition(partitions, "course")
        .groupBy("course")
        .agg(f.collect_list(f.struct(*fields)).alias(INSIDE))
    )
    return courses.repartition(partitions, "course").join(inside, "course", "full")


def counting(asked: Asked) -> Callable[[Batches], Batches]:
    """What a worker does with the rows of one partition, batch by batch: check, count, add up.

    Raises ValueError in the worker, and so in the job, for rows that hold no courses.
    """

    def count(batches: Batches) -> Batches:
        partials = [_partial(batch, asked) for batch in batches]
        if partials:
            yield from _sent(outcomes.combine(partials))

    return count


def _partial(batch: pa.RecordBatch, asked: Asked) -> pl.DataFrame:
    rows = pl.DataFrame(pl.from_arrow(batch))
    whole = courses_of(rows.lazy())
    check(whole, asked)
    return outcomes.partial(whole, asked)


def _sent(partial: pl.DataFrame) -> Iterable[pa.RecordBatch]:
    """Text as Spark knows it: polars counts its letters in 64 bits."""
    table = partial.to_arrow()
    narrow = [
        pa.field(it.name, pa.string() if pa.types.is_large_string(it.type) else it.type)
        for it in table.schema
    ]
    return table.cast(pa.schema(narrow)).to_batches()


def counted(rows: DataFrame, asked: Asked) -> pl.DataFrame:
    """Every partition counted in its worker, and the partials added up here."""
    schema = ", ".join([*(f"`{column}` string" for column in asked.by), COUNTED])
    partials = rows.mapInArrow(counting(asked), schema).toArrow()
    return outcomes.combine([pl.DataFrame(pl.from_arrow(partials))])


def is_synthetic(courses: DataFrame) -> bool:
    """Whether any of them is made up; a country's own table need not have the column."""
    return "synthetic" in courses.columns and bool(courses.agg(f.max("synthetic")).first()[0])


def main() -> None:
    """Count the courses of DIR and write the report into OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("output", metavar="OUT", type=Path)
    parser.add_argument("--by", action="append", default=[], metavar="COLUMN")
    parser.add_argument("--partitions", type=int, default=200, metavar="N")
    given = parser.parse_args()
    asked = reporting.asked(["phq9", "gad7"], "gad7", given.by)
    spark = SparkSession.builder.appName("amity outcomes").getOrCreate()
    courses, scores = read(spark, given.folder)
    whole = counted(rows_of(courses, scores, given.partitions), asked)
    synthetic = is_synthetic(courses)
    for path in reporting.write(reporting.told(whole, asked, synthetic=synthetic), asked, given.output):
        print(path)
    spark.stop()


if __name__ == "__main__":
    main()
