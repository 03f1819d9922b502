"""A Spark cluster of two workers on this machine gives the report of the embedded run, to the last byte.

`PYTHONPATH=src:examples python bench/spark/two_workers.py [--courses N] [--spoil HOW]`, in an environment of
its own made from `requirements/spark.txt`, with Java 17. Starts a master and two workers as processes and
ends them again. Each run deals the same made-up courses out in another way, writes the three files of a
report, and has to have kept both workers busy. Fails where a file differs. With `--spoil lost` one task loses
a course, with `--spoil orphan` a course is not there but its scores are: both have to fail.
"""

import argparse
import filecmp
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow as pa
import pyspark
import spark_outcomes as job
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

import amity
from amity.core.analytics import files, outcomes
from amity.core.analytics.course_frames import Asked
from amity.core.analytics.simulation import simulate
from amity.courses_files import reporting

SEED = 20260302
HOST = "127.0.0.1"
OURS = [str(Path(it).resolve().parent) for it in (amity.__path__[0], job.__file__)]
WORKERS = ("one", "two")
WAYS = ((1, 10_000), (7, 10_000), (7, 997), (200, 10_000))  # partitions, rows of a batch
REPORTS = ("report.json", "report.csv", "report.html")
BY = ("protocol", "problem_area", "age_band")  # the last has words that are not recorded


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the master listens, and the processes by name."""

    address: str
    processes: dict[str, int]


@contextmanager
def cluster(folder: Path, seconds: float = 120) -> Iterator[Cluster]:
    """A master and two workers of one core each, until it is left."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    address, deploy = f"spark://{HOST}:{port}", "org.apache.spark.deploy"
    quiet = ("-h", HOST, "--webui-port", 0)
    with ExitStack() as stack:
        log = folder / "master.log"
        master = _process(log, f"{deploy}.master.Master", "-p", port, *quiet)
        processes = {"master": stack.enter_context(master)}
        _wait(log, f"at {address}", seconds)
        for name in WORKERS:
            mine = ("-c", 1, "-m", "2g", "-d", folder / name, address)
            worker = _process(folder / f"{name}.log", f"{deploy}.worker.Worker", *quiet, *mine)
            processes[name] = stack.enter_context(worker)
        for name in WORKERS:
            _wait(folder / f"{name}.log", "Successfully registered", seconds)
        yield Cluster(address, processes)


@contextmanager
def _process(log: Path, *command: Any) -> Iterator[int]:
    home = Path(pyspark.__file__).parent
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST}
    env["SPARK_DAEMON_JAVA_OPTS"] = "-Dspark.master.rest.enabled=false"  # one port less
    with log.open("w") as out:
        words = [str(home / "bin" / "spark-class"), *map(str, command)]
        child = subprocess.Popen(words, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield child.pid
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait(log: Path, said: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while said not in (told := log.read_text()):
        if time.monotonic() > end:
            raise SystemExit(f"Spark did not start in {seconds:.0f} s. It said:\n{told[-2_000:]}")
        time.sleep(0.2)


def session(address: str) -> SparkSession:
    """The job's own process, and one executor on each worker."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": HOST}
    options = {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.executor.memory": "1g",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(OURS),
        "spark.ui.showConsoleProgress": "false",
        "spark.ui.enabled": "false",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # both are there before the first task
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
        "spark.cores.max": str(len(WORKERS)),
        "spark.sql.session.timeZone": "UTC",
    }
    making = SparkSession.builder.master(address).appName("two workers")
    for name, value in options.items():
        making = making.config(name, value)
    made = making.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def witnessed(
    rows: DataFrame, asked: Asked, *, spoil: str | None
) -> tuple[pl.DataFrame, dict[str, set[int]]]:
    """As `spark_outcomes.counted`, with the worker and the process that each partial says it comes from."""
    count = job.counting(asked)

    def told(batches: job.Batches) -> job.Batches:
        where = next(it for it in Path.cwd().parts if it in WORKERS)  # each worker has a folder of its own
        for batch in count(_without_one(batches) if spoil == "lost" else batches):
            said = {"worker": pa.array([where] * len(batch)), "process": pa.array([os.getpid()] * len(batch))}
            for name, column in said.items():
                batch = batch.append_column(name, column)
            yield batch

    schema = ", ".join([*(f"`{it}` string" for it in asked.by), job.COUNTED, "worker string, process long"])
    found = pl.DataFrame(pl.from_arrow(rows.mapInArrow(told, schema).toArrow()))
    workers = {
        str(name): set(mine["process"].to_list())
        for (name,), mine in found.group_by("worker", maintain_order=True)
    }
    return outcomes.combine([found.drop("worker", "process")]), workers


def _without_one(batches: job.Batches) -> job.Batches:
    """The planted fault: the first course of the first partition is lost."""
    first = TaskContext.get().partitionId() == 0
    for batch in batches:
        yield batch.slice(1) if first else batch
        first = False


def main() -> None:
    """Print what was done as JSON; fail where a report differs or a worker was idle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=100_000)
    parser.add_argument("--spoil", choices=("lost", "orphan"))
    given = parser.parse_args()
    asked = reporting.asked(["phq9", "gad7"], "gad7", BY)
    with TemporaryDirectory() as name:
        folder = Path(name)
        files.write((block.seen for block in simulate(given.courses, seed=SEED)), folder / "courses")
        start = time.perf_counter()
        list(reporting.write(reporting.count(folder / "courses", asked), asked, folder / "embedded"))
        embedded = time.perf_counter() - start
        with cluster(folder) as found:
            spark = session(found.address)
            try:
                runs = [run(spark, folder, asked, way, spoil=given.spoil) for way in WAYS]
            finally:
                spark.stop()
    result = {
        "name": "two_workers",
        "courses": given.courses,
        "seed": SEED,
        "spark": pyspark.__version__,
        "processes": found.processes,
        "seconds_embedded": round(embedded, 2),
        "runs": runs,
    }
    print(json.dumps(result, indent=1))
    if different := [it for it in runs if it["different"]]:
        raise SystemExit(f"{len(different)} of {len(runs)} runs gave another report than the embedded one.")
    if any(len(it["workers"]) < len(WORKERS) for it in runs if it["partitions"] > 1):
        raise SystemExit("A worker had nothing to do.")


def run(
    spark: SparkSession, folder: Path, asked: Asked, way: tuple[int, int], *, spoil: str | None
) -> dict[str, Any]:
    """One way of dealing the courses out; which files of the report are different."""
    partitions, rows = way
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows)
    out = folder / f"spark-{partitions}-{rows}"
    start = time.perf_counter()
    courses, scores = job.read(spark, folder / "courses")
    if spoil == "orphan":
        courses = courses.where("course != 0")
    whole, workers = witnessed(job.rows_of(courses, scores, partitions), asked, spoil=spoil)
    synthetic = job.is_synthetic(courses)
    list(reporting.write(reporting.told(whole, asked, synthetic=synthetic), asked, out))
    return {
        "partitions": partitions,
        "rows_of_a_batch": rows,
        "seconds": round(time.perf_counter() - start, 2),
        "workers": {name: sorted(processes) for name, processes in sorted(workers.items())},
        "different": [
            it for it in REPORTS if not filecmp.cmp(out / it, folder / "embedded" / it, shallow=False)
        ],
    }


if __name__ == "__main__":
    main()
