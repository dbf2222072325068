#!/usr/bin/env python3
"""Measures what emitted code costs to compile, against two other shapes of the same API (see shapes.py).

    python3 tests/shape/measure.py OUT [--runs N] [--scale K] [--only NAME ...]

Writes the synthetic document and the crates below OUT (about 2 GB with dependencies), compiles each alone with
its dependencies already built, and prints medians of user CPU seconds and peak memory. Needs cargo and nothing
else that is not in this repository."""

import argparse
import json
import os
import random
import statistics
import subprocess
from pathlib import Path

import document
import shapes

ROOT = Path(__file__).resolve().parents[2]
OURS, CALL, ASYNC = "specsmith", "serde_call", "serde_async"


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def manifest(name, dependencies):
    return (
        f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
        + "\n".join(dependencies)
        + "\n[profile.dev]\ndebug = false\nincremental = false\n[profile.release]\nstrip = true\n"
    )


def consumer(shape, m, resources):
    """A program that makes every call of the first `resources` resources."""
    body = []
    for one, many in m.resources[:resources]:
        item = document.camel(one)
        for verb in ("Create", "Update"):
            required = [f for f in m.objects[f"{verb}{item}"].fields if f.required]
            values = ['"x".to_owned()' if f.type == ("string",) else "1" for f in required]
            if shape == OURS:
                args = ", ".join((["\"id\""] if verb == "Update" else []) + values)
                body.append(f"show(c.{many}().{verb.lower()}({args}).send().await);")
            else:
                fields = ", ".join(f"{shapes.snake(f.name)}: {v}" for f, v in zip(required, values))
                rest = ", ".join(f"{shapes.snake(f.name)}: None" for f in m.objects[f"{verb}{item}"].fields if not f.required)
                value = f"{verb}{item} {{ {', '.join(p for p in (fields, rest) if p)} }}"
                ident = '"id", ' if verb == "Update" else ""
                if shape == CALL:
                    body.append(f"show(c.{many}().{verb.lower()}({ident}{value}).send().await);")
                else:
                    body.append(f"show(c.{many}_{verb.lower()}({ident}&{value}).await);")
        if shape == ASYNC:
            body.append(f'show(c.{many}_list(Some(20), None, Some("x"), None).await);')
            body.append(f'show(c.{many}_get("id").await);')
            body.append(f'show(c.{many}_delete("id").await);')
        else:
            body.append(f'show(c.{many}().list().limit(20).query("x").send().await);')
            body.append(f'show(c.{many}().get("id").send().await);')
            body.append(f'show(c.{many}().delete("id").send().await);')
    calls = "\n    ".join(body)
    head = {
        OURS: 'use specsmith_api::synthetic::Client;\nfn client() -> Client { Client::new("token").unwrap() }',
        CALL: 'use serde_call::{Client, types::*};\nfn client() -> Client { Client::new(serde_call::rt::ClientBuilder::new(&API).build().unwrap()) }\n'
        'static API: serde_call::rt::Api = serde_call::rt::Api { name: "x", servers: &["https://api.example.com/v1"], server_env: None, schemes: &[], timeout: None, user_agent: "x/1" };',
        ASYNC: 'use serde_async::{Client, types::*};\nfn client() -> Client { Client::new("https://api.example.com/v1", "token") }',
    }[shape]
    # Not compared by value: only whether the call succeeded.
    return (
        f"#![allow(unused_imports)]\n{head}\nfn show<T, E>(answer: Result<T, E>) {{ println!(\"{{}}\", answer.is_ok()); }}\n"
        f"async fn run(c: Client) {{\n    {calls}\n}}\n"
        "fn main() { tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run(client())) }\n"
    )


SPEED = """//! Decodes and encodes one page with both kinds of types, in turns; the best round of each counts.
use std::hint::black_box;
use std::time::Instant;

use serde_async::types::@PAGE@ as Serde;
use specsmith_api::synthetic::types::@PAGE@ as Ours;
use specsmith_runtime::json;

fn time(best: &mut f64, bytes: usize, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    *best = best.min(start.elapsed().as_nanos() as f64 / bytes as f64);
}

fn main() {
    let page = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let ours: Ours = json::from_slice(&page).unwrap();
    let serde: Serde = serde_json::from_slice(&page).unwrap();
    let written = json::to_vec(&ours).unwrap();
    let given: serde_json::Value = serde_json::from_slice(&page).unwrap();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&written).unwrap(), given);
    assert_eq!(serde_json::to_value(&serde).unwrap(), given);
    let mut best = [f64::MAX; 4];
    for _ in 0..100 {
        time(&mut best[0], page.len(), || { black_box(json::from_slice::<Ours>(black_box(&page)).unwrap()); });
        time(&mut best[1], page.len(), || { black_box(serde_json::from_slice::<Serde>(black_box(&page)).unwrap()); });
        time(&mut best[2], written.len(), || { black_box(json::to_vec(black_box(&ours)).unwrap()); });
        time(&mut best[3], written.len(), || { black_box(serde_json::to_vec(black_box(&serde)).unwrap()); });
    }
    println!("page of {} bytes", page.len());
    println!("decode: {:.2} ns/byte, serde_json {:.2}, ratio {:.2}", best[0], best[1], best[0] / best[1]);
    println!("encode: {:.2} ns/byte, serde_json {:.2}, ratio {:.2}", best[2], best[3], best[2] / best[3]);
}
"""


def speed(out, m, target):
    """Decodes and encodes a page of about 1 MB: emitted types against serde derives."""
    rng = random.Random(3)
    one, _ = max(m.resources, key=lambda r: len(m.objects[document.camel(r[0])].fields))
    item = document.camel(one)
    data, size = [], 0
    while size < 1_000_000:
        data.append(document.sample(m, ("ref", item), rng))
        size += len(json.dumps(data[-1], ensure_ascii=False, separators=(",", ":")).encode())
    page = out / "page.json"
    page.write_text(json.dumps({"data": data, "total": len(data)}, ensure_ascii=False, separators=(",", ":")))
    depend = [
        'serde_json = "1"',
        'serde_async = { path = "../serde_async" }',
        'specsmith-api = { path = "../specsmith", features = ["synthetic"] }',
        f'specsmith-runtime = {{ path = "{ROOT}/generator/runtime" }}',
    ]
    write(out / "speed", {"Cargo.toml": manifest("speed", depend), "src/main.rs": SPEED.replace("@PAGE@", f"{item}Page")})
    run(["cargo", "build", "--release"], out / "speed", target)
    print()
    print(subprocess.run([target / "release" / "speed", page], check=True, capture_output=True, text=True).stdout)


def prepare(out, m, only):
    spec = out / "synthetic.json"
    spec.write_text(json.dumps(document.openapi(m), indent=1))
    runtime = f'specsmith-runtime = {{ path = "{ROOT}/generator/runtime" }}'
    serde = ['serde = { version = "1", features = ["derive"] }', 'serde_json = "1"']
    if OURS in only:
        subprocess.run(
            ["cargo", "xtask", "codegen", "--spec", str(spec), "--out", str(out / OURS), "--name", "specsmith-api"],
            cwd=ROOT, check=True,
        )
    if CALL in only:
        write(out / CALL, {"Cargo.toml": manifest(CALL, serde + [runtime]), **shapes.serde_call(m)})
    if ASYNC in only:
        http = ['reqwest = { version = "0.13.5", default-features = false, features = ["rustls", "http2", "json", "query"] }', 'percent-encoding = "2"']
        write(out / ASYNC, {"Cargo.toml": manifest(ASYNC, serde + http), **shapes.serde_async(m)})
    for shape in only:
        package = "specsmith-api" if shape == OURS else shape
        features = ', features = ["synthetic"]' if shape == OURS else ""
        depend = [
            f'{package} = {{ path = "../{shape}"{features} }}',
            'tokio = { version = "1", features = ["rt", "net", "time"] }',
            'serde_json = "1"',
        ]
        for size, count in (("five", 1), ("all", len(m.resources))):
            write(out / f"{shape}_{size}", {"Cargo.toml": manifest(f"{shape}_{size}", depend), "src/main.rs": consumer(shape, m, count)})


def run(command, cwd, target):
    """User CPU seconds and peak MB of a command and its children."""
    env = {**os.environ, "CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": "0", "RUSTFLAGS": ""}
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} in {cwd} failed:\n{text[-6000:]}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def clean(package, cwd, target, *flags):
    subprocess.run(["cargo", "clean", "--quiet", "-p", package, *flags], cwd=cwd, check=True, env={**os.environ, "CARGO_TARGET_DIR": str(target)}, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[OURS, CALL, ASYNC])
    args = parser.parse_args()
    out = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    m = document.model(args.scale)
    prepare(out, m, args.only)
    target = out / "target"
    cells = {}

    def cell(shape, name, value):
        cells.setdefault(name, {}).setdefault(shape, []).append(value)

    commands = {"check": ["cargo", "check"], "build": ["cargo", "build"], "release": ["cargo", "build", "--release"]}
    for shape in args.only:
        package = "specsmith-api" if shape == OURS else shape
        features = ["--features", "synthetic"] if shape == OURS else []
        for command in commands.values():
            run(command + features, out / shape, target)
        for size in ("five", "all"):
            run(commands["release"], out / f"{shape}_{size}", target)
        source = list((out / shape / "src").rglob("*.rs"))
        cell(shape, "emitted lines", sum(len(p.read_text().splitlines()) for p in source))
        cell(shape, "emitted kB", sum(p.stat().st_size for p in source) / 1000)
    for _ in range(args.runs):
        for shape in args.only:
            package = "specsmith-api" if shape == OURS else shape
            features = ["--features", "synthetic"] if shape == OURS else []
            for name, command in commands.items():
                clean(package, out / shape, target, *(["--release"] if name == "release" else []))
                seconds, memory = run(command + features, out / shape, target)
                cell(shape, f"{name}: user s", seconds)
                cell(shape, f"{name}: peak MB", memory)
            rlib = max((target / "release").glob(f"lib{package.replace('-', '_')}.rlib"), key=lambda p: p.stat().st_mtime)
            cell(shape, "release: rlib MB", rlib.stat().st_size / 1e6)
            for size in ("five", "all"):
                folder = out / f"{shape}_{size}"
                clean(package, folder, target, "--release")
                clean(f"{shape}_{size}", folder, target, "--release")
                seconds, memory = run(commands["release"], folder, target)
                cell(shape, f"library + consumer of {size}, release: user s", seconds)
                cell(shape, f"library + consumer of {size}, release: peak MB", memory)
                cell(shape, f"binary of {size}, stripped: MB", (target / "release" / f"{shape}_{size}").stat().st_size / 1e6)
    print("| | " + " | ".join(args.only) + " | " + " | ".join(f"{s} / {args.only[0]}" for s in args.only[1:]) + " |")
    print("|---" * (2 * len(args.only)) + "|")
    for name, row in cells.items():
        medians = [statistics.median(row[s]) for s in args.only]
        print(f"| {name} | " + " | ".join(f"{v:.2f}" for v in medians) + " | " + " | ".join(f"{v / medians[0]:.1f}" for v in medians[1:]) + " |")
    if {OURS, ASYNC} <= set(args.only):
        speed(out, m, target)


if __name__ == "__main__":
    main()
