"""Requests that read."""

from ..measuring import Outcome, at_least, at_most
from ..peers import Drf, Fastify, Nginx, Poco
from ..rows import COUNT
from ..tenon import Tenon
from . import case

APPLICATIONS = (Tenon, Fastify, Drf)


@case("hello", "hello through the router, no sign-in, 64 connections", 10)
def hello(bench):
    seen = bench.compare((Tenon, Nginx, Poco, Fastify, Drf), "GET", "/hello")
    return Outcome(
        [
            at_least("rate against nginx `return 200`", seen.ratio("Tenon", "nginx", "rate"), 0.75, "×"),
            at_most("CPU against nginx `return 200`", seen.ratio("Tenon", "nginx", "cpu_us"), 1.6, "×"),
        ],
        {"hello": seen},
    )


@case("read", "one of 10,000 records, signed in, SQLite, 64 connections", 20)
def read(bench):
    seen = bench.compare(APPLICATIONS, "GET", "/items/{n}", numbers=(1, COUNT), signed_in=True)
    return Outcome(
        [
            at_most("CPU of a request", seen.median("Tenon", "cpu_us"), 25, "µs"),
            at_least("rate against Fastify", seen.ratio("Tenon", "Fastify", "rate"), 4.5, "×"),
            at_least("rate against DRF", seen.ratio("Tenon", "DRF", "rate"), 80, "×"),
        ],
        {"read": seen},
    )


@case("list", "a page of 50 of 10,000 records, signed in, SQLite, 64 connections", 30)
def page(bench):
    seen = bench.compare(APPLICATIONS, "GET", "/items/?page={n}&page_size=50", numbers=(1, 10), signed_in=True)
    return Outcome([at_most("CPU of a request", seen.median("Tenon", "cpu_us"), 150, "µs")], {"list": seen})


@case("search", "text in 10,000 records, 50 of those found, signed in, SQLite, 64 connections", 40)
def search(bench):
    path = "/items/?search=number%20{n}&page_size=50"
    seen = bench.compare(APPLICATIONS, "GET", path, numbers=(10, 99), signed_in=True)
    return Outcome([], {"search": seen})


@case("text", "an answer of 50 KB, 64 connections", 70)
def text(bench):
    return Outcome([], {"text": bench.compare((Tenon, Nginx, Poco, Fastify), "GET", "/text")})
