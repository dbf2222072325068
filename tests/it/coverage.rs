//! `docs/coverage.md` says where everything is that the documentation of the APIs has: it is there.
//!
//! Of its tables, every call, type and member in the columns after the first is looked up in the generated
//! sources, and every method of these is in some table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::TokenTree;
use syn::{FnArg, ImplItem, Item, Macro, Pat, ReturnType, Type, Visibility};

use crate::pages::anchors;
use crate::support::{folders, workspace};

/// The public items of one API.
#[derive(Default)]
struct Api {
    /// Methods by module, type and name.
    methods: BTreeMap<(String, String, String), Method>,
    /// Types in `types` with their members.
    types: BTreeMap<String, BTreeSet<String>>,
}

/// A method: the names of its arguments, and module and type of what it gives.
struct Method {
    arguments: Vec<String>,
    gives: Option<(String, String)>,
}

impl Api {
    fn read(folder: &Path) -> Self {
        let mut api = Self::default();
        api.read_folder(folder, false);
        api
    }

    fn read_folder(&mut self, folder: &Path, types: bool) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                self.read_folder(&entry, true);
                continue;
            }
            let module = entry.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&entry).unwrap();
            for item in syn::parse_file(&text).unwrap().items {
                self.read_item(&module, item, types);
            }
        }
    }

    fn read_item(&mut self, module: &str, item: Item, types: bool) {
        match item {
            Item::Impl(block) if block.trait_.is_none() => {
                let Some((_, owner)) = named(module, "", &block.self_ty) else { return };
                for item in block.items {
                    let ImplItem::Fn(method) = item else { continue };
                    if matches!(method.vis, Visibility::Public(_)) {
                        let arguments = method.sig.inputs.iter().filter_map(argument).collect();
                        let gives = match &method.sig.output {
                            ReturnType::Type(_, ty) => named(module, &owner, ty),
                            ReturnType::Default => None,
                        };
                        let name = unraw(&method.sig.ident);
                        let key = (module.to_owned(), owner.clone(), name);
                        self.methods.insert(key, Method { arguments, gives });
                    }
                }
            }
            Item::Macro(item) => self.read_table(module, &item.mac),
            Item::Struct(item) if types => {
                let members = item.fields.iter().filter_map(|field| field.ident.as_ref());
                self.types.insert(item.ident.to_string(), members.map(unraw).collect());
            }
            Item::Enum(item) if types => {
                self.types.insert(item.ident.to_string(), BTreeSet::new());
            }
            Item::Type(item) if types => {
                self.types.insert(item.ident.to_string(), BTreeSet::new());
            }
            _ => {}
        }
    }

    /// The methods that a macro of the runtime makes of a table. Each gives what it is a method of.
    fn read_table(&mut self, module: &str, table: &Macro) {
        let tokens: Vec<TokenTree> = table.tokens.clone().into_iter().collect();
        let name = table.path.segments.last().map(|segment| segment.ident.to_string());
        let (owner, methods) = match (name.as_deref(), &tokens[..]) {
            (Some("pages"), [TokenTree::Ident(owner), ..]) => {
                (owner, vec!["items".to_owned(), "pages".to_owned()])
            }
            (Some("inputs" | "setters"), [_, TokenTree::Ident(owner), rows @ ..]) => {
                (owner, setters(rows))
            }
            _ => return,
        };
        for name in methods {
            let owner = owner.to_string();
            let gives = Some((module.to_owned(), owner.clone()));
            let method = Method { arguments: Vec::new(), gives };
            self.methods.insert((module.to_owned(), owner, name), method);
        }
    }

    /// Why a text of the page names nothing here.
    fn problem(&self, text: &str) -> Option<String> {
        if let Some(path) = text.strip_prefix("::types::") {
            let (ty, member) = path.split_once('.').map_or((path, None), |(ty, it)| (ty, Some(it)));
            let Some(members) = self.types.get(ty) else { return Some(format!("no type {ty}")) };
            let missing = member.filter(|member| !members.contains(*member));
            return missing.map(|member| format!("{ty} has no {member}"));
        }
        let (owner, calls) = match text.strip_prefix("::") {
            Some(path) => path.split_once("::").unwrap_or((path, "")),
            None => ("Client", text),
        };
        let mut place = Some(("client".to_owned(), owner.to_owned()));
        for (at, call) in calls.split_inclusive(')').enumerate() {
            let Some((module, owner)) = place.take() else {
                return Some(format!("{call} of nothing"));
            };
            let Some((name, arguments)) = call.trim_start_matches('.').split_once('(') else {
                return Some(format!("{call} is no call"));
            };
            let Some(method) = self.methods.get(&(module, owner.clone(), name.to_owned())) else {
                return Some(format!("{owner} has no {name}"));
            };
            let arguments: Vec<&str> = arguments
                .trim_end_matches(')')
                .split(", ")
                .filter(|name| !name.is_empty())
                .collect();
            // Those of setters are left out, because there is but one.
            if at < 2 && arguments != method.arguments {
                return Some(format!("{name} takes {:?}", method.arguments));
            }
            place.clone_from(&method.gives);
        }
        None
    }

    /// All operations, and what stands beside them in groups, as `.group().method(`.
    fn operations(&self) -> impl Iterator<Item = String> {
        let groups = self.methods.iter().filter_map(|((module, owner, name), method)| {
            let is_group = module == "client" && owner == "Client";
            method.gives.as_ref().filter(|(group, _)| is_group && group == name)
        });
        groups.flat_map(|group| {
            let own = self
                .methods
                .keys()
                .filter(move |(module, owner, _)| (module, owner) == (&group.0, &group.1));
            own.map(move |(module, _, name)| format!(".{module}().{name}("))
        })
    }
}

/// The names in front of arguments that begin with `self`.
fn setters(rows: &[TokenTree]) -> Vec<String> {
    let mut names = Vec::new();
    let mut last = None;
    for token in rows {
        match token {
            TokenTree::Ident(name) => last = last.or(Some(name)),
            TokenTree::Group(group) => {
                let first = group.stream().into_iter().next();
                if first.is_some_and(|token| token.to_string() == "self") {
                    names.extend(last.map(unraw));
                }
                last = None;
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => last = None,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    names
}

/// Module and name of a type.
fn named(module: &str, owner: &str, ty: &Type) -> Option<(String, String)> {
    let Type::Path(path) = ty else { return None };
    let names: Vec<String> =
        path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match names.as_slice() {
        [name] if name == "Self" => Some((module.to_owned(), owner.to_owned())),
        [name] => Some((module.to_owned(), name.clone())),
        [.., module, name] => Some((module.clone(), name.clone())),
        [] => None,
    }
}

fn argument(argument: &FnArg) -> Option<String> {
    let FnArg::Typed(typed) = argument else { return None };
    let Pat::Ident(name) = &*typed.pat else { return None };
    Some(unraw(&name.ident))
}

fn unraw(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// What stands in code quotes in the columns after the first, and outside of tables.
fn quoted(page: &str) -> impl Iterator<Item = &str> {
    let ours = page.lines().map(|line| match line.strip_prefix("| ") {
        Some(row) => row.split_once(" | ").map_or("", |(_, ours)| ours),
        None => line,
    });
    ours.flat_map(|text| text.split('`').skip(1).step_by(2))
}

#[test]
fn what_the_page_names_exists_and_nothing_is_left_out() {
    let page = fs::read_to_string(workspace().join("docs/coverage.md")).unwrap();
    let (page, _) = page.split_once("\n## Left out, and why\n").unwrap();
    let mut wrong = Vec::new();
    for (api, folder) in folders(&workspace().join("generated/src")) {
        let sources = Api::read(&folder);
        let of_api = quoted(page).filter_map(|text| text.strip_prefix(api.as_str()));
        let texts: Vec<&str> = of_api.filter(|rest| rest.starts_with(['.', ':'])).collect();
        for text in &texts {
            if let Some(problem) = sources.problem(text) {
                wrong.push(format!("`{api}{text}`: {problem}"));
            }
        }
        for operation in sources.operations() {
            if !texts.iter().any(|text| text.starts_with(&operation)) {
                wrong.push(format!("{api}{operation}…) is not on the page"));
            }
        }
        assert!(texts.len() > 10, "{api} has a section");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_the_page_links_to_exists() {
    let docs = workspace().join("docs");
    let page = fs::read_to_string(docs.join("coverage.md")).unwrap();
    for link in page.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
        let (path, part) = link.split_once('#').map_or((link, None), |(path, it)| (path, Some(it)));
        let path = docs.join(if path.is_empty() { "coverage.md" } else { path });
        assert!(path.exists(), "{link}");
        let Some(part) = part else { continue };
        let text = fs::read_to_string(path).unwrap();
        assert!(anchors(&text).iter().any(|anchor| anchor == part), "{link}");
    }
}

#[test]
fn every_method_has_a_section_in_the_reference() {
    for (api, folder) in folders(&workspace().join("generated/src")) {
        for operation in Api::read(&folder).operations() {
            let parts: Vec<&str> = operation.split(['.', '(', ')']).collect();
            let [_, group, _, _, method, _] = parts[..] else { panic!("{operation}") };
            let page = workspace().join(format!("generated/docs/{api}/{group}.md"));
            let text = fs::read_to_string(&page).unwrap();
            assert!(text.contains(&format!("\n## {method}\n")), "{}: {method}", page.display());
        }
    }
}
