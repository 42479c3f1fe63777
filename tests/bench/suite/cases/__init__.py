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
    is_brief: bool


def case(name, title, order, *, is_brief=True):
    """Registers a function that takes a Bench and answers an Outcome.

    What is not brief even in one short round is left out of a quick run, unless it is asked for by its name.
    """

    def register(measure):
        _cases.append(Case(name, title, order, measure, is_brief))
        return measure

    return register


def all_cases():
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return sorted(_cases, key=lambda one: one.order)
