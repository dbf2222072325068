//! What consumers can name in a crate.

use std::collections::BTreeSet;

use specsmith::output::Files;

/// The public paths of a crate: items, fields, variants and methods. In which file a type stands is private.
pub(super) fn public(files: &Files) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in
        files.iter().filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs"))
    {
        let module = match path.split_once("/types/") {
            Some((api, _)) => format!("{api}/types"),
            None => path.trim_end_matches(".rs").to_owned(),
        };
        let file = syn::parse_file(text).unwrap();
        for item in &file.items {
            match item {
                syn::Item::Struct(item) => {
                    found.insert(format!("{module}::{}", item.ident));
                    let fields = item.fields.iter().filter(|field| is_public(&field.vis));
                    for field in fields.filter_map(|field| field.ident.as_ref()) {
                        found.insert(format!("{module}::{}::{field}", item.ident));
                    }
                }
                syn::Item::Enum(item) => {
                    found.insert(format!("{module}::{}", item.ident));
                    for variant in &item.variants {
                        found.insert(format!("{module}::{}::{}", item.ident, variant.ident));
                    }
                }
                syn::Item::Type(item) => drop(found.insert(format!("{module}::{}", item.ident))),
                syn::Item::Impl(item) if item.trait_.is_none() => {
                    let syn::Type::Path(ty) = &*item.self_ty else { continue };
                    let ty = ty
                        .path
                        .segments
                        .last()
                        .map(|last| last.ident.to_string())
                        .unwrap_or_default();
                    for member in &item.items {
                        if let syn::ImplItem::Fn(member) = member
                            && is_public(&member.vis)
                        {
                            let mut inputs: Vec<String> =
                                member.sig.inputs.iter().filter_map(argument).collect();
                            // Their order is the document's.
                            inputs.sort_unstable();
                            found.insert(format!(
                                "{module}::{ty}::{}({})",
                                member.sig.ident,
                                inputs.join(", ")
                            ));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn argument(input: &syn::FnArg) -> Option<String> {
    let syn::FnArg::Typed(input) = input else { return None };
    let syn::Pat::Ident(pattern) = &*input.pat else { return None };
    Some(pattern.ident.to_string())
}
