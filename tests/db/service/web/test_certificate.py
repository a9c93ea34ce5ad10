"""A service with a certificate: whoever does not trust it sends nothing, and nothing goes unencrypted."""

import ssl
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from db.file.store import Store
from db.service.web.running import NoCertificate, Running, Where
from domain.login import LoginRole
from tests.db import sample
from tests.db.service.web.client import Client, add, at_work, running


def signed(folder: Path, days: tuple[int, int] = (-1, 1)) -> Where:
    """Return where a service listens whose certificate it has signed itself, valid between these *days*."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "merilo")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) + timedelta(days=days[0]))
        .not_valid_after(datetime.now(UTC) + timedelta(days=days[1]))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "server.crt", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return Where(port=0, health_port=0, certificate=certificate, key=secret)


def test_who_trusts_the_certificate_is_served_and_nobody_else_gets_through(
    store: Store, tmp_path: Path
) -> None:
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    where = signed(tmp_path)
    with running(store, where) as service:
        trusting = ssl.create_default_context(cafile=where.certificate)
        assert at_work(service.port, "sokolova", trusting).ask("people.organisation.units") == ()
        with pytest.raises(ssl.SSLCertVerificationError):
            Client(service.port, ssl.create_default_context()).raw("GET", "/changed")
        old = ssl.create_default_context(cafile=where.certificate)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_2
        assert Client(service.port, old).raw("GET", "/")[0] == 404
        with pytest.raises((HTTPException, ConnectionError)):  # nothing is answered unencrypted
            Client(service.port).raw("GET", "/")
        assert Client(service.health_port).raw("GET", "/health")[0] == 200


def test_a_certificate_that_cannot_be_read_is_told(store: Store, tmp_path: Path) -> None:
    where = signed(tmp_path)
    assert where.key is not None
    where.key.write_text("no key")
    for wrong in (where, Where(port=0, health_port=0, certificate=tmp_path / "none", key=tmp_path / "none")):
        with pytest.raises(NoCertificate):
            Running(store, wrong)
