"""A gate before the server: shut, silent, or behind TLS and a key, without stopping the server."""

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_REFUSED = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Gate:
    """Passes connections on to *url*; see the methods for what else it may do."""

    def __init__(self, url: str, *, tls: ssl.SSLContext | None = None, key: str = ""):
        parts = urlsplit(url)
        self._server = (parts.hostname, parts.port)
        self._tls = tls
        self._key = key
        self._sockets: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self._flowing = threading.Event()
        self.open()

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self._port}"

    def open(self) -> None:
        """Let everything pass, from now on and what hung."""
        self._flowing.set()
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self._port = self._listener.getsockname()[1]
            threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def shut(self) -> None:
        """Refuse connections and cut those that there are, as when the server is stopped."""
        listener, self._listener = self._listener, None
        if listener:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        sockets, self._sockets = self._sockets, []
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._flowing.set()

    def hold(self) -> None:
        """Accept connections and say nothing, as a server that hangs does."""
        self._flowing.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            if self._tls:
                client = self._tls.wrap_socket(client, server_side=True)
            server = socket.create_connection(self._server)
        except OSError:
            client.close()
            return
        self._sockets += [client, server]
        threading.Thread(target=self._pipe, args=[server, client], daemon=True).start()
        self._pipe(client, server, key=self._key)

    def _pipe(self, source: socket.socket, target: socket.socket, *, key: str = "") -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._flowing.wait()
                if key and f"apikey {key}".encode() not in data.replace(b"ApiKey", b"apikey"):
                    source.sendall(_REFUSED)
                    break
                key = ""  # the head of the first request is enough of a look
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.close()


def certificate(folder: Path) -> tuple[Path, Path, str]:
    """A certificate for 127.0.0.1 that signs itself, its key, and its SHA-256 in hexadecimal."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "ca.pem", folder / "key.pem"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_file, key_file, made.fingerprint(hashes.SHA256()).hex()
