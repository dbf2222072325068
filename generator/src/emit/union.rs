//! A union: one of several types, told apart by the runtime with a table; anything else is kept.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{Doc, deprecated};
use super::rt::{
    ARM, BOX, EMPTY, FROM, JSON, JSON_RESULT, OPTION, READER, STRING, UNION, VALUE, WRITER,
};
use super::structs;
use super::ty::{Scope, ident};
use super::{Chunk, Cx, markdown, table};
use crate::ir::{Branch, TypeDef, TypeKind, TypeRef, Union};

/// All chunks of a union.
pub(super) fn chunks(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = vec![
        definition(cx, def, body, scope).into(),
        arms(cx, def, body, scope).into(),
        json(cx, def, body).into(),
        table::call("by_json", &ident(&def.ident).to_string()).into(),
    ];
    chunks.extend(conversions(cx, def, body, scope).into_iter().map(Chunk::Items));
    chunks
}

fn definition(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> TokenStream {
    let name = ident(&def.ident);
    let doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    let old = deprecated(&def.docs);
    let variants = body.branches.iter().map(|branch| {
        let doc = Doc::spec(&branch.docs, || what(cx, branch));
        let old = deprecated(&branch.docs);
        let name = ident(&branch.ident);
        let ty = cx.ty(&branch.ty, scope);
        quote!(#doc #old #name(#ty))
    });
    let unknown = ident(&body.unknown_ident);
    quote! {
        #doc
        #old
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is none of these, as it is on the wire.
            #unknown(#VALUE),
        }
    }
}

/// More values than these are told by their own type alone.
const MOST_LISTED: usize = 4;

/// What is said of a variant that nobody described.
fn what(cx: Cx<'_>, branch: &Branch) -> String {
    if !branch.tags.is_empty() {
        let tags: Vec<_> = branch.tags.iter().map(|tag| markdown::code(tag)).collect();
        return format!("{}.", tags.join(", "));
    }
    let kind = match cx.resolved(&branch.ty) {
        TypeRef::Bool => "A boolean",
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 => "An integer",
        TypeRef::Double => "A number",
        TypeRef::String | TypeRef::Secret => "A text",
        TypeRef::DateTime => "A date and time",
        TypeRef::List(_) => "A list",
        TypeRef::Map(_) => "A map",
        TypeRef::Named(id) if let Some(said) = listed(cx.api.ty(*id)) => return said,
        TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Boxed(_) | TypeRef::Named(_) => {
            return format!("{}.", markdown::code(&branch.name.0));
        }
    };
    format!("{kind}.")
}

/// The values of a list of them that has its name from where it stands.
fn listed(def: &TypeDef) -> Option<String> {
    let TypeKind::Enum(found) = &def.kind else { return None };
    let values: Vec<_> = found.variants.iter().map(|variant| variant.wire.as_str()).collect();
    match &values[..] {
        _ if !def.inline => None,
        [""] => Some("The empty text.".to_owned()),
        [..] if values.len() <= MOST_LISTED && !values.contains(&"") => {
            let values: Vec<_> = values.into_iter().map(markdown::code).collect();
            Some(format!("A text: {}.", values.join(", ")))
        }
        [..] => Some("A text.".to_owned()),
    }
}

/// What the runtime tells the variants apart by.
fn arms(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> TokenStream {
    let name = ident(&def.ident);
    let tag = match &body.tag {
        Some(tag) => quote!(#OPTION::Some(#tag)),
        None => quote!(#OPTION::None),
    };
    let arms = body.branches.iter().map(|branch| arm(cx, branch, scope));
    quote! {
        impl #name {
            pub(super) const UNION: &'static #UNION = &#UNION { tag: #tag, arms: &[#(#arms),*] };
        }
    }
}

fn arm(cx: Cx<'_>, branch: &Branch, scope: Scope<'_>) -> TokenStream {
    let ty = match cx.resolved(&branch.ty) {
        TypeRef::Boxed(inner) => cx.resolved(inner),
        other => other,
    };
    let form = match ty {
        TypeRef::Bool => quote!(#ARM::BOOLEAN),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 => quote!(#ARM::INTEGER),
        TypeRef::Double => quote!(#ARM::NUMBER),
        TypeRef::String | TypeRef::Secret | TypeRef::DateTime => quote!(#ARM::TEXT),
        TypeRef::List(_) => quote!(#ARM::LIST),
        // The others are no types of branches.
        TypeRef::Map(_) | TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Boxed(_) => {
            quote!(#ARM::MAP)
        }
        TypeRef::Named(id) => {
            let name = cx.ty(ty, scope);
            match &cx.api.ty(*id).kind {
                TypeKind::Struct(found) => {
                    // What another branch describes is no extra of this one.
                    let others = if found.additional.is_some() && !found.extra {
                        Some(quote!(.keeps_others()))
                    } else {
                        branch.closed.then(|| quote!(.refuses_others()))
                    };
                    let more = structs::is_tolerant(found);
                    let more = more.then(|| quote!(.tolerates(#name::TOLERANCE)));
                    quote!(#ARM::object(#name::SHAPE)#others #more)
                }
                TypeKind::Union(_) => quote!(#ARM::union(#name::UNION)),
                TypeKind::Numbers(_) => quote!(#ARM::INTEGER),
                TypeKind::Enum(_) | TypeKind::Alias(_) => quote!(#ARM::TEXT),
            }
        }
    };
    let tags = &branch.tags;
    let tags = (!tags.is_empty()).then(|| quote!(.tags(&[#(#tags),*])));
    let fixed = (!branch.fixed.is_empty()).then(|| {
        let fixed = branch.fixed.iter().map(|(member, values)| quote!((#member, &[#(#values),*])));
        quote!(.fixed(&[#(#fixed),*]))
    });
    quote!(#form #tags #fixed)
}

fn json(cx: Cx<'_>, def: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&def.ident);
    let variants: Vec<_> = body.branches.iter().map(|branch| ident(&branch.ident)).collect();
    let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
    let written = body.branches.iter().map(|branch| written(cx, body, branch));
    let unknown = ident(&body.unknown_ident);
    let unknown_text = body.unknown_ident.as_str();
    let secret = body.secret;
    quote! {
        impl #JSON for #name {
            #[inline]
            fn empty() -> Self {
                Self::#unknown(#EMPTY())
            }
            #[inline]
            fn read(&mut self, r: &mut #READER<'_>) -> #JSON_RESULT {
                r.union(Self::UNION, &mut |arm, r| match arm {
                    #(#indices => r.arm(self, Self::#variants),)*
                    _ => r.arm(self, Self::#unknown),
                })
            }
            #[inline]
            fn write(&self, w: &mut #WRITER<'_>) {
                match self {
                    #(#written,)*
                    Self::#unknown(value) => w.unknown_arm(#unknown_text, value, #secret),
                }
            }
        }
    }
}

fn written(cx: Cx<'_>, body: &Union, branch: &Branch) -> TokenStream {
    let variant = ident(&branch.ident);
    let text = branch.ident.as_str();
    match (&body.tag, branch.tags.as_slice()) {
        (Some(tag), [value]) if lacks(cx, &branch.ty, tag) => {
            quote!(Self::#variant(value) => w.tagged_arm(#text, (#tag, #value), value))
        }
        _ => quote!(Self::#variant(value) => w.arm(#text, value)),
    }
}

/// Whether values of a type are objects that have no member of this name.
fn lacks(cx: Cx<'_>, ty: &TypeRef, member: &str) -> bool {
    match cx.structure(ty) {
        Some((_, found)) => !found.fields.iter().any(|field| field.wire == member),
        None => matches!(cx.resolved(ty), TypeRef::Map(_)),
    }
}

/// `From` for each type that only one variant has.
fn conversions(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> Vec<TokenStream> {
    let name = ident(&def.ident);
    let bare = |branch: &'_ Branch| {
        let ty = match cx.resolved(&branch.ty) {
            TypeRef::Boxed(inner) => cx.resolved(inner),
            other => other,
        };
        cx.ty(ty, scope).to_string()
    };
    let all: Vec<String> = body.branches.iter().map(bare).collect();
    let mut chunks = Vec::new();
    for branch in &body.branches {
        let text = bare(branch);
        if all.iter().filter(|other| **other == text).count() > 1 {
            continue;
        }
        let variant = ident(&branch.ident);
        let resolved = cx.resolved(&branch.ty);
        let value = format_ident!("value");
        let (ty, made) = match resolved {
            TypeRef::Json => continue,
            TypeRef::Boxed(inner) => (cx.ty(inner, scope), quote!(#BOX::new(#value))),
            _ => (cx.ty(&branch.ty, scope), quote!(#value)),
        };
        chunks.push(conversion(&name, &ty, &variant, &made));
        match resolved {
            TypeRef::String | TypeRef::Secret => {
                chunks.push(conversion(&name, &quote!(&str), &variant, &quote!(#value.into())));
            }
            _ => {}
        }
        if *resolved == TypeRef::Secret {
            chunks.push(conversion(&name, &quote!(#STRING), &variant, &quote!(#value.into())));
        }
    }
    chunks
}

fn conversion(
    name: &Ident,
    from: &TokenStream,
    variant: &Ident,
    value: &TokenStream,
) -> TokenStream {
    quote! {
        impl #FROM<#from> for #name {
            #[inline]
            fn from(value: #from) -> Self {
                Self::#variant(#value)
            }
        }
    }
}
