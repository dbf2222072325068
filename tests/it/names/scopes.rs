//! Every scope has each name once, and each file a name that any system can have.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::crate_of;
use super::hostile::all_names;

proptest! {
    // Each document takes a while without optimisation.
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_scope_has_a_name_twice_and_files_have_names_on_every_system(names in all_names()) {
        let files = crate_of(&names.document());
        let mut known = BTreeSet::new();
        for path in files.keys() {
            prop_assert!(known.insert(path.to_lowercase()), "{path} twice");
            for part in path.split('/') {
                prop_assert!(is_legal(part), "{path}");
            }
        }
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let file = syn::parse_file(text);
            prop_assert!(file.is_ok(), "{path}: {}", file.err().map(|e| e.to_string()).unwrap_or_default());
            let twice = twice(&file.unwrap().items);
            prop_assert!(twice.is_empty(), "{path}: {twice:?}");
        }
    }
}

/// Whether Windows, macOS and Linux can all have a file of this name.
fn is_legal(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    !device && plain && !name.is_empty() && name.len() <= 128 && !name.ends_with('.')
}

/// What stands twice in a scope: in modules, in structs and enums, in impls of one type.
fn twice(items: &[syn::Item]) -> Vec<String> {
    let mut scopes = Scopes::new();
    collect("", items, &mut scopes);
    let mut found = Vec::new();
    for (scope, names) in scopes {
        let mut known = BTreeSet::new();
        found.extend(
            names
                .into_iter()
                .filter(|name| !known.insert(name.clone()))
                .map(|name| format!("{scope}::{name}")),
        );
    }
    found
}

type Scopes = BTreeMap<String, Vec<String>>;

fn add(scopes: &mut Scopes, scope: String, name: String) {
    scopes.entry(scope).or_default().push(name);
}

fn collect(module: &str, items: &[syn::Item], scopes: &mut Scopes) {
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                for field in item.fields.iter().filter_map(|field| field.ident.as_ref()) {
                    add(scopes, format!("{module}::{}", item.ident), field.to_string());
                }
            }
            syn::Item::Enum(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                for variant in &item.variants {
                    add(scopes, format!("{module}::{}", item.ident), variant.ident.to_string());
                    for field in variant.fields.iter().filter_map(|field| field.ident.as_ref()) {
                        add(
                            scopes,
                            format!("{module}::{}::{}", item.ident, variant.ident),
                            field.to_string(),
                        );
                    }
                }
            }
            syn::Item::Type(item) => add(scopes, format!("{module} types"), item.ident.to_string()),
            syn::Item::Const(item) if item.ident != "_" => {
                add(scopes, format!("{module} values"), item.ident.to_string())
            }
            syn::Item::Static(item) => {
                add(scopes, format!("{module} values"), item.ident.to_string())
            }
            syn::Item::Fn(item) => {
                add(scopes, format!("{module} values"), item.sig.ident.to_string())
            }
            syn::Item::Mod(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                let inner = format!("{module}::{}", item.ident);
                if let Some((_, items)) = &item.content {
                    collect(&inner, items, scopes);
                }
            }
            syn::Item::Impl(item) => {
                let syn::Type::Path(ty) = &*item.self_ty else { continue };
                let ty =
                    ty.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                for member in &item.items {
                    let (scope, name, inputs) = match member {
                        syn::ImplItem::Fn(member) => {
                            ("values", &member.sig.ident, Some(&member.sig.inputs))
                        }
                        syn::ImplItem::Const(member) => ("values", &member.ident, None),
                        _ => continue,
                    };
                    if item.trait_.is_none() {
                        add(scopes, format!("{module}::{ty} {scope}"), name.to_string());
                    }
                    for input in inputs.into_iter().flatten() {
                        if let syn::FnArg::Typed(input) = input
                            && let syn::Pat::Ident(pattern) = &*input.pat
                            && item.trait_.is_none()
                        {
                            add(
                                scopes,
                                format!("{module}::{ty}::{name}"),
                                pattern.ident.to_string(),
                            );
                        }
                    }
                }
            }
            _ => {}
        }
    }
}
