//! The paths that a file of Rust mentions, from the root of its crate, however they are written.

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// What one file mentions.
#[derive(Default)]
pub(crate) struct Imports {
    /// Where we are: the module, from the root of the crate.
    module: Vec<String>,
    /// `["crate", "emit", "ty"]` for what is in this crate, and whatever else the text says:
    /// `["quote", "quote"]`, `["Vec"]`. Code for tests does not count.
    pub(crate) paths: Vec<Vec<String>>,
    /// What would hide a path from us.
    pub(crate) tricks: Vec<String>,
}

impl Imports {
    /// Those of the module `module` (`["emit", "ty"]`), whose text this is.
    pub(crate) fn of(module: &[&str], text: &str) -> Self {
        let file = syn::parse_file(text).expect("our own code is Rust");
        let module = module.iter().map(|&name| name.to_owned()).collect();
        let mut imports = Self { module, ..Self::default() };
        imports.visit_file(&file);
        imports
    }

    fn add(&mut self, written: &[String]) {
        let mut path = vec!["crate".to_owned()];
        let mut rest = written;
        match written.first().map(String::as_str) {
            Some("crate") => rest = &rest[1..],
            Some("self" | "super") => {
                path.extend(self.module.iter().cloned());
                while let [first, others @ ..] = rest {
                    match first.as_str() {
                        "self" => {}
                        "super" => drop(path.pop()),
                        _ => break,
                    }
                    rest = others;
                }
            }
            Some(_) | None => path.clear(),
        }
        path.extend(rest.iter().cloned());
        self.paths.push(path);
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &[String]) {
        let with = |name: String| [prefix, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&path.tree, &with(path.ident.to_string())),
            UseTree::Name(name) => self.add(&with(name.ident.to_string())),
            UseTree::Rename(name) => self.add_renamed(&with(name.ident.to_string()), "as"),
            UseTree::Glob(_) => self.add_renamed(prefix, "*"),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(tree, prefix);
                }
            }
        }
    }

    /// An import under another name or none, which must not be of a whole crate.
    fn add_renamed(&mut self, written: &[String], how: &str) {
        self.add(written);
        let path = self.paths.last().expect("it was just added");
        let names: Vec<_> = path.iter().filter(|name| *name != "self").collect();
        match names.as_slice() {
            [root] if *root == "crate" => {
                self.tricks.push(format!("use {} {how}", written.join("::")));
            }
            // Another crate under another name: as good as a path into it.
            [root] => self.paths.push(vec![(*root).clone(), how.to_owned()]),
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Const(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            self.tricks.push(format!("#[path] mod {}", item.ident));
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.tricks.push(format!("extern crate {}", item.ident));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.add(&names);
        visit::visit_path(self, path);
    }

    /// The tokens of a macro are no code yet: every path that could become one counts.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        let code = without_literals(call.tokens.clone()).to_string();
        let text = code.replace(" :: ", "::").replace(" ::", "::");
        for path in text.split(|c| !is_of_path(c)).filter(|path| path.contains("::")) {
            self.add(&path.split("::").map(str::to_owned).collect::<Vec<_>>());
        }
        // An import in a macro: `crate::{emit, …}`.
        if text.contains("crate::{") || text.contains("super::{") {
            self.tricks.push("a group of imports in a macro".to_owned());
        }
        visit::visit_macro(self, call);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("test")
        || (attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test"))
}

/// Tokens without literals, which a macro may have for a format and which become no code here.
fn without_literals(tokens: TokenStream) -> TokenStream {
    let kept = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Literal(_) => None,
        TokenTree::Group(group) => {
            Some(Group::new(group.delimiter(), without_literals(group.stream())).into())
        }
        other @ (TokenTree::Ident(_) | TokenTree::Punct(_)) => Some(other),
    });
    kept.collect()
}
