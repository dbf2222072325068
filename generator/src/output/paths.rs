//! Paths as a person writes them.
//!
//! Emission spells every path absolutely, so that it need not know what else is in a file. Here the file is
//! known: what the prelude has goes by its name, what it has not is imported, unless an item of the file has
//! that name itself.

use std::array;
use std::collections::BTreeSet;

use crate::emit::{Entry, Row};
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
const IMPORTED: &[&[&str]] = &[
    &["core", "convert", "Infallible"],
    &["core", "time", "Duration"],
    &["std", "collections", "BTreeMap"],
    &["std", "sync", "Arc"],
];

/// The variants that the prelude has by their own names.
const VARIANTS: &[(&str, &str)] =
    &[("Option", "Some"), ("Option", "None"), ("Result", "Ok"), ("Result", "Err")];

/// What of the crate goes by its own name: the runtime, and the types and the calls of the API.
const OWN: &[&[&str]] = &[&["crate", "rt"], &["super", "types"], &["super", "Call"]];

/// The paths of one file.
#[derive(Default)]
pub(super) struct Paths {
    /// Names that items of the file have.
    taken: BTreeSet<String>,
    /// What has to be imported for the paths that were shortened.
    imports: BTreeSet<&'static [&'static str]>,
}

impl Paths {
    /// Takes note of the names that items have.
    pub(super) fn declare(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Const(item) => self.take(&item.ident.to_string()),
                Item::Enum(item) => self.take(&item.ident.to_string()),
                Item::Fn(item) => self.take(&item.sig.ident.to_string()),
                Item::Mod(item) => self.take(&item.ident.to_string()),
                Item::Static(item) => self.take(&item.ident.to_string()),
                Item::Struct(item) => self.take(&item.ident.to_string()),
                Item::Trait(item) => self.take(&item.ident.to_string()),
                Item::Type(item) => self.take(&item.ident.to_string()),
                Item::Union(item) => self.take(&item.ident.to_string()),
                Item::Use(item) => self.declare_use(&item.tree),
                _ => {}
            }
        }
    }

    fn declare_use(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.declare_use(&path.tree),
            UseTree::Name(name) => self.take(&name.ident.to_string()),
            UseTree::Rename(rename) => self.take(&rename.rename.to_string()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.declare_use(tree)),
            _ => {}
        }
    }

    /// Takes note of the name that an item has.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Shortens the paths of some items.
    pub(super) fn shorten(&mut self, file: &mut syn::File) {
        self.visit_file_mut(file);
    }

    /// Shortens the paths of some code. What is within a literal says what is on the wire.
    pub(super) fn shorten_in(&mut self, text: &mut String) {
        if text.contains("::") {
            *text = self.shortened_text(text);
        }
    }

    /// Shortens the paths of an entry.
    pub(super) fn shorten_entry(&mut self, entry: &mut Entry) {
        self.shorten_in(&mut entry.begin);
        if entry.end.contains("::") {
            self.shorten_in(entry.end.to_mut());
        }
        entry.items.iter_mut().for_each(|item| self.shorten_entry(item));
    }

    /// Shortens the paths of a row, but for those in its documentation.
    pub(super) fn shorten_row(&mut self, row: &mut Row) {
        let Row { comment: _, attributes, text, body } = row;
        self.shorten_entry(text);
        attributes.iter_mut().chain(body).for_each(|text| self.shorten_in(text));
    }

    fn shortened_text(&mut self, text: &str) -> String {
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
        let in_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        let mut rest = code;
        while let Some(start) = rest.find(in_path) {
            let (before, from) = rest.split_at(start);
            let (path, after) = from.split_at(from.find(|c| !in_path(c)).unwrap_or(from.len()));
            out.extend([before, self.shortened(path)]);
            rest = after;
        }
        out.push_str(rest);
    }

    fn shortened<'a>(&mut self, path: &'a str) -> &'a str {
        let absolute = path.strip_prefix("::");
        let names = absolute.unwrap_or(path);
        let mut segments = names.split("::");
        let first = array::from_fn(|_| segments.next());
        match self.spare(absolute.is_some(), first) {
            0 => path,
            spare => names.splitn(spare + 1, "::").last().unwrap_or(path),
        }
    }

    /// The imports that the file needs: those of other crates first.
    pub(super) fn imports(&self) -> Option<String> {
        let (own, other): (Vec<&[&str]>, Vec<&[&str]>) =
            self.imports.iter().partition(|path| OWN.contains(path));
        let all = other.into_iter().chain(own);
        let imports: String = all.map(|path| format!("use {};\n", path.join("::"))).collect();
        (!imports.is_empty()).then_some(imports)
    }

    /// How many segments a path can do without, from the first on; given those that it begins with.
    fn spare<S: PartialEq<str> + ?Sized>(
        &mut self,
        is_absolute: bool,
        segments: [Option<&S>; 4],
    ) -> usize {
        let [Some(first), Some(second), third, fourth] = segments else { return 0 };
        if !is_absolute {
            let own = OWN.iter().find(|path| *first == *path[0] && *second == *path[1]);
            return usize::from(own.is_some_and(|path| self.import(path)));
        }
        let Some(third) = third else { return 0 };
        for (krate, module, names) in PRELUDE {
            if !(*first == **krate && *second == **module) {
                continue;
            }
            let Some(name) = names.iter().find(|name| *third == ***name) else { continue };
            let variant = fourth.and_then(|fourth| {
                VARIANTS.iter().find(|(ty, variant)| ty == name && *fourth == **variant)
            });
            return match variant {
                Some((_, variant)) if !self.taken.contains(*variant) => 3,
                _ if self.taken.contains(*name) => 0,
                _ => 2,
            };
        }
        let is_item =
            |path: &&&[&str]| *first == *path[0] && *second == *path[1] && *third == *path[2];
        let item = IMPORTED.iter().find(is_item);
        if item.is_some_and(|path| self.import(path)) { 2 } else { 0 }
    }

    /// Takes note of a path that has to be imported, unless an item has its name; whether none has.
    fn import(&mut self, path: &'static [&'static str]) -> bool {
        let is_free = path.last().is_some_and(|name| !self.taken.contains(*name));
        if is_free {
            self.imports.insert(path);
        }
        is_free
    }

    fn cut(&mut self, path: &mut Path) -> usize {
        let segment = |index| path.segments.get(index).map(|segment| &segment.ident);
        let spare = self.spare(path.leading_colon.is_some(), array::from_fn(segment));
        if spare > 0 {
            path.leading_colon = None;
            let segments = std::mem::take(&mut path.segments);
            path.segments = segments.into_pairs().skip(spare).collect();
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
        let never = "type A = ::core::convert::Infallible;";
        assert_eq!(shortened(never), "use core::convert::Infallible;\ntype A = Infallible;\n");
        let own = format!("struct Infallible;\n{never}");
        assert_eq!(shortened(&own), own.clone() + "\n");
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
            Paths::default().shortened_text(long),
            "rt::x! { A { \"::std::vec::Vec\\\"\", Vec, \"crate::rt::x\", rt::B } }"
        );
    }
}
