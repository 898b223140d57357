"""What every benchmark shares: three runs, their median, and a reference in the same run."""

import statistics
import time
from collections.abc import Callable

RUNS = 3


def median_of_runs(measure: Callable[[], float], runs: int = RUNS) -> float:
    """The median of *measure*, which returns one figure and is called *runs* times."""
    return statistics.median(measure() for _ in range(runs))


def seconds(action: Callable[[], object]) -> float:
    """How long *action* takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def reference() -> float:
    """Seconds of a fixed piece of work: tells one machine, or one noisy hour, from another."""
    return seconds(lambda: sum(str(number).count("7") for number in range(1_000_000)))


def show(name: str, value: float, unit: str, *, beside: float | None = None) -> None:
    """Print one figure, with the reference that was measured beside it."""
    note = f"   (reference work {beside * 1000:.0f} ms)" if beside is not None else ""
    print(f"{name:<58} {value:>10.1f} {unit}{note}", flush=True)
