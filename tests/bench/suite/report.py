"""What a run prints: a table for each case, the figures, and the same for machines and for the README."""

import dataclasses
import json
import math
import os
import platform
import subprocess
import time

from .paths import ROOT


def number(value):
    if math.isnan(value):
        return "–"
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def limit(figure):
    sign = "≥" if figure.is_least else "≤"
    return f"{figure.what} {sign} {figure.limit:,g} {figure.unit}".rstrip()


def measured(figure):
    return f"{number(figure.measured)} {figure.unit}".rstrip()


def _row(comparison, subject):
    """Name, median rate and spread, CPU time, latency, and rate and CPU time against the first subject."""
    first = next(iter(comparison.samples))
    rates = comparison.values(subject, "rate")
    has_cpu = None not in comparison.values(subject, "cpu_us") + comparison.values(first, "cpu_us")
    return [
        subject,
        number(comparison.median(subject, "rate")),
        f"{number(min(rates))}…{number(max(rates))}" if len(rates) > 1 else "",
        number(comparison.median(subject, "cpu_us")) if has_cpu else "–",
        *([number(comparison.median(subject, "all_us"))] if _has_database(comparison) else []),
        number(comparison.median(subject, "p50_ms")),
        number(comparison.median(subject, "p99_ms")),
        number(comparison.ratio(first, subject, "rate")),
        number(comparison.ratio(first, subject, "all_us")) if has_cpu else "–",
    ]


def _has_database(comparison):
    """Whether the CPU time of a database beside the subjects was measured."""
    return any(sample.database_us is not None for samples in comparison.samples.values() for sample in samples)


def _table(comparison):
    database = ["with database"] if _has_database(comparison) else []
    headings = ["", "per s", "spread", "CPU µs", *database, "p50 ms", "p99 ms", "1st/this: rate", "CPU"]
    return [headings] + [_row(comparison, subject) for subject in comparison.samples]


def _aligned(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])])


def as_text(case, outcome):
    lines = [f"{case.name}: {case.title}"]
    for comparison in outcome.comparisons.values():
        lines += _aligned(_table(comparison))
    for figure in outcome.figures:
        lines.append(f"  {'reached' if figure.is_reached else 'MISSED '}  {limit(figure)}: {measured(figure)}")
    return "\n".join(lines + [f"  {note}" for note in outcome.notes]) + "\n"


def machine():
    with open("/proc/cpuinfo") as info:
        models = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    return f"{os.cpu_count()} × {models[0] if models else platform.machine()}, Linux {platform.release()}"


def conditions(extent):
    revision = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return (f"{time.strftime('%Y-%m-%d', time.gmtime())}, revision {revision}, {machine()}; {extent.rounds} interleaved rounds of "
            f"{extent.seconds} s, medians.")


def as_markdown(results, extent):
    lines = [conditions(extent), "", "| case | figure to reach | measured | |", "|---|---|---|---|"]
    for case, outcome in results:
        for figure in outcome.figures:
            lines.append(f"| {case.name} | {limit(figure)} | {measured(figure)} | {'reached' if figure.is_reached else 'missed'} |")
    for case, outcome in results:
        for comparison in outcome.comparisons.values():
            headings, *rows = ["| " + " | ".join(row) + " |" for row in _table(comparison)]
            lines += ["", f"**{case.name}**: {case.title}", "", headings, "|---|" + "---:|" * (headings.count(" | "))]
            lines += rows
        lines += [line for note in outcome.notes for line in ("", note)]
    return "\n".join(lines) + "\n"


def as_json(results, extent):
    return json.dumps(
        {"conditions": conditions(extent),
         "cases": {case.name: {"title": case.title, **dataclasses.asdict(outcome)} for case, outcome in results}},
        indent=2, default=str,
    )
