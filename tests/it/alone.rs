//! One API alone: a consumer that asks for the feature of one gets that one, and no HTTP library.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tokensmith::Value;

use crate::support::workspace;

const MAIN: &str = r#"//! Calls Fastly, and could call nobody else.

use tokensmith::{MemoryTransport, StatusCode, fastly};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, "[]");
    let client = fastly::Client::builder().token("secret").transport(transport).build()?;
    let _call = client.tokens().list_user().send();
    Ok(())
}
"#;

const ANOTHER: &str =
    "use tokensmith::clerk;\n\nfn main() {\n    let _ = clerk::Client::builder();\n}\n";

/// The consumer, in a workspace of its own: in another's, its features would be united with theirs.
fn write(folder: &Path) {
    let ours = fs::read_to_string(workspace().join("Cargo.toml")).expect("our manifest");
    let profiles = ours.find("[profile.").map_or("", |start| &ours[start..]);
    let generated = workspace().join("generated");
    let manifest = format!(
        "[package]\nname = \"alone\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         tokensmith = {{ path = {generated:?}, default-features = false, features = [\"fastly\"] }}\n\n\
         [workspace]\n\n{profiles}"
    );
    let files = [
        ("Cargo.toml", manifest.as_str()),
        ("src/main.rs", MAIN),
        ("examples/another.rs", ANOTHER),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
}

/// Whether a target of the consumer passes, and all that the compiler said.
fn check(folder: &Path, target: &[&str]) -> (bool, Vec<Value>) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--message-format", "json"])
        .args(target)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("cargo runs");
    let lines = String::from_utf8(output.stdout).expect("messages are text");
    let said: Vec<Value> = lines.lines().filter_map(|line| line.parse().ok()).collect();
    assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}

/// The sources that a package was compiled from.
fn sources(said: &[Value], package: &str) -> String {
    let artifact = said
        .iter()
        .find(|line| line["reason"] == "compiler-artifact" && line["target"]["name"] == package);
    let artifact = artifact.expect("the package was compiled");
    let file = PathBuf::from(artifact["filenames"][0].as_str().expect("it has a file"));
    let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("names are Unicode");
    let list = file.with_file_name(format!("{}.d", stem.trim_start_matches("lib")));
    fs::read_to_string(list).expect("the list of sources").replace('\\', "/")
}

#[test]
fn a_consumer_of_one_api_compiles_no_other_and_no_http_library() {
    let program = std::env::current_exe().expect("this program");
    let folder = program.ancestors().nth(3).expect("below target/").join("alone");
    write(&folder);
    let (passes, said) = check(&folder, &["--bins"]);
    assert!(passes, "{said:#?}");

    let sources = sources(&said, "tokensmith");
    let generated = fs::read_dir(workspace().join("generated/src")).expect("the crate");
    for entry in generated.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir())
    {
        let api = entry.file_name().and_then(|name| name.to_str()).expect("names are Unicode");
        let compiled = sources.contains(&format!("src/{api}/"));
        assert_eq!(compiled, api == "fastly", "{api}");
    }
    let is_http = |line: &Value| {
        matches!(line["target"]["name"].as_str(), Some("reqwest" | "hyper" | "rustls"))
    };
    assert!(!said.iter().any(is_http), "no feature asks for an HTTP library");

    let (passes, said) = check(&folder, &["--example", "another"]);
    assert!(!passes, "the API `clerk` is switched off");
    let codes: Vec<&Value> = said.iter().map(|line| &line["message"]["code"]["code"]).collect();
    assert!(codes.iter().any(|code| **code == "E0432"), "{codes:?}");
}
