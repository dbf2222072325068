//! Spells the IR: definitions, functions and tables as rows of text, other items as tokens, and the files around them.
//! One concept, one file.
//!
//! Takes complete [`ir::Api`]s. Decides nothing about shapes or names: those are settled. Text of the
//! specification gets into Rust only as a literal, as an identifier that the names pass claimed, or as
//! documentation that the module `markdown` has made harmless.

mod alias;
mod answers;
mod argument;
mod builder;
mod call;
mod calls;
mod chunk;
mod client;
mod construct;
mod docs;
mod ends;
mod example;
mod features;
mod function;
mod group;
mod guide;
mod input;
mod krate;
mod list;
mod literal;
mod manifest;
mod markdown;
mod module;
mod notation;
mod numbers;
mod operation;
mod overview;
mod pages;
mod prose;
mod readme;
mod rt;
mod sample;
mod scan;
mod servers;
mod settings;
mod short;
mod shortcut;
mod spelled;
mod steps;
mod string_enum;
mod structs;
mod table;
#[cfg(test)]
mod tests;
mod ty;
mod types;
mod union;
mod webhooks;

use std::fmt;

pub use chunk::{Alias, Arm, Chunk, Entry, Impl, List, Row, Table, TableBody};

pub(crate) use features::reserved as reserved_features;
pub(crate) use scan::{parted, signs};

use crate::ir;
use crate::{Config, Manifest};

/// A file to be written.
pub struct File<'a> {
    /// Its path below the output folder, with `/` between its parts.
    pub path: String,
    /// What is in it.
    pub content: Content<'a>,
}

/// What is in a file, without the line that tells where it comes from.
pub enum Content<'a> {
    /// Makes text, as it is; called on any thread.
    Text(Box<dyn Fn() -> String + Send + Sync + 'a>),
    /// Makes the chunks of a Rust file. It is called where the file is formatted, because tokens cannot change threads.
    Rust(Box<dyn Fn() -> Vec<Chunk> + Send + Sync + 'a>),
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("path", &self.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("Text(..)"),
            Self::Rust(_) => f.write_str("Rust(..)"),
        }
    }
}

impl<'a> File<'a> {
    fn text(path: String, text: impl Fn() -> String + Send + Sync + 'a) -> Self {
        Self { path, content: Content::Text(Box::new(text)) }
    }

    fn rust<C: Into<Chunk>>(path: String, chunks: impl Fn() -> Vec<C> + Send + Sync + 'a) -> Self {
        let chunks = move || chunks().into_iter().map(Into::into).collect();
        Self { path, content: Content::Rust(Box::new(chunks)) }
    }
}

/// What emitters of one API look things up in.
#[derive(Clone, Copy)]
struct Cx<'a> {
    api: &'a ir::Api,
    config: &'a Config,
    /// Whether the crate was made for this API, so that its root has what the API's module has.
    is_alone: bool,
}

impl<'a> Cx<'a> {
    fn new(apis: &[ir::Api], api: &'a ir::Api, config: &'a Config) -> Self {
        Self { api, config, is_alone: krate::is_alone(apis, config).is_some() }
    }

    /// The path by which a consumer names what the API's module has.
    fn path(self) -> String {
        if self.is_alone { self.config.library() } else { self.api.module.as_str().to_owned() }
    }

    /// What brings that path into scope, together with these items of the crate; nothing where neither needs it.
    fn import(self, items: &[&str]) -> Option<String> {
        let module = (!self.is_alone).then_some(self.api.module.as_str());
        let names: Vec<&str> = items.iter().copied().chain(module).collect();
        let library = self.config.library();
        match &names[..] {
            [] => None,
            [only] => Some(format!("use {library}::{only};")),
            several => Some(format!("use {library}::{{{}}};", several.join(", "))),
        }
    }
}

/// All files of the client crate.
#[must_use]
pub fn emit<'a>(apis: &'a [ir::Api], config: &'a Config) -> Vec<File<'a>> {
    let text = |path: &str, text: fn(&[ir::Api], &Config) -> String| {
        File::text(path.to_owned(), move || text(apis, config))
    };
    let mut files = vec![
        text("Cargo.toml", manifest::manifest),
        text("README.md", readme::readme),
        // The crate is set already; `cargo fmt` leaves it alone.
        text("rustfmt.toml", |_, _| "disable_all_formatting = true\n".to_owned()),
        File::rust("src/lib.rs".to_owned(), move || krate::krate(apis, config)),
    ];
    if !config.licences.is_empty() {
        files.push(text("LICENSE.md", |_, config| readme::licence(config)));
    }
    files.extend(pages::pages(apis, config));
    for api in apis {
        let cx = Cx::new(apis, api, config);
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
        if config.manifest == Manifest::Workspace {
            let path = format!("calls/{}.rs", ty::file_name(&api.module));
            files.push(File::rust(path, move || calls::calls(cx)));
        }
        for module in types::modules(api) {
            let name = format!("types/{}", module.name);
            files.push(File::rust(path(&name), move || types::module(cx, &module)));
        }
    }
    files
}
