//! Names that stand twice in one scope of Rust: what parses all the same and does not compile.

use std::collections::BTreeSet;

use syn::{Fields, ImplItem, Item, TraitItem};

/// A name that two items of a module, two fields, two variants or two members of an `impl` have.
pub(super) fn find(items: &[Item]) -> Option<String> {
    let mut types = Scope::default();
    let mut values = Scope::default();
    let mut members = Scope::default();
    items.iter().find_map(|item| match item {
        Item::Struct(item) => types.claim("", &item.ident).or_else(|| fields(&item.fields)),
        Item::Enum(item) => types.claim("", &item.ident).or_else(|| {
            let mut variants = Scope::default();
            item.variants
                .iter()
                .find_map(|one| variants.claim("", &one.ident).or_else(|| fields(&one.fields)))
        }),
        Item::Type(item) => types.claim("", &item.ident),
        Item::Mod(item) => types
            .claim("", &item.ident)
            .or_else(|| item.content.as_ref().and_then(|(_, items)| find(items))),
        Item::Trait(item) => types.claim("", &item.ident).or_else(|| {
            let mut names = Scope::default();
            item.items.iter().find_map(|member| match member {
                TraitItem::Fn(member) => names.claim("", &member.sig.ident),
                _ => None,
            })
        }),
        Item::Fn(item) => values.claim("", &item.sig.ident),
        Item::Const(item) => values.claim("", &item.ident).filter(|name| name != "_"),
        Item::Static(item) => values.claim("", &item.ident),
        Item::Impl(item) if item.trait_.is_none() => {
            let owner = quote::ToTokens::to_token_stream(&item.self_ty).to_string();
            item.items.iter().find_map(|member| match member {
                ImplItem::Fn(member) => members.claim(&owner, &member.sig.ident),
                ImplItem::Const(member) => members.claim(&owner, &member.ident),
                _ => None,
            })
        }
        _ => None,
    })
}

fn fields(fields: &Fields) -> Option<String> {
    let mut names = Scope::default();
    fields.iter().filter_map(|field| field.ident.as_ref()).find_map(|name| names.claim("", name))
}

#[derive(Default)]
struct Scope(BTreeSet<(String, String)>);

impl Scope {
    /// The name, if it stands there already.
    fn claim(&mut self, owner: &str, name: &syn::Ident) -> Option<String> {
        let is_new = self.0.insert((owner.to_owned(), name.to_string()));
        (!is_new).then(|| name.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_told_in_every_scope() {
        for (text, expected) in [
            ("struct A; enum A {}", Some("A")),
            ("struct A { a: u8, a: u8 }", Some("a")),
            ("enum A { B, B }", Some("B")),
            ("impl A { fn b() {} } impl A { fn b() {} }", Some("b")),
            ("mod m { fn a() {} fn a() {} }", Some("a")),
            ("struct A; fn A() {} impl A { fn b() {} } impl B { fn b() {} }", None),
            ("const _: () = (); const _: () = ();", None),
        ] {
            let file = syn::parse_file(text).unwrap();
            assert_eq!(find(&file.items).as_deref(), expected, "{text}");
        }
    }
}
