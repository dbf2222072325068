//! Where the text of a reference leads: to a file or a schema with that address, and from there by pointer or
//! anchor.

use super::refs::{Kind, Target};
use super::resolver::Resolver;
use crate::diag::codes;
use crate::source::{At, FileId, Pointer, PointerError};

/// Why a reference leads nowhere.
#[derive(Debug)]
pub(super) enum Lost {
    /// The file could not be had, which was reported when it was to be read.
    File,
    /// No schema has this anchor.
    Anchor(String),
    /// The fragment is no JSON Pointer.
    NoPointer(PointerError),
    /// The file has nothing there.
    Node(FileId, Pointer),
}

impl<'a> Resolver<'a> {
    /// Where a reference leads. Nothing is reported.
    pub(super) fn seek(&self, to: &str, at: At) -> Result<Target<'a>, Lost> {
        let (path, fragment) = to.split_once('#').unwrap_or((to, ""));
        // What is wrong with the path was reported when the files were read.
        let schema = match path {
            "" => self.sources.resource(at),
            _ => self.sources.identified(at, path),
        };
        let (file, base) = match (schema, path) {
            (Some(schema), _) => (schema.file, self.sources.pointer(schema)),
            (None, "") => (at.file, Pointer::root()),
            (None, path) => (self.sources.file(at.file, path).ok_or(Lost::File)?, Pointer::root()),
        };
        let root = self.sources.node(file).ok_or(Lost::File)?;
        let pointer = if fragment.is_empty() || fragment.starts_with(['/', '%']) {
            let below = Pointer::parse_fragment(fragment).map_err(Lost::NoPointer)?;
            // Many write `$id` and mean the file all the same.
            match (base.tokens(), path) {
                ([], _) => below,
                ([..], "") => {
                    let within = base.join(below.clone());
                    if self.sources.find(file, &within).is_some() { within } else { below }
                }
                ([..], _) => base.join(below),
            }
        } else {
            let found = self.sources.anchored(schema.unwrap_or(root.at), fragment);
            self.sources.pointer(found.ok_or_else(|| Lost::Anchor(fragment.to_owned()))?)
        };
        match self.sources.find(file, &pointer) {
            Some(node) => Ok(Target { node, pointer }),
            None => Err(Lost::Node(file, pointer)),
        }
    }

    /// What people mean by a pointer that counts from somewhere else than the start of the file: from a schema
    /// around that was a file of its own once, or from that of Swagger 2.
    pub(super) fn meant(&self, pointer: &Pointer, at: At, kind: Kind) -> Option<Target<'a>> {
        let [section, rest @ ..] = pointer.tokens() else { return None };
        if kind != Kind::Schema
            || !matches!(section.as_str(), "$defs" | "definitions" | "properties")
        {
            return None;
        }
        let target = |pointer: Pointer| {
            let node = self.sources.find(at.file, &pointer)?;
            Some(Target { node, pointer })
        };
        let mut around = self.sources.pointer(at);
        while around.pop().is_some() {
            if let Some(found) = target(around.clone().join(pointer.clone())) {
                return Some(found);
            }
        }
        let mut component = Pointer::root();
        ["components", "schemas"].into_iter().for_each(|token| component.push(token));
        rest.iter().for_each(|token| component.push(token.as_str()));
        target(component).filter(|_| section == "definitions" && rest.len() == 1)
    }

    /// The component that a reference to the whole file stands in: it is a schema that was a file of its own once.
    pub(super) fn around(&mut self, to: &str, at: At) -> Option<Target<'a>> {
        let mut pointer = self.sources.pointer(at);
        while pointer.tokens().len() > 3 {
            pointer.pop();
        }
        let component = matches!(pointer.tokens(), [components, schemas, _] if components == "components" && schemas == "schemas");
        let node = self.sources.find(at.file, &pointer).filter(|_| component && to == "#");
        let Some(node) = node else {
            let message = format!("`{to}` is a whole description, but a schema belongs here");
            self.report(codes::INVALID_REF, at, message)
                .help("refer to something under `components.schemas`");
            return None;
        };
        let message = format!("`{to}` is the whole description; it is read as `#{pointer}`");
        self.report(codes::TOLERATED, at, message)
            .help("write that: what follows the `#` counts from the start of the file");
        Some(Target { node, pointer })
    }
}
