"""A mail server (aiosmtpd) that asks for STARTTLS and a login, as a deployer's does.

Writes {"port", "ca_file"} and then a line for each mail that it took. The arguments: a folder for its certificate;
`starttls`, `tls` for TLS from the first byte or `plain` for neither TLS nor login; the port, if it matters; `hangs` to
leave the recipient "hang@..." without an answer. "refused@..." is refused for good, "later@..." for now.
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER, MODE, PORT = sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["0"])[0])
HANGS = sys.argv[4:] == ["hangs"]
KEY, CERTIFICATE = f"{FOLDER}/key.pem", f"{FOLDER}/certificate.pem"


logging.disable()  # Clients that break off are what some tests are about


def say(**line):
    print(json.dumps(line), flush=True)


def tls():
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", KEY, "-out", CERTIFICATE],
        check=True, capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    return context


class Mailboxes:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 There is no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 Come back later"
        if HANGS and address.startswith("hang@"):
            say(hanging=True)
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(
            sender=envelope.mail_from, recipients=envelope.rcpt_tos, headers=dict(mail.items()),
            body=mail.get_content(), tls=session.ssl is not None or MODE == "tls", user=str(session.auth_data),
        )
        return "250 OK"


def login(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (b"tenon", b"a password of the mail server")
    return AuthResult(success=good, handled=False, auth_data="tenon")


def connection():
    if MODE == "plain":
        return SMTP(Mailboxes())
    starttls = {"tls_context": CONTEXT, "require_starttls": True} if MODE == "starttls" else {"auth_require_tls": False}
    return SMTP(Mailboxes(), authenticator=login, auth_required=True, **starttls)


async def main():
    outer = CONTEXT if MODE == "tls" else None
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", PORT, ssl=outer)
    say(port=server.sockets[0].getsockname()[1], ca_file=CERTIFICATE)
    await server.serve_forever()


CONTEXT = tls() if MODE != "plain" else None
asyncio.run(main())
