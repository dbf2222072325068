"""How each generator, ours among them, is called, and where its crate and its types are.

The programs are looked for on `PATH`: `cargo install cargo-progenitor openapi-to-rust oas3-gen ploidy`, and
`pip install openapi-generator-cli` with Java. Their versions are written here, not asked for.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

LIMIT = 120  # seconds that one document may take


@dataclass(frozen=True)
class Peer:
    """A generator: `write(spec, out, name)` leaves a crate `name` in `out`, or raises `Refused`."""

    name: str
    version: str
    program: str
    models: str  # the path of the module of the types; `{crate}` is the crate
    write: Callable[[Path, Path, str], None]
    only_3_0: bool = False
    features: tuple = ()  # of the crate, for `serde`


class Refused(Exception):
    """The generator wrote nothing; the text is what it said."""


def run(command, cwd=None):
    environment = {**os.environ, "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"no end within {LIMIT} s") from error
    if done.returncode != 0:
        raise Refused((done.stderr + done.stdout).strip()[-4000:])


def progenitor(spec, out, name):
    run(["cargo-progenitor", "progenitor", "-i", spec, "-o", out, "-n", name, "-v", "0.1.0"])


def openapi_generator(spec, out, name):
    options = f"packageName={name},packageVersion=0.1.0"
    run(
        ["openapi-generator-cli", "generate", "-g", "rust", "--skip-validate-spec", "-i", spec, "-o", out]
        + ["--additional-properties", options]
    )
    if not (out / "Cargo.toml").exists():
        raise Refused("no Cargo.toml")


def openapi_to_rust(spec, out, name):
    out.mkdir(parents=True)
    run(["openapi-to-rust", "generate", spec], cwd=out)
    generated = out / "src" / "generated"
    needs = (generated / "REQUIRED_DEPS.toml").read_text()
    (out / "Cargo.toml").write_text(f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\n\n{needs}')
    (out / "src" / "lib.rs").write_text("pub mod generated;\npub use generated::*;\n")


def oas3_gen(spec, out, name):
    run(["oas3-gen", "generate", "client-mod", "--workspace", "--module-version", "0.1.0", "-i", spec, "-o", out])


def ploidy(spec, out, name):
    run(["ploidy", "generate", "rust", spec, "-o", out, "--name", name])


def specsmith(spec, out, name):
    run(["cargo", "xtask", "codegen", "--spec", spec, "--out", out, "--name", name], cwd=Path(__file__).parent)
    module = next(each.name for each in (out / "src").iterdir() if each.is_dir())
    with (out / "src" / "lib.rs").open("a") as lib:
        lib.write(f"pub use {module}::*;\n")  # the module is named after the file


PEERS = [
    Peer("specsmith", "here", "cargo", "{crate}::types", specsmith, features=("serde",)),
    Peer("progenitor", "0.15.1", "cargo-progenitor", "{crate}::types", progenitor, only_3_0=True),
    Peer("openapi-generator", "7.26.0", "openapi-generator-cli", "{crate}::models", openapi_generator),
    Peer("openapi-to-rust", "0.23.0", "openapi-to-rust", "{crate}::types", openapi_to_rust),
    Peer("oas3-gen", "0.29.0", "oas3-gen", "{crate}", oas3_gen),
    Peer("ploidy", "0.15.0", "ploidy", "{crate}::types", ploidy),
]
