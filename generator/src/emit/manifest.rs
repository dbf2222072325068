//! `Cargo.toml` of the client crate.

use std::fmt::Write as _;

use super::ty::file_name;
use super::{guide, markdown};
use crate::ir::Api;
use crate::{Config, Manifest};

/// The edition and the oldest compiler of a crate that no workspace tells.
const STANDALONE: &str = "edition = \"2024\"\nrust-version = \"1.95\"\n";

/// What registries show.
const METADATA: &str = "readme = \"README.md\"
keywords = [\"api\", \"client\", \"openapi\", \"sdk\"]
categories = [\"api-bindings\", \"web-programming::http-client\"]
";

/// The manifest, without the line that tells where it comes from.
pub(super) fn manifest(apis: &[Api], config: &Config) -> String {
    let mut out = String::from("\n[package]\n");
    let name = string(&config.name);
    let description = string(&config.description);
    let _ = writeln!(out, "name = {name}\ndescription = {description}");
    match &config.manifest {
        Manifest::Workspace => {
            for key in ["version", "edition", "rust-version", "license", "publish"] {
                let _ = writeln!(out, "{key}.workspace = true");
            }
        }
        Manifest::Standalone { .. } => {
            let _ = writeln!(out, "version = {}", string(&config.version));
            out.push_str(STANDALONE);
        }
    }
    out.push_str(METADATA);
    if config.manifest == Manifest::Workspace {
        // Neither `calls`, which tests include, nor the pages of the reference.
        out.push_str("include = [\"/src\", \"/README.md\", \"/LICENSE.md\"]\n");
    }
    out.push_str("\n[package.metadata.docs.rs]\nall-features = true\n\n");
    if config.manifest == Manifest::Workspace {
        out.push_str("[lints]\nworkspace = true\n\n");
    }
    out.push_str(&features(apis, config));
    out.push_str("\n[dependencies]\n");
    match &config.manifest {
        Manifest::Workspace => out.push_str("specsmith-runtime.workspace = true\n"),
        Manifest::Standalone { runtime } => {
            let _ = writeln!(out, "specsmith-runtime = {}", runtime.replace(['\n', '\r'], " "));
        }
    }
    out
}

/// One feature for each API, or for each group of operations where there is only one API. A crate of its own
/// has all of them on: its only reason is to have them.
fn features(apis: &[Api], config: &Config) -> String {
    let modules: Vec<&str> = apis.iter().map(|api| file_name(&api.module)).collect();
    let mut default = vec![string("reqwest")];
    let mut lines = String::new();
    match (&config.manifest, apis) {
        (Manifest::Standalone { .. }, [api]) => {
            if let Some(features) = &api.features {
                default.push(string(&features.all));
                let rows = super::features::rows(api);
                let names: Vec<String> = rows.iter().map(|(name, _)| string(name)).collect();
                let all = &features.all;
                let _ = writeln!(lines, "# All operations.\n{all} = [{}]", names.join(", "));
                for (name, what) in rows {
                    let _ = writeln!(lines, "# {what}.\n{name} = []");
                }
            }
        }
        (Manifest::Standalone { .. }, _) => {
            default.extend(modules.iter().map(|module| string(module)));
            whole(apis, &mut lines);
        }
        (Manifest::Workspace, _) => whole(apis, &mut lines),
    }
    let mut out = format!("[features]\ndefault = [{}]\n{lines}", default.join(", "));
    for (feature, what) in guide::FEATURES {
        let _ = writeln!(out, "# {what}\n{feature} = [\"specsmith-runtime/{feature}\"]");
    }
    out
}

fn whole(apis: &[Api], lines: &mut String) {
    for api in apis {
        let title = markdown::plain(&api.title);
        let _ = writeln!(lines, "# {title}\n{} = []", file_name(&api.module));
    }
}

/// A TOML basic string.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
