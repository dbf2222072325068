//! The commands as a maintainer types them, each in a checkout of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A checkout that has the repository's specs/ and nothing else.
struct Checkout {
    folder: TempDir,
}

impl Checkout {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let checkout = Self { folder };
        copy(&repository().join("specs"), &checkout.path("specs"));
        fs::create_dir(checkout.path("xtask")).expect("the folder is new");
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            fs::copy(repository().join(licence), checkout.path(licence)).expect("it can be copied");
        }
        checkout
    }

    /// One whose generated/ is what its specs/ give.
    fn generated() -> Self {
        let checkout = Self::new();
        let output = checkout.run(&["codegen"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        checkout
    }

    fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = xtask(self.folder.path(), arguments);
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("xtask runs")
    }

    fn edit(&self, relative: &str, edit: impl Fn(&str) -> String) {
        let path = self.path(relative);
        let old = fs::read_to_string(&path).expect("the file exists");
        let new = edit(&old);
        assert_ne!(old, new, "the edit changes something");
        fs::write(path, new).expect("the file can be written");
    }

    /// Every file below a folder and its contents.
    fn files(&self, relative: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut pending = vec![self.path(relative)];
        while let Some(folder) = pending.pop() {
            for item in fs::read_dir(&folder).into_iter().flatten() {
                let path = item.expect("the folder can be listed").path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let contents = fs::read(&path).expect("the file can be read");
                    found.insert(path, contents);
                }
            }
        }
        found
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the repository")
}

fn xtask(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).env("CARGO_MANIFEST_DIR", root.join("xtask")).stdin(Stdio::null());
    command
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for item in fs::read_dir(from).expect("the folder can be read") {
        let item = item.expect("the folder can be listed");
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).expect("the file can be copied");
        }
    }
}

fn text(output: &Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout);
    format!("{stdout}{}", String::from_utf8_lossy(&output.stderr))
}

/// The rule that a change of specs/ or of the generator comes with its generated code.
#[test]
fn what_is_committed_is_what_the_specifications_give() {
    let output = xtask(repository(), &["codegen", "--check"]).output().expect("xtask runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let checkout = Checkout::generated();
    let before = checkout.files("generated");
    let output = checkout.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(checkout.files("generated"), before);
    let summary = text(&output);
    assert!(summary.contains("clerk: 9 operations"), "{summary}");
    let count = before.len();
    assert!(summary.contains(&format!("→ {count} files ({count} unchanged) in ")), "{summary}");
    assert!(!checkout.path("generated/codegen.lock").exists());
}

#[test]
fn every_kind_of_drift_fails_the_check_and_is_cured_by_the_command_it_names() {
    type Drift = (&'static str, fn(&Checkout));
    let drifts: [Drift; 4] = [
        ("changed  generated/src/lib.rs", |checkout| {
            checkout.edit("generated/src/lib.rs", |text| format!("{text} "));
        }),
        ("changed  generated/src/clerk/mod.rs", |checkout| {
            checkout.edit("generated/src/clerk/mod.rs", |text| text.replace('\n', "\r\n"));
        }),
        ("missing  generated/src/lib.rs", |checkout| {
            fs::remove_file(checkout.path("generated/src/lib.rs")).expect("the file exists");
        }),
        ("stale    generated/src/clerk/pets.rs", |checkout| {
            let (from, to) = ("generated/src/clerk/mod.rs", "generated/src/clerk/pets.rs");
            fs::copy(checkout.path(from), checkout.path(to)).expect("the file can be copied");
        }),
    ];
    let checkout = Checkout::generated();
    let right = checkout.files("generated");
    for (expected, drift) in drifts {
        drift(&checkout);
        let drifted = checkout.files("generated");
        let output = checkout.run(&["codegen", "--check"]);
        let message = text(&output);
        assert_eq!(output.status.code(), Some(1), "{expected}: {message}");
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(message.contains("run `cargo xtask codegen`"), "{message}");
        assert_eq!(checkout.files("generated"), drifted, "--check writes nothing");

        assert_eq!(checkout.run(&["codegen"]).status.code(), Some(0));
        assert_eq!(checkout.files("generated"), right, "{expected}");
    }
}

#[test]
fn a_changed_specification_is_shown_as_a_diff() {
    let checkout = Checkout::generated();
    let word = "Renamed for this test";
    checkout.edit("specs/clerk/openapi.yaml", |text| {
        let title = text.lines().find(|line| line.starts_with("  title:")).expect("a title");
        text.replacen(title, &format!("  title: {word}"), 1)
    });
    let output = checkout.run(&["codegen", "--check"]);
    let message = text(&output);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("--- generated/"), "{message}");
    assert!(message.lines().any(|line| line.starts_with('+') && line.contains(word)), "{message}");
}

#[test]
fn a_file_that_codegen_did_not_write_stops_it_before_the_first_write() {
    let checkout = Checkout::generated();
    fs::write(checkout.path("generated/notes.txt"), "mine").expect("the file can be written");
    fs::remove_file(checkout.path("generated/src/lib.rs")).expect("the file exists");
    let before = checkout.files("generated");
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let output = checkout.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        assert!(text(&output).contains("generated/notes.txt was not written by codegen"));
        assert_eq!(checkout.files("generated"), before);
    }
}

#[test]
fn a_faulty_specification_leaves_the_tree_alone() {
    let checkout = Checkout::generated();
    let before = checkout.files("generated");
    checkout.edit("specs/clerk/openapi.yaml", |text| text.replacen("info:", "info:\n\t", 1));
    let output = checkout.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("specs/clerk/openapi.yaml:"), "{}", text(&output));
    assert_eq!(checkout.files("generated"), before);
}

#[test]
fn parallel_runs_agree() {
    let checkout = Checkout::new();
    let start = |_| {
        let mut command = checkout.command(&["codegen"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xtask starts")
    };
    let runs: Vec<_> = (0..4).map(start).collect();
    for run in runs {
        let output = run.wait_with_output().expect("xtask ends");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
    let alone = Checkout::generated();
    let below = |checkout: &Checkout| -> Vec<(PathBuf, Vec<u8>)> {
        let strip = |(path, contents): (PathBuf, Vec<u8>)| {
            (path.strip_prefix(checkout.folder.path()).expect("inside").to_owned(), contents)
        };
        checkout.files("generated").into_iter().map(strip).collect()
    };
    assert_eq!(below(&checkout), below(&alone));
}

#[test]
fn a_document_of_ones_own_becomes_a_crate_beside_ones_own_files() {
    let checkout = Checkout::new();
    fs::create_dir_all(checkout.path("mine")).expect("the folder can be made");
    fs::write(checkout.path("mine/notes.txt"), "mine").expect("the file can be written");
    let generate =
        ["codegen", "--spec", "specs/clerk/openapi.yaml", "--out", "mine", "--name", "my-clerk"];
    let output = checkout.run(&generate);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let manifest = fs::read_to_string(checkout.path("mine/Cargo.toml")).expect("it was written");
    assert!(manifest.contains("name = \"my-clerk\""), "{manifest}");
    let runtime =
        "specsmith-runtime = { path = \"../generator/runtime\", default-features = false }";
    assert!(manifest.contains(runtime), "{manifest}");
    assert!(checkout.path("mine/notes.txt").exists());

    let check: Vec<_> = generate.into_iter().chain(["--check"]).collect();
    assert_eq!(checkout.run(&check).status.code(), Some(0));
    checkout.edit("mine/src/lib.rs", |text| format!("{text} "));
    let output = checkout.run(&check);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("--out mine --name my-clerk"), "{}", text(&output));
}

#[test]
fn times_are_texts_in_a_crate_that_asks_for_them_and_its_check_says_so() {
    let checkout = Checkout::new();
    let spec = "specs/cloudflare/openapi.yaml";
    let texts = ["codegen", "--spec", spec, "--out", "mine", "--date-times", "texts"];
    let output = checkout.run(&texts);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let types: Vec<u8> = checkout.files("mine/src").into_values().flatten().collect();
    let types = String::from_utf8(types).expect("Rust is text");
    assert!(types.contains("/// Format: `date-time`."));
    assert!(!types.contains("rt::DateTime"));

    let check = ["codegen", "--spec", spec, "--out", "mine", "--check"];
    let output = checkout.run(&check);
    assert_eq!(output.status.code(), Some(1), "typed is another crate");
    let check: Vec<_> = texts.into_iter().chain(["--check"]).collect();
    assert_eq!(checkout.run(&check).status.code(), Some(0), "the same flags give the same crate");
}

#[test]
fn a_folder_of_another_generated_crate_is_refused_before_anything_is_written() {
    let checkout = Checkout::generated();
    let generate = |out: &str, name: &str| {
        let spec = "specs/clerk/openapi.yaml";
        checkout.run(&["codegen", "--spec", spec, "--out", out, "--name", name])
    };
    assert_eq!(generate("theirs/api", "theirs").status.code(), Some(0));
    let before = checkout.files("");
    for out in [
        "generated",
        "generated/new",
        "./new/../generated",
        ".",
        "specs/..",
        "theirs/api",
        "theirs",
    ] {
        let output = generate(out, "mine");
        assert_eq!(output.status.code(), Some(2), "{out}: {}", text(&output));
        assert!(text(&output).contains(&format!("--out {out}")), "{}", text(&output));
    }
    assert!(text(&generate("theirs/api", "mine")).contains("--name theirs"));
    assert_eq!(checkout.files(""), before);
    assert_eq!(generate("theirs/api", "theirs").status.code(), Some(0), "its own is not another's");
}

#[test]
fn wrong_usage_is_told_from_a_faulty_specification() {
    let checkout = Checkout::new();
    for arguments in [
        &["codegen", "--nonsense"][..],
        &["codegen", "--only", "nobody"],
        &["codegen", "--only", "../clerk"],
        &["codegen", "--spec", "specs/clerk/openapi.yaml"],
        &["codegen", "--spec", "specs/clerk/openapi.yaml", "--out", "x", "--name", "a b"],
        &["dump", "clerk", "--stage", "nonsense"],
        &["dump", "clerk"],
        &["lint", "--format", "xml"],
        &["corpus", "no/such/folder"],
        &["ci", "--skip", "nonsense"],
        &[],
    ] {
        let output = checkout.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
    }
    assert!(!checkout.path("generated").exists());
}

#[test]
fn a_folder_below_specs_that_is_no_api_is_a_fault_of_the_tree() {
    for (folder, said) in
        [("specs/foo", "there is no specs/foo/openapi.yaml"), ("specs/Foo Bar", "`foo_bar`")]
    {
        let checkout = Checkout::new();
        fs::create_dir(checkout.path(folder)).expect("the folder is new");
        for arguments in [&["codegen"][..], &["codegen", "--check"], &["lint"]] {
            let output = checkout.run(arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output));
            assert!(text(&output).contains(said), "{}", text(&output));
        }
        let name = folder.trim_start_matches("specs/");
        let output = checkout.run(&["codegen", "--only", name]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    }
}

#[test]
fn lint_reads_every_api_and_writes_nothing() {
    let checkout = Checkout::new();
    let output = checkout.run(&["lint"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(!checkout.path("generated").exists());
    checkout.edit("specs/clerk/openapi.yaml", |text| text.replacen("info:", "info:\n\t", 1));
    assert_eq!(checkout.run(&["lint"]).status.code(), Some(1));
    let output = checkout.run(&["lint", "--format", "json", "specs/clerk/openapi.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"syntax\""), "{}", text(&output));
}

#[test]
fn dump_prints_what_a_stage_made() {
    let checkout = Checkout::new();
    for what in ["clerk", "specs/clerk/openapi.yaml"] {
        let output = checkout.run(&["dump", what, "--stage", "ir"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        assert!(String::from_utf8_lossy(&output.stdout).contains("CreateMachine"));
    }
}

#[test]
fn corpus_counts_and_goes_on_after_a_faulty_document() {
    let checkout = Checkout::new();
    let corpus = checkout.path("corpus");
    fs::create_dir(&corpus).expect("the folder is new");
    fs::write(corpus.join("a-broken.yaml"), "openapi: [\n").expect("the file can be written");
    copy(&checkout.path("specs/clerk"), &corpus.join("clerk"));
    fs::remove_file(corpus.join("clerk/machines.yaml")).ok();
    let output = checkout.run(&["corpus", "corpus"]);
    let table = text(&output);
    assert_eq!(output.status.code(), Some(1), "{table}");
    assert!(table.contains("a-broken.yaml"), "{table}");
    assert!(table.contains("clerk/openapi.yaml"), "{table}");
    assert!(table.contains("2 documents"), "{table}");
}

#[test]
fn a_row_of_the_corpus_is_kept_until_its_document_changes() {
    let checkout = Checkout::new();
    copy(&checkout.path("specs/clerk"), &checkout.path("corpus/clerk"));
    copy(&checkout.path("specs/fastly"), &checkout.path("corpus/fastly"));
    let arguments = ["corpus", "corpus", "--only", "clerk/openapi", "--json", "now.json"];
    let table = |more: &[&str]| {
        let output = checkout.run(&[&arguments[..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        text(&output)
    };
    let first = table(&[]);
    assert!(first.contains("clerk/openapi.yaml") && !first.contains("fastly"), "{first}");
    let row = &checkout.files("target/corpus/rows");
    assert_eq!(row.len(), 1);
    fs::rename(checkout.path("now.json"), checkout.path("then.json")).expect("it was written");

    // A row that only this test can have written is believed, and so was not measured again.
    let (path, kept) = row.first_key_value().expect("there is one");
    let forged =
        String::from_utf8_lossy(kept).replace("\"operations_out\":9", "\"operations_out\":99");
    fs::write(path, forged).expect("the file can be written");
    let second = table(&["--compare", "then.json"]);
    assert!(second.contains("better  clerk/openapi.yaml: operations 9 → 99"), "{second}");
    assert!(!table(&["--fresh"]).contains("99"));

    // What a document refers to is part of it.
    let change = |text: &str| format!("{text}\n# more\n");
    fs::write(path, String::from_utf8_lossy(kept).replace(":9,", ":99,"))
        .expect("it can be written");
    checkout.edit("corpus/clerk/machines.yaml", change);
    assert!(!table(&[]).contains("99"));
}

#[test]
fn documents_are_generated_beside_each_other_in_the_order_of_their_names() {
    let checkout = Checkout::new();
    let names = |jobs: &str| -> Vec<String> {
        let output = checkout.run(&["corpus", "specs", "--fresh", "--jobs", jobs]);
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        table.lines().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect()
    };
    assert_eq!(names("1"), names("8"));
}
