//! What documents say of the repository is true: tests and cases that they name exist, no threat is left out, and the
//! map of ARCHITECTURE.md has every module.

use std::collections::BTreeSet;
use std::fs;

use crate::support::workspace;

/// Where a path of the table is.
fn read(path: &str) -> String {
    let from_workspace = path.starts_with("tests/it/") || path.starts_with("tests/ui/");
    let folder = if from_workspace { "." } else { "generator/runtime/src" };
    let file = workspace().join(folder).join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn every_test_that_the_security_document_names_exists() {
    let document = fs::read_to_string(workspace().join("docs/security.md")).unwrap();
    let (_, table) = document.split_once("\n## Threats\n").unwrap();
    let mut threats = BTreeSet::new();
    for row in table.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [threat, _, tests] = cells.as_slice() else { panic!("{row}") };
        let letter = threat.trim_start_matches("| ").split(' ').next().unwrap();
        threats.insert(letter.to_owned());
        let (mut file, mut named) = (None, 0);
        for code in tests.split('`').skip(1).step_by(2) {
            if code.ends_with(".rs") {
                file = Some((code, read(code)));
                named += usize::from(code.starts_with("tests/ui/"));
                continue;
            }
            let (path, text) =
                file.as_ref().unwrap_or_else(|| panic!("{letter}: no file for {code}"));
            let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            assert!(text.split(word).any(|found| found == code), "{letter}: {path} has no {code}");
            named += 1;
        }
        assert!(named > 0, "{letter} has no test");
    }
    let all = |letter: char, last: u32| (1..=last).map(move |number| format!("{letter}{number}"));
    let all: BTreeSet<String> = all('D', 9).chain(all('E', 8)).chain(all('F', 17)).collect();
    assert_eq!(threats, all);
}

#[test]
fn every_case_that_the_compatibility_document_names_exists() {
    let document = fs::read_to_string(workspace().join("docs/compatibility.md")).unwrap();
    let cases = workspace().join("tests/cases");
    let groups: Vec<String> = crate::support::folders(&cases).into_keys().collect();
    let mut named = 0;
    for row in document.lines().filter(|line| line.starts_with("| ")) {
        let last = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for case in last.split('`').skip(1).step_by(2) {
            let group = case.split('/').next().unwrap();
            assert!(groups.iter().any(|one| one == group), "{row}");
            assert!(cases.join(case).join("spec.yaml").is_file(), "{case}, of:\n{row}");
            named += 1;
        }
    }
    assert!(named > 100, "only {named} cases");
}

#[test]
fn the_map_has_every_stage_and_every_module_of_the_runtime() {
    let document = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let (_, map) = document.split_once("\n## Map\n").unwrap();
    let (generator, runtime) = map.split_once("\n### The runtime").unwrap();
    for (folder, map) in [("generator/src", generator), ("generator/runtime/src", runtime)] {
        let code: BTreeSet<&str> = map.split('`').skip(1).step_by(2).collect();
        for module in modules(folder) {
            let is_shown = |code: &&str| code.split('/').next() == Some(module.as_str());
            assert!(code.iter().any(is_shown), "{folder}: the map has no {module}");
        }
    }
}

/// The modules that the root of a crate declares, but for those that only tests have.
fn modules(folder: &str) -> Vec<String> {
    let text = fs::read_to_string(workspace().join(folder).join("lib.rs")).unwrap();
    let names = text.lines().filter_map(|line| {
        let name = line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')?;
        Some(name.to_owned()).filter(|name| name != "tests")
    });
    names.collect()
}
