"""Samples, medians and ratios."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Sample:
    """One subject in one round. CPU time is that of the subject's processes alone, never of who asks."""

    rate: float
    p50_ms: float
    p99_ms: float
    cpu_us: float | None = None
    database_us: float | None = None  # of a database with processes of its own, where that was measured

    @property
    def all_us(self):
        return None if self.cpu_us is None else self.cpu_us + (self.database_us or 0)


@dataclass
class Figure:
    """A figure to reach and what was measured."""

    what: str
    measured: float
    limit: float
    is_least: bool
    unit: str

    @property
    def is_reached(self):
        return self.measured >= self.limit if self.is_least else self.measured <= self.limit


def at_least(what, measured, limit, unit=""):
    return Figure(what, measured, limit, True, unit)


def at_most(what, measured, limit, unit=""):
    return Figure(what, measured, limit, False, unit)


@dataclass
class Comparison:
    """Samples of several subjects, round by round, so that the machine's moods hit all of them alike."""

    samples: dict = field(default_factory=dict)

    @classmethod
    def of(cls, subjects, extent):
        """Asks each of `subjects` (name: function that answers a Sample) once in every round."""
        if extent.rounds > 1:
            for measure in subjects.values():
                measure()  # Caches fill; what is measured meanwhile does not count.
        made = cls({name: [] for name in subjects})
        for number in range(extent.rounds):
            for name in rotated(list(subjects), number):
                made.samples[name].append(subjects[name]())
        return made

    def values(self, subject, quantity):
        return [getattr(sample, quantity) for sample in self.samples[subject]]

    def median(self, subject, quantity):
        return statistics.median(self.values(subject, quantity))

    def ratio(self, subject, peer, quantity):
        """The median of the ratios within each round."""
        pairs = zip(self.values(subject, quantity), self.values(peer, quantity))
        return statistics.median(a / b for a, b in pairs)


def rotated(names, number):
    """Another one begins in each round."""
    at = number % len(names)
    return names[at:] + names[:at]


@dataclass
class Outcome:
    """What a case found out."""

    figures: list = field(default_factory=list)
    comparisons: dict = field(default_factory=dict)  # title: Comparison
    notes: list = field(default_factory=list)
