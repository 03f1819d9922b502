"""The ordinary page that Leave leads to, answered on this machine: a browser asked to route a request
keeps no copy of any file, and every page would fetch all of its files again."""

import base64
import hashlib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

EXIT = "https://example.org/"  # where Leave leads in the demo: an ordinary page
HOST = "example.org"
WEATHER = b"<!doctype html><html lang=en><title>Weather</title><p>Rain later."
A_DAY = timedelta(days=1)


@contextmanager
def answered(folder: Path) -> Iterator[tuple[str, ...]]:
    """Answer EXIT; hands over what a browser is started with to find it and to believe its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pin = _certificate(folder / "exit.pem")
    context.load_cert_chain(folder / "exit.pem")
    server = _Server(("127.0.0.1", 0), _Weather)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield (
            f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{server.server_port},"
            " MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={pin}",
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may open a connection and never ask anything."""


class _Weather(BaseHTTPRequestHandler):
    timeout = 10  # seconds; a connection without a question is given up

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 204)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(WEATHER)

    def log_message(self, *_: object) -> None:
        """Nothing: pytest's output is for tests."""


def _certificate(path: Path) -> str:
    """Write a key and its own signature for HOST to `path`; the hash that a browser can be told to trust."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + A_DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()
