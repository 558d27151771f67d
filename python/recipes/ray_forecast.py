"""A forecast on Ray: ranges of cases as tasks, merged to the bytes of one run.

    pip install ray    # and this package, on every node
    python ray_forecast.py treaty-first 100000000
"""

import sys

import comity
import ray


@ray.remote(num_cpus=1, max_retries=3)
def count(job: comity.parts.Job, start: int, stop: int) -> bytes:
    return job.count(start, stop)


@ray.remote(num_cpus=1, max_retries=3)
def merge(job: comity.parts.Job, *parts: bytes) -> bytes:
    return job.merge(parts)


def main(scenario: str, n: int) -> None:
    ray.init()
    job = comity.parts.forecast(scenario)
    pilot = job.pilot(n)
    cores = int(ray.cluster_resources()["CPU"])
    ranges = comity.parts.ranges(pilot.reached, n, pilot.rate, workers=cores)
    parts = [ray.put(pilot.part), *(count.remote(job, *each) for each in ranges)]
    while len(parts) > 1:
        parts = [merge.remote(job, *parts[at : at + 16]) for at in range(0, len(parts), 16)]
    print(job.answer(ray.get(parts[0])).to_frame())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
