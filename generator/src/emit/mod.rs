//! Spells the IR: Rust as tokens, and the files around it as text. One concept, one file.
//!
//! Takes complete [`ir::Api`]s. Decides nothing about shapes or names: those are settled. Text of the
//! specification gets into Rust only as a literal, as an identifier that the names pass claimed, or as
//! documentation that the module `markdown` has made harmless.

mod alias;
mod answers;
mod argument;
mod call;
mod client;
mod docs;
mod ends;
mod example;
mod group;
mod guide;
mod input;
mod krate;
mod literal;
mod manifest;
mod markdown;
mod module;
mod notation;
mod operation;
mod readme;
mod rt;
mod servers;
mod settings;
mod string_enum;
mod structs;
#[cfg(test)]
mod tests;
mod ty;
mod types;
mod webhooks;

use std::fmt;

use proc_macro2::TokenStream;

use crate::Config;
use crate::ir;

/// A file to be written.
pub struct File<'a> {
    /// Its path below the output folder, with `/` between its parts.
    pub path: String,
    /// What is in it.
    pub content: Content<'a>,
}

/// What is in a file, without the line that tells where it comes from.
pub enum Content<'a> {
    /// Text, as it is.
    Text(String),
    /// Makes the chunks of a Rust file: items that are parted by a blank line from those of the next
    /// chunk. It is called where the file is formatted, because tokens cannot change threads.
    Rust(Box<dyn Fn() -> Vec<TokenStream> + Send + Sync + 'a>),
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("path", &self.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.debug_tuple("Text").field(text).finish(),
            Self::Rust(_) => f.write_str("Rust(..)"),
        }
    }
}

impl<'a> File<'a> {
    fn text(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), content: Content::Text(text) }
    }

    fn rust(path: String, chunks: impl Fn() -> Vec<TokenStream> + Send + Sync + 'a) -> Self {
        Self { path, content: Content::Rust(Box::new(chunks)) }
    }
}

/// What emitters of one API look things up in.
#[derive(Clone, Copy)]
struct Cx<'a> {
    api: &'a ir::Api,
    config: &'a Config,
}

/// All files of the client crate.
#[must_use]
pub fn emit<'a>(apis: &'a [ir::Api], config: &'a Config) -> Vec<File<'a>> {
    let mut files = vec![
        File::text("Cargo.toml", manifest::manifest(apis, config)),
        File::text("README.md", readme::readme(apis, config)),
        // prettyplease is the only formatter here; `cargo fmt` leaves the crate alone.
        File::text("rustfmt.toml", "disable_all_formatting = true\n".to_owned()),
        File::rust("src/lib.rs".to_owned(), move || krate::krate(apis, config)),
    ];
    for api in apis {
        let cx = Cx { api, config };
        let path = |name: &str| format!("src/{}/{name}.rs", ty::file_name(&api.module));
        files.push(File::rust(path("mod"), move || module::module(cx)));
        files.push(File::rust(path("client"), move || client::client(cx)));
        if !api.answers.is_empty() {
            files.push(File::rust(path("errors"), move || answers::answers(cx)));
        }
        if !api.webhooks.is_empty() {
            files.push(File::rust(path("webhook_events"), move || webhooks::webhooks(cx)));
        }
        for group in &api.groups {
            let name = ty::file_name(&group.module);
            files.push(File::rust(path(name), move || group::group(cx, group)));
        }
        if !api.types.is_empty() {
            files.push(File::rust(path("types/mod"), move || types::index(cx)));
        }
        for module in types::modules(api) {
            let name = format!("types/{}", module.file_name());
            files.push(File::rust(path(&name), move || types::module(cx, &module)));
        }
    }
    files
}
