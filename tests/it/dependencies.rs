//! What comes with us: no version with a known fault, no crate that we mean to be without, and nothing that
//! a browser cannot have.
//!
//! `deny.toml` says the same and more, for whoever has `cargo-deny` and its database. This needs neither.

use std::fs;
use std::process::Command;

use crate::support::workspace;

/// The first version of a crate without the advisories that are known of it.
const SOUND: &[(&str, [u64; 3], &str)] = &[
    ("aws-lc-sys", [0, 39, 0], "RUSTSEC-2026-0044 to -0048"),
    ("bytes", [1, 11, 1], "RUSTSEC-2026-0007"),
    ("h2", [0, 4, 16], "RUSTSEC-2026-0258"),
    ("hyper", [1, 0, 0], "RUSTSEC-2021-0020, -0078 and -0079"),
    ("idna", [1, 0, 0], "RUSTSEC-2024-0421"),
    ("rustls-webpki", [0, 103, 13], "RUSTSEC-2026-0098, -0099 and -0104"),
    ("time", [0, 3, 47], "RUSTSEC-2026-0009"),
];

/// What is not even in a lock file, where cargo writes more than it builds.
const UNWANTED: &[&str] = &[
    "backoff",
    "libyml",
    "native-tls",
    "openssl",
    "openssl-sys",
    "paste",
    "proc-macro-error",
    "proc-macro-error2",
    "rustls-pemfile",
    "serde_urlencoded",
    "serde_yaml",
    "serde_yml",
    "unsafe-libyaml",
];

/// What nothing that we build uses. Lock files name some of them all the same, for optional features of
/// others.
const UNUSED: &[&str] = &["cookie_store", "hickory-resolver", "quinn", "quinn-proto", "zlib-rs"];

/// What needs sockets, threads, a C compiler or an operating system.
const NATIVE: &[&str] = &[
    "async-compression",
    "aws-lc-rs",
    "aws-lc-sys",
    "h2",
    "hyper",
    "hyper-rustls",
    "hyper-util",
    "libc",
    "mio",
    "openssl-sys",
    "ring",
    "rustls",
    "rustls-native-certs",
    "rustls-platform-verifier",
    "socket2",
    "tokio-rustls",
    "tokio-util",
    "windows-sys",
];

/// Names and versions in a lock file of the workspace.
fn locked(file: &str) -> Vec<(String, [u64; 3])> {
    let text = fs::read_to_string(workspace().join(file)).unwrap();
    let mut found = Vec::new();
    let mut name = String::new();
    for line in text.lines() {
        let value =
            |key: &str| line.strip_prefix(key).map(|rest| rest.trim_matches('"').to_owned());
        if let Some(value) = value("name = ") {
            name = value;
        } else if let Some(version) = value("version = ")
            && !name.is_empty()
        {
            found.push((core::mem::take(&mut name), numbers(&version)));
        }
    }
    assert!(found.len() > 10, "{file}");
    found
}

fn numbers(version: &str) -> [u64; 3] {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let mut parts = core.split('.').map(|part| part.parse().unwrap());
    core::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// What `cargo tree` prints of these: name and features of each crate.
///
/// Not `--offline`: what is only for other targets may not have been needed on this machine before.
fn tree(arguments: &[&str]) -> Vec<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}|{f}"])
        .args(arguments)
        .current_dir(workspace())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let crates = text.lines().filter_map(|line| line.split_once('|'));
    let crates = crates.map(|(name, features)| {
        (name.split(' ').next().unwrap_or_default().to_owned(), features.to_owned())
    });
    let crates: Vec<_> = crates.collect();
    assert!(crates.iter().any(|(name, _)| name == "specsmith-runtime"), "{text}");
    crates
}

#[test]
fn f14_no_locked_version_has_an_advisory_that_is_known_here() {
    for file in ["Cargo.lock", "generator/runtime/fuzz/Cargo.lock"] {
        let locked = locked(file);
        for (name, sound, advisories) in SOUND {
            for (_, version) in locked.iter().filter(|(found, _)| found == name) {
                assert!(version >= sound, "{file}: {name} {version:?} has {advisories}");
            }
        }
        let unwanted = locked.iter().find(|(name, _)| UNWANTED.contains(&name.as_str()));
        assert_eq!(unwanted, None, "{file}");
    }
    assert!(locked("Cargo.lock").iter().any(|(name, _)| name == "h2"), "the names are right");
}

/// The bounds that consumers get, who have lock files of their own.
#[test]
fn f14_the_lower_bounds_of_direct_dependencies_are_sound() {
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let (_, table) = manifest.split_once("[workspace.dependencies]\n").unwrap();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    let versions = lines.filter_map(|line| {
        let (name, rest) = line.split_once(" = ")?;
        let rest = rest.strip_prefix("{ version = ").unwrap_or(rest).strip_prefix('"')?;
        Some((name, numbers(rest.split('"').next()?)))
    });
    let versions: Vec<_> = versions.collect();
    assert!(versions.iter().any(|(name, _)| *name == "bytes"), "{versions:?}");
    for (name, sound, advisories) in SOUND {
        for (_, version) in versions.iter().filter(|(found, _)| found == name) {
            assert!(version >= sound, "{name} {version:?} allows {advisories}");
        }
    }
}

#[test]
fn f14_nothing_that_we_build_has_another_transport_a_cookie_jar_or_a_resolver() {
    let all = tree(&["--workspace", "--all-features", "--target", "all", "-e", "all"]);
    let found = all.iter().find(|(name, _)| UNUSED.contains(&name.as_str()));
    assert_eq!(found, None);
    let reqwest = all.iter().find(|(name, _)| name == "reqwest").expect("it is the transport");
    for feature in ["cookies", "http3", "system-proxy", "socks", "blocking", "native-tls"] {
        assert!(!reqwest.1.split(',').any(|on| on == feature), "reqwest has {feature}");
    }
}

/// The standard library for this target need not be installed where tests run, so what would stand in the way
/// of building is looked for instead.
#[test]
fn nothing_that_a_browser_cannot_have_is_in_the_tree_for_browsers() {
    let target = ["-p", "specsmith-runtime", "-e", "normal", "--target", "wasm32-unknown-unknown"];
    for features in [&["--no-default-features"][..], &[], &["--all-features"]] {
        let all = tree(&[&target, features].concat());
        let found = all.iter().find(|(name, _)| NATIVE.contains(&name.as_str()));
        assert_eq!(found, None, "{features:?}");
        for (name, on) in &all {
            let native: &[&str] = match name.as_str() {
                "tokio" => &["fs", "net", "process", "rt-multi-thread", "signal"],
                "reqwest" => &["blocking"],
                _ => &[],
            };
            let found = on.split(',').find(|feature| native.contains(feature));
            assert_eq!(found, None, "{name} with {features:?}");
        }
        let random = all.iter().find(|(name, _)| name == "getrandom").expect("it is there");
        assert!(random.1.contains("wasm_js"), "randomness is that of the browser: {random:?}");
    }
    let native = tree(&["-p", "specsmith-runtime", "-e", "normal"]);
    assert!(native.iter().any(|(name, _)| name == "socket2"), "the names are right");
}
