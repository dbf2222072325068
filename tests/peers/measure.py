"""What other generators make of our cases: whether they write Rust, whether it compiles, and what valid JSON becomes.

    python3 tests/peers/measure.py OUT [--only NAME,…] [--rows NAME,…]

Needs PyYAML, cargo, and the generators on `PATH` (see `peers.py`); those that are missing are left out. All that is
written stays below `OUT`, in a folder for each generator: a crate for each case (`all-…`) and for each row of the
table (`row-…`), and `results.json`. Dependencies are built once.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from documents import cut, read
from older import older
from peers import PEERS, Refused
from rows import ROWS

CASES = Path(__file__).resolve().parent.parent / "cases"
PROBE = """\
use {models}::{type_} as Probed;

macro_rules! again {{
    ($value:expr) => {{ println!("= {{}}", serde_json::to_string($value).unwrap()) }};
}}

fn main() {{
    for text in [{values}] {{
        match serde_json::from_str::<Probed>(text) {{
            Ok(value) => {again},
            Err(error) => println!("! {{error}}"),
        }}
    }}
}}
"""
AGAIN = "again!(&value)"
SHOWN = 'println!("? {value:?}")'


def units(chosen):
    """What is generated: a name, the case it is from, and its row, if it is not the case as a whole."""
    for spec in sorted(CASES.glob("*/*/spec.yaml")):
        case = spec.parent.relative_to(CASES).as_posix()
        if not chosen:
            yield "all-" + case.replace("/", "-"), spec, None
    for row in ROWS:
        if not chosen or row.name in chosen:
            yield "row-" + row.name, CASES / row.case / "spec.yaml", row


def write(peer, folder, name, spec, row):
    """Generates one crate; gives the reason where there is none."""
    out = folder / name
    if out.exists():
        shutil.rmtree(out)
    try:
        if peer.only_3_0 or (row and row.cut):
            document = cut(read(spec), **(row.cut if row else {}))
            document = older(document) if peer.only_3_0 else document
            spec = folder / "documents" / f"{name}.json"
            spec.parent.mkdir(exist_ok=True)
            spec.write_text(json.dumps(document, indent=1, ensure_ascii=False))
        peer.write(spec, out, name)
    except Refused as error:
        return str(error)
    return None if (out / "Cargo.toml").exists() else "no Cargo.toml"


def workspace(folder, members):
    quoted = ", ".join(f'"{member}"' for member in members)
    (folder / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = [{quoted}]\n')


def shared(folder):
    """One for all generators: they share most of their dependencies."""
    return folder.parent / "target"


def cargo(folder, *arguments):
    """Builds, and gives what was built and the errors, by the name of the target. Debug information is left out."""
    environment = {
        **os.environ,
        "CARGO_TARGET_DIR": str(shared(folder)),
        "RUSTFLAGS": "-Awarnings",
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "CARGO_INCREMENTAL": "0",
    }
    command = ["cargo", *arguments, "--keep-going", "--message-format", "json", "--quiet"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    errors, built = {}, set()
    for line in done.stdout.splitlines():
        message = json.loads(line)
        name = message.get("target", {}).get("name", "").replace("_", "-")
        if message["reason"] == "compiler-artifact":
            built.add(name)
        elif message["reason"] == "compiler-message":
            said = message["message"]
            if said["level"] == "error" and said["spans"]:
                errors.setdefault(name, []).append(said["rendered"])
    if not built and not errors:
        print(done.stderr[-4000:], file=sys.stderr)
    return built, errors


def probe(peer, folder, results, rows, again):
    """Writes a program for each row with values, and runs those that compile."""
    programs = folder / "probe" / "src" / "bin"
    shutil.rmtree(folder / "probe", ignore_errors=True)
    programs.mkdir(parents=True)
    rows = [row for row in rows if row.values and results["row-" + row.name].get("compiles")]
    names = ["row-" + row.name for row in rows]
    for row, name in zip(rows, names):
        (programs / f"{name}.rs").write_text(
            PROBE.format(
                models=peer.models.format(crate=name.replace("-", "_")),
                type_=row.type,
                values=", ".join(f"r##\"{value}\"##" for value in row.values),
                again=again,
            )
        )
    features = ", ".join(f'"{feature}"' for feature in peer.features)
    needs = "".join(f'{name} = {{ path = "../{name}", features = [{features}] }}\n' for name in names)
    (folder / "probe" / "Cargo.toml").write_text(
        f'[package]\nname = "probe"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\nserde_json = "1"\n{needs}'
    )
    workspace(folder, ["probe", *names])
    built, errors = cargo(folder, "build", "--package", "probe", "--bins")
    for row, name in zip(rows, names):
        program = shared(folder) / "debug" / name
        result = results[name]
        if name not in built or name in errors:
            result["probe"] = "".join(errors.get(name, ["not built"]))[:2000]
            continue
        done = subprocess.run([program], capture_output=True, text=True)
        result.pop("probe", None)
        result["values"] = [compared(*pair) for pair in zip(row.values, done.stdout.splitlines())]


def compared(sent, answer):
    kind, text = answer[0], answer[2:]
    if kind == "!":
        return f"{sent} refused: {text}"
    if kind == "?":
        return f"{sent} read as {text}"
    return f"{sent} kept" if json.loads(text) == json.loads(sent) else f"{sent} becomes {text}"


def measure(peer, out, chosen):
    folder = out / peer.name
    folder.mkdir(parents=True, exist_ok=True)
    stored = folder / "results.json"
    results = json.loads(stored.read_text()) if chosen and stored.exists() else {}
    wanted = list(units(chosen))
    for name, spec, row in wanted:
        refused = write(peer, folder, name, spec, row)
        results[name] = {"refused": refused} if refused else {}
    written = [name for name, _, _ in wanted if "refused" not in results[name]]
    workspace(folder, written)
    if written:
        built, errors = cargo(folder, "build", "--workspace", "--lib")
        for name in written:
            results[name]["compiles"] = name in built and name not in errors
            if name in errors:
                results[name]["errors"] = len(errors[name])
                results[name]["first"] = errors[name][0][:1500]
    rows = [row for _, _, row in wanted if row]
    probe(peer, folder, results, rows, AGAIN)
    one_way = [row for row in rows if "probe" in results["row-" + row.name]]
    if one_way:
        probe(peer, folder, results, one_way, SHOWN)
    stored.write_text(json.dumps(results, indent=1, ensure_ascii=False))
    cases = [value for name, value in results.items() if name.startswith("all-")]
    generated = [value for value in cases if "refused" not in value]
    compiled = [value for value in generated if value["compiles"]]
    said = f"of {len(cases)} cases, {len(generated)} generate, {len(compiled)} compile" if cases else "done"
    print(f"{peer.name} {peer.version}: {said}; see {stored}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="generators, with commas")
    parser.add_argument("--rows", default="", help="rows, with commas; all rows and all cases otherwise")
    arguments = parser.parse_args()
    only = [name for name in arguments.only.split(",") if name]
    rows = [name for name in arguments.rows.split(",") if name]
    for peer in PEERS:
        if only and peer.name not in only:
            continue
        if not shutil.which(peer.program):
            print(f"{peer.name}: {peer.program} is not installed", flush=True)
            continue
        measure(peer, arguments.out.resolve(), rows)


if __name__ == "__main__":
    main()
