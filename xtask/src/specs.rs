//! Finding specifications and reading their files, never outside the folder they are in.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use specsmith::DateTimes;
use specsmith::Spec;
use specsmith::diag::Rigor;

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The root document of every API below specs/.
const ENTRY: &str = "openapi.yaml";

/// No document that people write is larger: 256 MiB.
const LARGEST: u64 = 256 << 20;

/// A document that was found but not read yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Source {
    /// The module that its code goes to.
    pub(crate) module: String,
    /// The root document.
    pub(crate) path: PathBuf,
    /// Whether what breaks a rule of OpenAPI is an error.
    pub(crate) rigor: Rigor,
    /// What its dates and times become.
    pub(crate) date_times: DateTimes,
}

impl Source {
    /// Every API below specs/, by name.
    pub(crate) fn all(workspace: &Workspace) -> Result<Vec<Self>, Failure> {
        let folder = workspace.specs();
        let failed = |error| Failure::io("read", &folder, &error);
        let mut names = Vec::new();
        for item in fs::read_dir(&folder).map_err(failed)? {
            let item = item.map_err(failed)?;
            if item.path().is_dir() {
                names.push(item.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        if names.is_empty() {
            return Err(Failure::fault(format!("there is no API below {}", folder.display())));
        }
        names
            .iter()
            .map(|name| Self::below_specs(workspace, name).map_err(Failure::fault))
            .collect()
    }

    /// One API below specs/ whose name came from the command line.
    pub(crate) fn api(workspace: &Workspace, name: &str) -> Result<Self, Failure> {
        Self::below_specs(workspace, name).map_err(Failure::usage)
    }

    /// One API below specs/, or a sentence about why there is none. Whose fault that is depends on
    /// where the name came from.
    fn below_specs(workspace: &Workspace, name: &str) -> Result<Self, String> {
        if module(name) != name {
            return Err(format!(
                "`{name}` cannot name an API: a folder below specs/ becomes a module, \
                 so it is `{}`",
                module(name)
            ));
        }
        let path = workspace.specs().join(name).join(ENTRY);
        if path.is_file() {
            let (module, date_times) = (name.to_owned(), DateTimes::Typed);
            Ok(Self { module, path, rigor: Rigor::Strict, date_times })
        } else {
            Err(format!("there is no {}", workspace.display(&path)))
        }
    }

    /// Any document. The module is named after the file, or after its folder where the file's name
    /// says nothing.
    pub(crate) fn file(path: &Path, rigor: Rigor) -> Result<Self, Failure> {
        // Containment is about the folder where the document really is.
        let path = path.canonicalize().map_err(|error| Failure::io("read", path, &error))?;
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = match stem(&path) {
            Some(name) if !matches!(&*name, "openapi" | "swagger" | "spec") => Some(name),
            nameless => path.parent().and_then(stem).or(nameless),
        };
        let (module, date_times) = (module(&name.unwrap_or_default()), DateTimes::Typed);
        Ok(Self { module, path, rigor, date_times })
    }

    /// The name of an API below specs/, or else a document.
    pub(crate) fn api_or_file(workspace: &Workspace, what: &Path) -> Result<Self, Failure> {
        let is_path = |name: &str| name.contains(['/', '\\', '.']);
        match what.to_str() {
            Some(name) if workspace.specs().join(name).is_dir() => Self::api(workspace, name),
            Some(name) if !what.exists() && !is_path(name) => Self::api(workspace, name),
            _ => Self::file(what, Rigor::Lenient),
        }
    }

    /// Reads it and the files that it refers to.
    pub(crate) fn load(&self, workspace: &Workspace) -> Result<Spec, Failure> {
        let failed = |error| Failure::io("read", &self.path, &error);
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let folder = folder.canonicalize().map_err(failed)?;
        let entry = self.path.file_name().unwrap_or_default().to_string_lossy();
        let mut read = |name: &str| read_below(&folder, name);
        let mut spec = Spec::load(&self.module, &entry, self.rigor, &mut read);
        spec.sources = spec.sources.with_prefix(self.prefix(workspace));
        spec.date_times = self.date_times;
        Ok(spec)
    }

    /// What makes the names of its files paths that people can open.
    fn prefix(&self, workspace: &Workspace) -> String {
        match workspace.display(self.path.parent().unwrap_or(Path::new(""))) {
            folder if folder.is_empty() => folder,
            folder => format!("{folder}/"),
        }
    }
}

/// Reads a file of a specification. `folder` is canonical, `name` relative to it.
///
/// # Errors
///
/// As one phrase for a diagnostic: the file is not there, is outside the folder, also through a
/// symbolic link, or is not readable text.
fn read_below(folder: &Path, name: &str) -> Result<String, String> {
    let path = folder.join(name).canonicalize().map_err(|error| error.to_string())?;
    if !path.starts_with(folder) {
        return Err("it is outside the specification's folder".to_owned());
    }
    // Before opening: opening a pipe waits for a writer.
    let metadata = fs::metadata(&path).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    if metadata.len() > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST >> 20));
    }
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count();
        format!("it is not UTF-8 (line {line})")
    })
}

/// A name as a Rust module: lower case, digits and `_`, not beginning with a digit, no keyword.
pub(crate) fn module(name: &str) -> String {
    let mut module = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => module.push(c),
            'A'..='Z' => module.push(c.to_ascii_lowercase()),
            _ if module.is_empty() || module.ends_with('_') => {}
            _ => module.push('_'),
        }
    }
    let module = module.trim_end_matches('_');
    if module.is_empty() {
        "api".to_owned()
    } else if module.starts_with(|c: char| c.is_ascii_digit()) {
        format!("api_{module}")
    } else if RESERVED.contains(&module) {
        format!("{module}_api")
    } else {
        module.to_owned()
    }
}

/// Keywords, and what a module at the root of a crate would hide; the generator renames the latter too, but
/// folders are to be called what their modules are.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "bin",
    "blocking",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "default",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "gzip",
    "http",
    "if",
    "impl",
    "in",
    "json",
    "let",
    "lib",
    "loop",
    "macro",
    "main",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "reqwest",
    "return",
    "rt",
    "self",
    "serde",
    "specsmith_runtime",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tracing",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_name_becomes_a_module() {
        for (name, expected) in [
            ("clerk", "clerk"),
            ("GitHub API (v3).json", "github_api_v3_json"),
            ("swagger__petstore-v3", "swagger_petstore_v3"),
            ("3scale", "api_3scale"),
            ("type", "type_api"),
            ("http", "http_api"),
            ("json", "json_api"),
            ("Ünïcode", "n_code"),
            ("../..", "api"),
            ("", "api"),
        ] {
            assert_eq!(module(name), expected, "{name:?}");
            assert_eq!(module(expected), expected, "a module stays as it is");
        }
    }

    #[test]
    fn a_document_without_a_name_of_its_own_is_named_after_its_folder() {
        let folder = TempDir::new().unwrap();
        let folder = folder.path().join("Pet Store");
        fs::create_dir(&folder).unwrap();
        for (file, expected) in [("openapi.yaml", "pet_store"), ("cats.v2.json", "cats_v2")] {
            fs::write(folder.join(file), "").unwrap();
            assert_eq!(Source::file(&folder.join(file), Rigor::Lenient).unwrap().module, expected);
        }
    }

    #[test]
    fn files_are_read_inside_the_folder_only() {
        let outer = TempDir::new().unwrap();
        let folder = outer.path().join("spec");
        fs::create_dir_all(folder.join("schemas")).unwrap();
        fs::write(outer.path().join("secret.yaml"), "secret").unwrap();
        fs::write(folder.join("schemas/pet.yaml"), "pet").unwrap();
        let folder = folder.canonicalize().unwrap();
        assert_eq!(read_below(&folder, "schemas/pet.yaml").unwrap(), "pet");
        assert!(read_below(&folder, "../secret.yaml").unwrap_err().contains("outside"));
        let absolute = outer.path().join("secret.yaml");
        assert!(read_below(&folder, absolute.to_str().unwrap()).unwrap_err().contains("outside"));
        assert!(read_below(&folder, "schemas").unwrap_err().contains("regular"));
        assert!(read_below(&folder, "missing.yaml").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_may_not_leave_the_folder() {
        use std::os::unix::fs::symlink;
        let outer = TempDir::new().unwrap();
        let folder = outer.path().join("spec");
        fs::create_dir_all(&folder).unwrap();
        fs::write(outer.path().join("secret.yaml"), "secret").unwrap();
        fs::write(folder.join("pet.yaml"), "pet").unwrap();
        symlink("pet.yaml", folder.join("inside.yaml")).unwrap();
        symlink("../secret.yaml", folder.join("outside.yaml")).unwrap();
        symlink("..", folder.join("up")).unwrap();
        let folder = folder.canonicalize().unwrap();
        assert_eq!(read_below(&folder, "inside.yaml").unwrap(), "pet");
        assert!(read_below(&folder, "outside.yaml").unwrap_err().contains("outside"));
        assert!(read_below(&folder, "up/secret.yaml").unwrap_err().contains("outside"));
    }

    #[test]
    fn what_is_not_utf_8_is_said_with_its_line() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a.yaml"), b"a: 1\nb: \xff\n").unwrap();
        let folder = folder.path().canonicalize().unwrap();
        assert_eq!(read_below(&folder, "a.yaml").unwrap_err(), "it is not UTF-8 (line 2)");
    }
}
