//! Files as a whole.

use super::fixture::{api, config, files, plain};
use crate::diag::Rigor;
use crate::emit::rt::RUNTIME;
use crate::output::MARKER;
use crate::{Manifest, Spec, emit, ir, output};

#[test]
fn the_same_api_gives_the_same_bytes() {
    let first = files(api(&plain));
    for _ in 0..20 {
        assert_eq!(files(api(&plain)), first);
    }
}

#[test]
fn every_file_says_in_its_first_line_where_it_comes_from() {
    for (path, text) in files(api(&plain)) {
        assert!(text.lines().next().unwrap().contains(MARKER), "{path}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
    }
}

#[test]
fn every_rust_file_parses_and_has_no_line_that_ends_in_a_space() {
    for (path, text) in files(api(&plain)) {
        assert!(!text.lines().any(|line| line.ends_with(' ')), "{path}");
        if path.ends_with(".rs") {
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

#[test]
fn the_runtime_has_everything_that_emitted_code_names() {
    let runtime = include_str!("../../../runtime/src/lib.rs");
    let emit = runtime.split_once("pub mod emit {").unwrap().1;
    let words: Vec<&str> = emit.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    for item in RUNTIME {
        assert!(words.contains(item), "`specsmith_runtime::emit` has no {item}");
    }
}

/// Else `None` for one and a value for the other would not compile.
#[test]
fn arguments_that_differ_in_little_are_each_given_in_their_own_way() {
    let text = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    post:
      operationId: create
      requestBody:
        content:
          application/json:
            schema:
              required: [line1, line_1, line_one]
              type: object
              properties:
                line1: {type: [string, 'null']}
                line_1: {type: [string, 'null']}
                line_one: {type: [string, 'null']}
      responses: {'204': {description: Done.}}
";
    let mut read = |_: &str| Ok(text.to_owned());
    let spec = Spec::load("api", "a.yaml", Rigor::Lenient, &mut read);
    let files = crate::generate(&[spec], &config()).files;
    let text = files["src/api/things.rs"].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("pub fn create<ByLine0_1, ByLine1, ByLineOne>("), "{text}");
    assert!(text.contains("line_1: impl rt::OrNull<String, ByLine0_1>"), "{text}");
}

#[test]
fn a_version_of_the_api_that_is_none_for_cargo_is_only_text() {
    let files = files(api(&plain));
    assert!(!files["Cargo.toml"].contains("2023-08-16"));
    assert!(files["README.md"].contains("`2023-08-16.0.0`"));
    assert!(files["src/clerk/mod.rs"].contains("`2023-08-16.0.0`"));
}

#[test]
fn a_crate_of_its_own_needs_no_workspace_and_has_everything_on() {
    let apis = [api(&plain)];
    let mut config = config();
    config.manifest = Manifest::Standalone { runtime: "{ path = \"../runtime\" }".to_owned() };
    let manifest = output::render(emit::emit(&apis, &config)).remove("Cargo.toml").unwrap();
    assert!(!manifest.contains("workspace"), "{manifest}");
    assert!(manifest.contains("version = \"0.1.0\""));
    // There is one group of operations: nothing to choose from.
    assert!(manifest.contains("default = [\"reqwest\"]\n#"), "{manifest}");
    assert!(manifest.contains("specsmith-runtime = { path = \"../runtime\" }"));
}

#[test]
fn a_group_that_is_called_as_the_runtime_does_not_hide_it_at_the_root() {
    let apis = [api(&plain)];
    let mut config = config();
    config.manifest = Manifest::Standalone { runtime: "\"0.1\"".to_owned() };
    let root = output::render(emit::emit(&apis, &config)).remove("src/lib.rs").unwrap();
    assert!(root.contains("pub use self::clerk::*;"), "{root}");
    let imports =
        || root.lines().filter(|line| line.contains("use ") && line.contains("specsmith"));
    assert!(imports().count() > 3, "{root}");
    assert!(imports().all(|line| line.contains("use ::specsmith_runtime::")), "{root}");
}

#[test]
fn what_is_deprecated_says_so_once_and_may_be_used_by_us() {
    let files = files(api(&plain));
    assert_eq!(files["src/clerk/machines.rs"].matches("#[deprecated]").count(), 1);
    assert!(files["src/clerk/mod.rs"].contains("#![allow(deprecated)]"));
}

#[test]
fn an_operation_tells_its_errors_but_not_its_success() {
    let files = files(api(&plain));
    let group = &files["src/clerk/machines.rs"];
    assert!(group.contains("/// - `404`, bytes: There is no such machine.\n"));
    assert!(group.contains("/// - `5XX`, bytes: The server failed.\n"));
    assert!(!group.contains("`200`"));
    assert!(group.contains("#[doc(alias = \"CreateMachine\")]"));
}

#[test]
fn an_api_without_anything_still_makes_a_crate() {
    let mut empty = api(&plain);
    empty.types.clear();
    empty.answers.clear();
    empty.operations.clear();
    empty.groups.clear();
    empty.schemes.clear();
    empty.security.0.clear();
    let files = files(empty);
    assert!(!files.contains_key("src/clerk/types/mod.rs"));
    assert!(files["src/clerk/client.rs"].contains("pub fn new() ->"));
}

/// The files of the fixture with these schemes needed together, and which variables are read.
fn with_security(schemes: Vec<u32>, env: bool, server_env: bool) -> output::Files {
    let mut api = api(&plain);
    api.security.0 = vec![schemes];
    for scheme in api.schemes.iter_mut().filter(|_| !env) {
        scheme.env.clear();
    }
    api.server_env = api.server_env.filter(|_| server_env);
    files(api)
}

#[test]
fn an_api_without_a_description_has_no_gap_in_its_documentation() {
    let mut bare = api(&plain);
    bare.docs = ir::Docs::default();
    let files = files(bare);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(!text.contains("//!\n//!\n"), "{path}");
    }
    assert!(files["src/clerk/mod.rs"].contains("//! Clerk Backend API.\n//!\n//! Version"));
}

#[test]
fn examples_take_from_the_environment_only_what_is_there() {
    for (schemes, env, server_env, made) in [
        (vec![0], true, false, "from_env()?"),
        (vec![0], false, true, "new(\"bearer_auth\")?"),
        (vec![0], false, false, "new(\"bearer_auth\")?"),
        (vec![1, 2], false, false, "new(\"username\", \"password\", \"header_key\")?"),
        (vec![], false, true, "from_env()?"),
        (vec![], false, false, "new()?"),
        // Two equal names: there is no constructor.
        (vec![2, 2], false, false, "builder().header_key(\"header_key\").header_key"),
    ] {
        let files = with_security(schemes, env, server_env);
        let line = format!("let client = clerk::Client::{made}");
        for path in ["README.md", "src/clerk/mod.rs", "src/clerk/client.rs"] {
            assert!(files[path].contains(&line), "{path}: {line}");
        }
        let offered = files["src/clerk/client.rs"].contains("pub fn from_env()");
        assert_eq!(offered, env || server_env, "{line}");
    }
}

#[test]
fn calls_are_of_one_type_and_those_of_a_large_api_of_one_for_each_group() {
    let mut api = api(&plain);
    let with_type = |api: &ir::Api| -> Vec<String> {
        let files = files(api.clone()).into_iter();
        files.filter(|(_, text)| text.contains("rt::calls!();")).map(|(path, _)| path).collect()
    };
    assert_eq!(with_type(&api), ["src/clerk/mod.rs"]);
    let more = api.operations[0].clone();
    api.operations.resize(1_001, more);
    assert_eq!(with_type(&api), ["src/clerk/machines.rs"]);
}
