"""What is measured: each file registers its cases; a new file needs no mention elsewhere."""

import importlib
import pkgutil
from dataclasses import dataclass
from typing import Callable

_cases = []


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    order: int
    measure: Callable


def case(name, title, order):
    """Registers a function that takes a Bench and answers an Outcome."""

    def register(measure):
        _cases.append(Case(name, title, order, measure))
        return measure

    return register


def all_cases():
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return sorted(_cases, key=lambda one: one.order)
