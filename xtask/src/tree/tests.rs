//! What may happen to a folder, and what may not.

use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;

fn text(body: &str) -> String {
    format!("// {} Do not edit.\n{body}", ownership::MARKER)
}

fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(path, body)| ((*path).to_owned(), text(body))).collect()
}

/// A folder with these files in it, written the way codegen does.
fn folder(files: &BTreeMap<String, String>) -> TempDir {
    let folder = TempDir::new().unwrap();
    compare(folder.path(), files, Extent::All).unwrap().apply().unwrap();
    folder
}

fn put(folder: &TempDir, path: &str, contents: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}

/// Every path and its contents.
fn snapshot(folder: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let entries = walk(folder.path(), |_| true).unwrap();
    let contents = |path: &String| fs::read(folder.path().join(path)).unwrap_or_default();
    entries.keys().map(|path| (path.clone(), contents(path))).collect()
}

#[test]
fn an_empty_folder_becomes_exactly_the_files() {
    let wanted = files(&[("Cargo.toml", "a"), ("src/clerk/mod.rs", "b")]);
    let folder = TempDir::new().unwrap();
    let below = folder.path().join("not/there/yet");
    compare(&below, &wanted, Extent::All).unwrap().apply().unwrap();
    assert_eq!(fs::read_to_string(below.join("src/clerk/mod.rs")).unwrap(), text("b"));
    assert_eq!(walk(&below, |_| true).unwrap().len(), 4, "two files in two folders");
    assert!(compare(&below, &wanted, Extent::All).unwrap().is_clean());
}

#[test]
fn a_file_that_is_right_keeps_its_times() {
    let old = files(&[("a.rs", "a"), ("b.rs", "b")]);
    let folder = folder(&old);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["a.rs", "b.rs"] {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let wanted = files(&[("a.rs", "a"), ("b.rs", "B")]);
    let comparison = compare(folder.path(), &wanted, Extent::All).unwrap();
    assert_eq!(comparison.unchanged, 1);
    comparison.apply().unwrap();
    let modified = |name| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    assert_eq!(modified("a.rs"), long_ago);
    assert_ne!(modified("b.rs"), long_ago);
}

#[cfg(unix)]
#[test]
fn a_written_file_has_the_mode_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&files(&[("a.rs", "a")]));
    put(&folder, "b.rs", "b");
    let mode = |name| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a.rs"), mode("b.rs"));
}

#[test]
fn a_stale_file_goes_with_the_folders_that_it_leaves_empty() {
    let folder = folder(&files(&[("src/lib.rs", "a"), ("src/clerk/types/mod.rs", "b")]));
    let rest = files(&[("src/lib.rs", "a")]);
    compare(folder.path(), &rest, Extent::All).unwrap().apply().unwrap();
    assert_eq!(snapshot(&folder).into_keys().collect::<Vec<_>>(), ["src", "src/lib.rs"]);
}

#[test]
fn what_a_killed_run_left_behind_goes() {
    let wanted = files(&[("src/lib.rs", "a")]);
    let folder = folder(&wanted);
    put(&folder, "src/.specsmith-codegen-x1y2z3", "half a fi");
    compare(folder.path(), &wanted, Extent::All).unwrap().apply().unwrap();
    assert!(!folder.path().join("src/.specsmith-codegen-x1y2z3").exists());
}

#[test]
fn a_foreign_file_in_the_way_stops_everything_before_the_first_write() {
    let folder = folder(&files(&[("a.rs", "old"), ("stale.rs", "old")]));
    put(&folder, "b.rs", "fn mine() {}\n");
    let before = snapshot(&folder);
    let wanted = files(&[("a.rs", "new"), ("b.rs", "new"), ("c/d.rs", "new")]);
    for extent in [Extent::All, Extent::Marked] {
        let comparison = compare(folder.path(), &wanted, extent).unwrap();
        assert_eq!(comparison.foreign.keys().collect::<Vec<_>>(), ["b.rs"]);
        assert!(comparison.apply().is_err());
        assert_eq!(snapshot(&folder), before);
    }
}

#[test]
fn a_file_that_lost_its_marker_is_not_overwritten() {
    let wanted = files(&[("a.rs", "a")]);
    let folder = folder(&wanted);
    put(&folder, "a.rs", "// Now my own.\na");
    assert!(compare(folder.path(), &wanted, Extent::All).unwrap().apply().is_err());
    // The marker counts in the first line only.
    put(&folder, "a.rs", &format!("// My own.\n{}", text("a")));
    assert!(compare(folder.path(), &wanted, Extent::All).unwrap().apply().is_err());
}

#[test]
fn a_truncated_file_is_repaired() {
    let wanted = files(&[("a.rs", "a")]);
    let folder = folder(&wanted);
    put(&folder, "a.rs", "");
    compare(folder.path(), &wanted, Extent::All).unwrap().apply().unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), text("a"));
}

#[test]
fn an_unknown_file_is_an_error_where_all_is_ours_and_stays_where_it_is_not() {
    let wanted = files(&[("src/lib.rs", "a")]);
    let folder = folder(&wanted);
    put(&folder, "src/notes.txt", "mine");
    let comparison = compare(folder.path(), &wanted, Extent::All).unwrap();
    assert_eq!(comparison.foreign.keys().collect::<Vec<_>>(), ["src/notes.txt"]);
    assert!(comparison.apply().is_err());

    let comparison = compare(folder.path(), &wanted, Extent::Marked).unwrap();
    assert!(comparison.is_clean());
    comparison.apply().unwrap();
    assert!(folder.path().join("src/notes.txt").exists());
}

#[test]
fn every_kind_of_drift_is_found() {
    type Drift<'a> = (&'a str, &'a dyn Fn(&TempDir));
    let wanted = files(&[("src/a.rs", "one\ntwo\n"), ("src/b.rs", "b\n")]);
    let right = text("one\ntwo\n");
    let drifts: [Drift<'_>; 5] = [
        ("one byte", &|folder| put(folder, "src/a.rs", &right.replace("two", "twp"))),
        ("line ends", &|folder| put(folder, "src/a.rs", &right.replace('\n', "\r\n"))),
        ("added", &|folder| put(folder, "src/c.rs", &text("c"))),
        ("added by hand", &|folder| put(folder, "src/c.rs", "c")),
        ("deleted", &|folder| fs::remove_file(folder.path().join("src/b.rs")).unwrap()),
    ];
    for (name, drift) in drifts {
        let folder = folder(&wanted);
        drift(&folder);
        let comparison = compare(folder.path(), &wanted, Extent::All).unwrap();
        assert!(!comparison.is_clean(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_never_followed() {
    let wanted = files(&[("src/a.rs", "new")]);
    let outside = folder(&files(&[("a.rs", "outside")]));
    let before = snapshot(&outside);
    let linked_file = TempDir::new().unwrap();
    fs::create_dir(linked_file.path().join("src")).unwrap();
    let link = linked_file.path().join("src/a.rs");
    std::os::unix::fs::symlink(outside.path().join("a.rs"), link).unwrap();
    let linked_folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink(outside.path(), linked_folder.path().join("src")).unwrap();
    for (tree, culprit) in [(&linked_file, "src/a.rs"), (&linked_folder, "src")] {
        for extent in [Extent::All, Extent::Marked] {
            let comparison = compare(tree.path(), &wanted, extent).unwrap();
            assert_eq!(comparison.foreign.keys().collect::<Vec<_>>(), [culprit]);
            assert!(comparison.apply().is_err());
            // Not stale either: what it points at is not ours.
            let none = BTreeMap::new();
            let comparison = compare(tree.path(), &none, extent).unwrap();
            assert!(comparison.changes.is_empty());
        }
    }
    let links = TempDir::new().unwrap();
    let link = links.path().join("generated");
    std::os::unix::fs::symlink(outside.path(), &link).unwrap();
    assert!(compare(&link, &wanted, Extent::All).is_err());
    assert!(compare(&link, &wanted, Extent::Api("clerk")).is_err());
    assert_eq!(snapshot(&outside), before);
}

#[test]
fn a_folder_and_a_file_do_not_replace_each_other() {
    let nested = files(&[("src/a/mod.rs", "a")]);
    let flat = files(&[("src/a", "a")]);
    for (old, new, culprit) in [(&nested, &flat, "src/a"), (&flat, &nested, "src/a")] {
        let folder = folder(old);
        let comparison = compare(folder.path(), new, Extent::All).unwrap();
        assert!(comparison.foreign.contains_key(culprit));
        assert!(comparison.apply().is_err());
    }
}

#[test]
fn one_api_leaves_the_others_and_the_shared_files_alone() {
    let all = [
        ("Cargo.toml", "old"),
        ("docs/clerk/machines.md", "old"),
        ("src/clerk/mod.rs", "old"),
        ("src/clerk/stale.rs", "old"),
        ("src/fastly/mod.rs", "old"),
        ("src/lib.rs", "old"),
    ];
    let folder = folder(&files(&all));
    let wanted = files(&[("src/clerk/mod.rs", "new"), ("src/lib.rs", "new")]);
    let comparison = compare(folder.path(), &wanted, Extent::Api("clerk")).unwrap();
    let changed = ["docs/clerk/machines.md", "src/clerk/mod.rs", "src/clerk/stale.rs"];
    assert_eq!(comparison.changes.keys().collect::<Vec<_>>(), changed);
    comparison.apply().unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("src/lib.rs")).unwrap(), text("old"));
}

#[test]
fn nothing_is_written_outside_the_folder_or_over_another_file() {
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("out");
    for path in ["../a.rs", "/a.rs", "src/../../a.rs", "", ".", "src\\..\\a.rs"] {
        assert!(compare(&inner, &files(&[(path, "a")]), Extent::All).is_err(), "{path:?}");
    }
    let twins = files(&[("src/Pet.rs", "a"), ("src/pet.rs", "b")]);
    assert!(compare(&inner, &twins, Extent::All).is_err());
    let anonymous = BTreeMap::from([("a.rs".to_owned(), "fn main() {}".to_owned())]);
    assert!(compare(&inner, &anonymous, Extent::All).is_err());
}
