//! A crate of its own, made from somebody's document: its name, its manifest's settings, and whether
//! a folder may hold it.

use std::fs;
use std::io;
use std::path::{self, Component, Path, PathBuf};

use specsmith::{Config, Manifest};

use crate::failure::Failure;
use crate::ownership;
use crate::specs::{self, Source};
use crate::tree::{Change, Comparison};
use crate::workspace::Workspace;

/// The package that emitted code is written for.
const RUNTIME: &str = "specsmith-runtime";

/// How a crate in the folder `out` is made.
pub(crate) fn config(
    workspace: &Workspace,
    name: String,
    out: &Path,
    runtime: Option<&Path>,
) -> Result<Config, Failure> {
    let runtime = match runtime {
        Some(asked) => {
            check_runtime(asked)?;
            match asked.to_str().filter(|_| asked.is_absolute()) {
                Some(absolute) => absolute.to_owned(),
                None => seen_from(out, asked)?,
            }
        }
        None => seen_from(out, &workspace.runtime())?,
    };
    Ok(Config {
        description: format!("A client of {name}, written from its OpenAPI description"),
        licences: Vec::new(),
        name,
        version: "0.1.0".to_owned(),
        manifest: Manifest::Standalone {
            runtime: format!("{{ path = {}, default-features = false }}", toml(&runtime)),
        },
    })
}

/// Refuses a folder that does not hold the runtime, which cargo would find out much later.
fn check_runtime(folder: &Path) -> Result<(), Failure> {
    let path = folder.join("Cargo.toml");
    let manifest = match fs::read_to_string(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::io("read", &path, &error));
        }
        manifest => manifest.unwrap_or_default(),
    };
    if named(&manifest) == Some(RUNTIME) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "--runtime {}: no Cargo.toml of `{RUNTIME}` is there; name its folder, in a checkout that is \
         generator/runtime",
        folder.display()
    )))
}

/// The name that a manifest has first: its package's.
fn named(manifest: &str) -> Option<&str> {
    let value = manifest
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("name")?.trim_start().strip_prefix('='))?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn seen_from(folder: &Path, path: &Path) -> Result<String, Failure> {
    let real = |path: &Path| real(path).map_err(|error| Failure::io("find", path, &error));
    let path = real(path)?;
    if path.to_str().is_none() {
        return Err(Failure::usage(format!(
            "{}: a manifest cannot name this folder, which is not UTF-8",
            path.display()
        )));
    }
    Ok(from(&real(folder)?, &path))
}

/// The name that was asked for, or one that cargo accepts.
pub(crate) fn crate_name(asked: Option<&str>, source: &Source) -> Result<String, Failure> {
    let Some(name) = asked else { return Ok(source.module.replace('_', "-")) };
    let legal = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let module = name.to_ascii_lowercase().replace('-', "_");
    if legal && specs::module(&module) == module.trim_end_matches('_') {
        Ok(name.to_owned())
    } else {
        Err(Failure::usage(format!(
            "`{name}` cannot name a crate: use letters, digits, `-` and `_`, a letter first, \
             and no keyword of Rust"
        )))
    }
}

/// Refuses a folder whose generated files belong to another crate: they would be replaced, and those
/// that this crate does not have would be deleted.
pub(crate) fn check_folder(workspace: &Workspace, name: &str, out: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::io("find", out, &error);
    let folder = real(out).map_err(failed)?;
    let ours = real(&workspace.generated()).map_err(failed)?;
    if folder.starts_with(&ours) || ours.starts_with(&folder) {
        return Err(Failure::usage(format!(
            "--out {}: {} is made from specs/ alone; choose a folder that is not in it, nor around it",
            out.display(),
            workspace.display(&workspace.generated())
        )));
    }
    let path = folder.join("Cargo.toml");
    let manifest = match fs::read(&path) {
        Ok(manifest) => manifest,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io("read", &path, &error)),
    };
    match package(&manifest) {
        Some(other) if other != name => Err(Failure::usage(format!(
            "--out {} holds the crate `{other}`, and this one is `{name}`: choose another folder, \
             or say --name {other}",
            out.display()
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Refuses a folder that has another generated crate somewhere below it.
pub(crate) fn check_below(out: &Path, comparison: &Comparison<'_>) -> Result<(), Failure> {
    let is_crate = |(path, change): &(&String, &Change<'_>)| {
        **change == Change::Stale && path.ends_with("/Cargo.toml")
    };
    match comparison.changes.iter().find(is_crate) {
        Some((path, _)) => Err(Failure::usage(format!(
            "--out {}: {path} is of another generated crate; choose a folder that is not around it",
            out.display()
        ))),
        None => Ok(()),
    }
}

/// The package that a manifest names, if codegen wrote it.
fn package(manifest: &[u8]) -> Option<&str> {
    if !ownership::is_marked(manifest) {
        return None;
    }
    named(std::str::from_utf8(manifest).ok()?)
}

/// Where a path leads, whether or not there is something yet: absolute, without `..` and symbolic
/// links.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for component in path::absolute(path)?.components() {
        match component {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                real.push(component);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

/// A path as seen from a folder, with `/`; as it is where the two have no root in common, as on two
/// drives. Both are absolute.
fn from(folder: &Path, path: &Path) -> String {
    let same = |(a, b): &(Component<'_>, Component<'_>)| a == b;
    let common = folder.components().zip(path.components()).take_while(same).count();
    if !folder.components().take(common).any(|part| part == Component::RootDir) {
        return path.display().to_string();
    }
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = path.components().skip(common);
    let parts = up.chain(down.map(|part| part.as_os_str().to_string_lossy().into_owned()));
    parts.collect::<Vec<_>>().join("/")
}

/// A text as a TOML string.
fn toml(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            c if c.is_control() => literal.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn only_a_name_that_cargo_accepts_names_a_crate() {
        let source = Source {
            module: "pet_store".to_owned(),
            path: PathBuf::new(),
            rigor: specsmith::diag::Rigor::Lenient,
            date_times: specsmith::DateTimes::Typed,
        };
        assert_eq!(crate_name(None, &source).unwrap(), "pet-store");
        for name in ["petstore", "Pet-Store_2", "p"] {
            assert_eq!(crate_name(Some(name), &source).unwrap(), name);
        }
        for name in ["", "2pets", "pet store", "pet\"", "../pets", "type", "self", "-pets"] {
            assert!(crate_name(Some(name), &source).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_path_becomes_a_toml_string() {
        assert_eq!(toml(r#"C:\a "b""#), r#""C:\\a \"b\"""#);
        assert_eq!(toml("a\nb"), r#""a\u000Ab""#);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_seen_from_a_folder() {
        for (folder, path, expected) in [
            ("/a/out", "/a/generator/runtime", "../generator/runtime"),
            ("/a/b/out", "/a/runtime", "../../runtime"),
            ("/x", "/runtime", "../runtime"),
            ("/a", "/a/runtime", "runtime"),
        ] {
            assert_eq!(from(Path::new(folder), Path::new(path)), expected, "{folder}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_path_on_another_drive_stays_absolute() {
        assert_eq!(from(Path::new(r"C:\out"), Path::new(r"D:\rt")), r"D:\rt");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_followed_as_far_as_there_is_something() {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("there")).unwrap();
        std::os::unix::fs::symlink("there", root.join("link")).unwrap();
        for (path, expected) in [
            ("there/new", "there/new"),
            ("link/new", "there/new"),
            ("new/../there", "there"),
            ("new/./a/../b", "new/b"),
            ("link/../other", "other"),
        ] {
            assert_eq!(real(&root.join(path)).unwrap(), root.join(expected), "{path}");
        }
    }

    #[test]
    fn only_a_manifest_that_codegen_wrote_names_its_crate() {
        let marked = format!("# {}\n\n[package]\nname = \"pets\"\n", ownership::MARKER);
        assert_eq!(package(marked.as_bytes()), Some("pets"));
        assert_eq!(package(b"[package]\nname = \"pets\"\n"), None);
    }
}
