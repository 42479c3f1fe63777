"""Where the two servers may differ, as rules about the bytes, each with its reason.

A rule holds for every message that its pattern finds something in. STRICTER: we refuse, and close, where nginx goes on.
LAXER: the other way round, or another number of requests heard; there must be few of these.
"""

import re
import typing
from collections.abc import Callable


class Rule(typing.NamedTuple):
    name: str
    applies: Callable[[bytes], bool]


def rule(name, pattern):
    return Rule(name, lambda message: re.search(pattern, message, re.DOTALL | re.MULTILINE) is not None)


def ends_a_chunk_with_lf(message):
    """A chunk whose data is a byte shorter than its size and so takes in the CR."""
    sizes = re.finditer(rb"^([0-9A-Fa-f]{1,8})\r\n", message, re.MULTILINE)
    return any(message.startswith(b"\r\n", size.end() + int(size[1], 16) - 1) for size in sizes)


def leaves_an_empty_line(message):
    """A body that goes on with an empty line behind its length."""
    heads = re.finditer(rb"(?i)^content-length:[ \t]*([0-9]{1,6})[ \t]*\r\n(?:[^\r\n]+\r\n)*\r\n", message, re.MULTILINE)
    return any(message.startswith((b"\r\n", b"\n"), head.end() + int(head[1])) for head in heads)


# Messages are cut and put into each other: a request may begin at any line.
TARGET = rb"^[A-Z_-]+ [^ \r\n]*"
# A field's line up to its value.
FIELD = rb"^[^\r\n:]+:"

STRICTER = [
    rule("line ends with LF alone (RFC 9112, 2.2: a server may take that)", rb"(?<!\r)\n"),
    rule("CR that ends no line (RFC 9112, 2.2)", rb"\r(?!\n)"),
    rule(
        "Host that is none (RFC 3986, 3.2.2)",
        rb"(?i)^host:(?![ \t]*(\[[0-9A-Z:.]+\]|[A-Z0-9._~!$&'()*+,;=%-]+)(:[0-9]*)?[ \t]*\r)",
    ),
    rule("line without a colon among fields (RFC 9112, 5)", rb"(HTTP/1\.[01]|^[^\r\n:]+:[^\r\n]*|^0+)\r\n[^:\r\n]+\r\n"),
    rule("empty line before a request (RFC 9112, 2.2: one should be skipped)", rb"\A\r\n|\r\n\r\n\r\n"),
    Rule("empty line behind a body", leaves_an_empty_line),
    rule("version that is neither 1.0 nor 1.1, or none (RFC 9112, 2.3)", rb"HTTP/(?!1\.[01]\r\n)|^[A-Z_-]+ [^ \r\n]* ?\r\n"),
    rule("other than one blank between the parts of the first line (RFC 9112, 3)", rb"^[A-Z_-]+ {2}|  HTTP/"),
    rule("name that is no token (RFC 9110, 5.1)", rb"^[^\r\n:]*[^!#$%&'*+.^_`|~0-9A-Za-z\r\n:-][^\r\n:]*:"),
    rule("control character in a value (RFC 9110, 5.5)", FIELD + rb"[^\r\n]*[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
    rule(
        "Connection that is no list of tokens (RFC 9110, 7.6.1)",
        rb"(?i)^(proxy-)?connection:[^\r\n]*([^\r\n\t ,!#$%&'*+.^_`|~0-9A-Z-]|[^,\s][ \t]+[^,\s])",
    ),
    rule("chunk extension (RFC 9112, 7.1.1: nobody needs them)", rb"^[0-9A-Fa-f]+[ \t]*;"),
    rule("framing in a trailer (RFC 9110, 6.5.1)", rb"(?i)^0+\r\n([^\r\n]+\r\n)*(content-length|transfer-encoding|host):"),
    rule("trailer without a name (RFC 9112, 7.1.2)", rb"^0+\r\n:"),
    Rule("line end of a chunk with LF alone (RFC 9112, 7.1)", ends_a_chunk_with_lf),
    rule("blank behind a chunk's size (RFC 9112, 7.1)", rb"^[0-9A-Fa-f]+[ \t]"),
    rule("dot segments (RFC 3986, 5.2.4: we do not guess where they lead)", TARGET + rb"(/|%2[fF])(\.|%2[eE]){2}(?![^/?# ])"),
    rule("escaped slash, backslash or control character in a path", TARGET + rb"(%2[fF]|%5[cC]|\\|%[01][0-9a-fA-F]|%7[fF])"),
    rule("fragment (RFC 9112, 3.2: it is no part of a target)", TARGET + rb"#"),
    rule("byte outside ASCII in a target (RFC 3986, 2)", TARGET + rb"[\x80-\xff]"),
    rule("Content-Type twice (RFC 9110, 8.3: it is one)", rb"(?i)^content-type:.*^content-type:"),
    rule("authority that is not the Host's (RFC 9112, 3.2.2)", rb"(?i)^[A-Z_-]+ (http|https)://"),
    rule("CONNECT", rb"^CONNECT "),
]
LAXER = [
    rule("tab around a value (RFC 9110, 5.5: it is a blank)", rb":\t| \t|\t\r\n|\t "),
    rule("digit in a method (RFC 9110, 9.1: it is a token)", rb"^[A-Z_-]*[0-9][0-9A-Z_-]* [^ \r\n]+ HTTP/"),
    rule("TRACE (refused by both, but no reason to end a connection)", rb"^TRACE "),
    rule("Expect twice (RFC 9110, 10.1.1: it is a list)", rb"(?i)^expect:.*^expect:"),
    rule("close beside keep-alive (RFC 9112, 9.3: it is stronger)", rb"(?i)^connection:.*close.*keep-alive"),
    rule("keep-alive within another word of an HTTP/1.0 request", rb"(?i)HTTP/1\.0\r\n.*keep-alive[^ ,\r]|[^ ,:]keep-alive"),
]
