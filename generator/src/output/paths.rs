//! Paths as a person writes them.
//!
//! Emission spells every path absolutely, so that it need not know what else is in a file. Here the file is
//! known: what the prelude has goes by its name, what it has not is imported, unless an item of the file has
//! that name itself.

use std::collections::BTreeSet;

use syn::visit_mut::{self, VisitMut};
use syn::{ExprPath, Item, Path, TypePath, UseTree};

/// Names of the prelude, by module.
const PRELUDE: &[(&str, &str, &[&str])] = &[
    ("std", "boxed", &["Box"]),
    ("std", "string", &["String", "ToString"]),
    ("std", "vec", &["Vec"]),
    ("core", "convert", &["From", "Into"]),
    ("core", "default", &["Default"]),
    ("core", "iter", &["IntoIterator"]),
    ("core", "marker", &["Send", "Sync"]),
    ("core", "ops", &["FnOnce"]),
    ("core", "option", &["Option"]),
    ("core", "result", &["Result"]),
];

/// What is imported where it is used.
const IMPORTED: &[(&str, &str, &str)] =
    &[("core", "time", "Duration"), ("std", "collections", "BTreeMap"), ("std", "sync", "Arc")];

/// The variants that the prelude has by their own names.
const VARIANTS: &[(&str, &str)] =
    &[("Option", "Some"), ("Option", "None"), ("Result", "Ok"), ("Result", "Err")];

/// Modules of the crate that go by their own names: the runtime, and the types of the API.
const MODULES: &[(&str, &str)] = &[("crate", "rt"), ("super", "types")];

/// The paths of one file.
#[derive(Default)]
pub(super) struct Paths {
    /// Names that items of the file have.
    taken: BTreeSet<String>,
    /// What has to be imported for the paths that were shortened.
    imports: BTreeSet<String>,
}

impl Paths {
    /// Takes note of the names that items have.
    pub(super) fn declare(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Const(item) => self.take(&item.ident),
                Item::Enum(item) => self.take(&item.ident),
                Item::Fn(item) => self.take(&item.sig.ident),
                Item::Mod(item) => self.take(&item.ident),
                Item::Static(item) => self.take(&item.ident),
                Item::Struct(item) => self.take(&item.ident),
                Item::Trait(item) => self.take(&item.ident),
                Item::Type(item) => self.take(&item.ident),
                Item::Union(item) => self.take(&item.ident),
                Item::Use(item) => self.declare_use(&item.tree),
                _ => {}
            }
        }
    }

    fn declare_use(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.declare_use(&path.tree),
            UseTree::Name(name) => self.take(&name.ident),
            UseTree::Rename(rename) => self.take(&rename.rename),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.declare_use(tree)),
            _ => {}
        }
    }

    fn take(&mut self, name: &syn::Ident) {
        self.taken.insert(name.to_string());
    }

    /// Shortens the paths of some items.
    pub(super) fn shorten(&mut self, file: &mut syn::File) {
        self.visit_file_mut(file);
    }

    /// Shortens the paths of a text that calls a macro of the runtime. What is within a literal says what is on
    /// the wire.
    pub(super) fn shorten_text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((code, literal)) = rest.split_once('"') {
            self.shorten_code(code, &mut out);
            let end = literal_end(literal);
            out.extend(["\"", &literal[..end]]);
            rest = &literal[end..];
        }
        self.shorten_code(rest, &mut out);
        out
    }

    fn shorten_code(&mut self, code: &str, out: &mut String) {
        if !code.contains("::") {
            out.push_str(code);
            return;
        }
        let mut text = code.to_owned();
        for (krate, module, names) in PRELUDE {
            for name in *names {
                if !self.taken.contains(*name) {
                    text = text.replace(&format!("::{krate}::{module}::{name}"), name);
                }
            }
        }
        for (krate, module, name) in IMPORTED {
            let long = format!("::{krate}::{module}::{name}");
            if text.contains(&long) && !self.taken.contains(*name) {
                text = text.replace(&long, name);
                self.imports.insert(format!("use {krate}::{module}::{name};"));
            }
        }
        for (parent, module) in MODULES {
            let long = format!("{parent}::{module}::");
            if text.contains(&long) && !self.taken.contains(*module) {
                text = text.replace(&long, &format!("{module}::"));
                self.imports.insert(format!("use {parent}::{module};"));
            }
        }
        out.push_str(&text);
    }

    /// The imports that the file needs, a block for each crate.
    pub(super) fn imports(&self) -> Option<String> {
        let (own, other): (Vec<&String>, Vec<&String>) = self.imports.iter().partition(|line| {
            MODULES.iter().any(|(_, module)| line.ends_with(&format!("::{module};")))
        });
        let block = |lines: Vec<&String>| lines.iter().map(|line| format!("{line}\n")).collect();
        let blocks: Vec<String> =
            [other, own].into_iter().filter(|lines| !lines.is_empty()).map(block).collect();
        (!blocks.is_empty()).then(|| blocks.join("\n"))
    }

    /// How many segments the path can do without, from the first on.
    fn spare(&mut self, path: &Path) -> usize {
        let segment = |index: usize| path.segments.get(index).map(|segment| &segment.ident);
        let (Some(first), Some(second), Some(third)) = (segment(0), segment(1), segment(2)) else {
            return 0;
        };
        if path.leading_colon.is_none() {
            let is_known =
                MODULES.iter().any(|(parent, module)| first == parent && second == module);
            if !is_known || self.taken.contains(&second.to_string()) {
                return 0;
            }
            self.imports.insert(format!("use {first}::{second};"));
            return 1;
        }
        let name = third.to_string();
        let is_prelude = PRELUDE.iter().any(|(krate, module, names)| {
            first == krate && second == module && names.contains(&name.as_str())
        });
        if is_prelude {
            let variant = segment(3).map(ToString::to_string);
            if let Some(variant) = variant
                && VARIANTS.contains(&(name.as_str(), variant.as_str()))
                && !self.taken.contains(&variant)
            {
                return 3;
            }
            return if self.taken.contains(&name) { 0 } else { 2 };
        }
        let is_imported = IMPORTED
            .iter()
            .any(|(krate, module, item)| first == krate && second == module && name == *item);
        if is_imported && !self.taken.contains(&name) {
            self.imports.insert(format!("use {first}::{second}::{name};"));
            return 2;
        }
        0
    }

    fn cut(&mut self, path: &mut Path) -> usize {
        let spare = self.spare(path);
        if spare > 0 {
            path.leading_colon = None;
            let segments = std::mem::take(&mut path.segments);
            path.segments = segments.into_iter().skip(spare).collect();
        }
        spare
    }
}

/// The length of a literal's text with the quote that ends it.
fn literal_end(text: &str) -> usize {
    let mut escaped = false;
    let is_end = |(_, byte): &(usize, u8)| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    };
    text.bytes().enumerate().find(is_end).map_or(text.len(), |(index, _)| index + 1)
}

impl VisitMut for Paths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        self.cut(path);
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        if let Some(qself) = &mut path.qself {
            qself.position = qself.position.saturating_sub(self.cut(&mut path.path));
        }
        visit_mut::visit_type_path_mut(self, path);
    }

    fn visit_expr_path_mut(&mut self, path: &mut ExprPath) {
        if let Some(qself) = &mut path.qself {
            qself.position = qself.position.saturating_sub(self.cut(&mut path.path));
        }
        visit_mut::visit_expr_path_mut(self, path);
    }
}

#[cfg(test)]
mod tests {
    use super::Paths;

    fn shortened(text: &str) -> String {
        let mut file = syn::parse_file(text).unwrap();
        let mut paths = Paths::default();
        paths.declare(&file.items);
        paths.shorten(&mut file);
        paths.imports().unwrap_or_default() + &prettyplease::unparse(&file)
    }

    #[test]
    fn a_path_is_as_short_as_the_file_allows() {
        let long = "type A = ::core::option::Option<crate::rt::Value>;";
        assert_eq!(shortened(long), "use crate::rt;\ntype A = Option<rt::Value>;\n");
        let taken = format!("struct Option;\n{long}");
        assert_eq!(
            shortened(&taken),
            "use crate::rt;\nstruct Option;\ntype A = ::core::option::Option<rt::Value>;\n"
        );
        let map = "type A = ::std::collections::BTreeMap<u8, u8>;";
        assert_eq!(shortened(map), "use std::collections::BTreeMap;\ntype A = BTreeMap<u8, u8>;\n");
        assert_eq!(shortened(&format!("struct BTreeMap;\n{map}")).matches("use ").count(), 0);
    }

    #[test]
    fn the_trait_of_a_qualified_path_stays_its_trait() {
        let long = "const A: u8 = <u8 as crate::rt::Answer>::pick;";
        assert_eq!(shortened(long), "use crate::rt;\nconst A: u8 = <u8 as rt::Answer>::pick;\n");
    }

    #[test]
    fn what_is_on_the_wire_is_no_path() {
        let long = "crate::rt::x! { A { \"::std::vec::Vec\\\"\", ::std::vec::Vec, \"crate::rt::x\", crate::rt::B } }";
        assert_eq!(
            Paths::default().shorten_text(long),
            "rt::x! { A { \"::std::vec::Vec\\\"\", Vec, \"crate::rt::x\", rt::B } }"
        );
    }
}
