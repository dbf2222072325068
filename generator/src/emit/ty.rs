//! The use of a type, and the identifiers that the names pass claimed.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

use super::Cx;
use super::rt::{
    BOX, BTREE_MAP, DATE_TIME, INFALLIBLE, MAYBE, OPTION, RAW, SECRET, STRING, TEXT, VALUE, VEC,
};
use super::types::Module;
use crate::ir::{self, AnswerType, Answers, Payload, Presence, TypeRef};

/// Where a type is named.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    /// In a file of the API's module.
    Api,
    /// In a file of its types.
    Types(&'a Module<'a>),
}

impl Cx<'_> {
    /// A type as the scope spells it.
    pub(super) fn ty(self, ty: &TypeRef, scope: Scope<'_>) -> TokenStream {
        let of = |inner: &TypeRef| self.ty(inner, scope);
        match ty {
            TypeRef::Bool => quote!(bool),
            TypeRef::Int32 => quote!(i32),
            TypeRef::Int64 => quote!(i64),
            TypeRef::Uint64 => quote!(u64),
            TypeRef::Int128 => quote!(i128),
            TypeRef::Uint128 => quote!(u128),
            TypeRef::Double => quote!(f64),
            TypeRef::String => quote!(#STRING),
            TypeRef::Secret => quote!(#SECRET),
            TypeRef::DateTime => quote!(#DATE_TIME),
            TypeRef::Json => quote!(#VALUE),
            TypeRef::List(item) => {
                let item = of(item);
                quote!(#VEC<#item>)
            }
            TypeRef::Map(value) => {
                let value = of(value);
                quote!(#BTREE_MAP<#STRING, #value>)
            }
            TypeRef::Nullable(inner) => {
                let inner = of(inner);
                quote!(#OPTION<#inner>)
            }
            TypeRef::Boxed(inner) => {
                let inner = of(inner);
                quote!(#BOX<#inner>)
            }
            TypeRef::Named(id) => {
                let def = self.api.ty(*id);
                let name = ident(&def.ident);
                match scope {
                    Scope::Api => quote!(super::types::#name),
                    Scope::Types(module) if module.holds(*id) => quote!(#name),
                    Scope::Types(_) => quote!(super::#name),
                }
            }
        }
    }

    /// A field's type: its value's, wrapped as its presence asks.
    pub(super) fn present(self, ty: &TypeRef, presence: Presence, scope: Scope<'_>) -> TokenStream {
        let ty = self.ty(ty, scope);
        match presence {
            Presence::Required => ty,
            Presence::Optional | Presence::Nullable => quote!(#OPTION<#ty>),
            Presence::Maybe => quote!(#MAYBE<#ty>),
        }
    }

    /// The type of a response's body.
    pub(super) fn payload(self, payload: &Payload) -> TokenStream {
        match payload {
            Payload::Empty => quote!(()),
            Payload::Json(ty) => self.ty(ty, Scope::Api),
            Payload::Text => quote!(#TEXT),
            Payload::Bytes => quote!(#RAW),
        }
    }

    /// What a successful call gives.
    pub(super) fn success(self, answers: &Answers) -> TokenStream {
        self.answer(&answers.ty, || quote!(()))
    }

    /// What a documented error carries.
    pub(super) fn errors(self, answers: &Answers) -> TokenStream {
        self.answer(&answers.ty, || quote!(#INFALLIBLE))
    }

    /// What a piece of an answer is.
    pub(super) fn piece(self, ty: &AnswerType) -> TokenStream {
        self.answer(ty, || quote!(()))
    }

    fn answer(self, ty: &AnswerType, empty: impl FnOnce() -> TokenStream) -> TokenStream {
        match ty {
            AnswerType::Empty => empty(),
            AnswerType::One(payload) => self.payload(payload),
            AnswerType::Set(index) => match self.api.answers.get(*index as usize) {
                Some(set) => {
                    let name = ident(&set.ident);
                    quote!(super::errors::#name)
                }
                None => empty(),
            },
        }
    }
}

impl<'a> Cx<'a> {
    /// The type behind aliases.
    pub(super) fn resolved(self, ty: &'a TypeRef) -> &'a TypeRef {
        self.api.unaliased(ty)
    }

    /// The type behind aliases and a box.
    pub(super) fn unboxed(self, ty: &'a TypeRef) -> &'a TypeRef {
        self.api.unboxed(ty)
    }

    /// The struct behind a type, if it is one: that of a request body whose fields a call asks for.
    pub(super) fn structure(self, ty: &'a TypeRef) -> Option<(&'a ir::TypeDef, &'a ir::Struct)> {
        let TypeRef::Named(id) = self.unboxed(ty) else { return None };
        let def = self.api.ty(*id);
        def.kind.as_struct().map(|structure| (def, structure))
    }
}

/// A claimed identifier. One that was never claimed becomes `_`, at which the compiler stops.
pub(super) fn ident(ident: &ir::Ident) -> Ident {
    let name = ident.as_str();
    // Parsing tells, but most names need no telling.
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_plain && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Ident::new(name, Span::call_site());
    }
    Ident::parse_any.parse_str(name).unwrap_or_else(|_| Ident::new("_", Span::call_site()))
}

/// The name of a module that is called as its file is.
pub(super) fn raw(name: &str) -> Ident {
    Ident::parse_any
        .parse_str(name)
        .map(|plain| match syn::parse_str::<Ident>(name) {
            Ok(ident) => ident,
            Err(_) => Ident::new_raw(&plain.to_string(), Span::call_site()),
        })
        .unwrap_or_else(|_| Ident::new("_", Span::call_site()))
}

/// `with_` and an identifier: the method of a struct that sets a field.
pub(super) fn with(field: &ir::Ident) -> Ident {
    format_ident!("with_{}", file_name(field))
}

/// The text of an identifier without `r#`: what a module's file is called.
pub(super) fn file_name(ident: &ir::Ident) -> &str {
    ident.as_str().strip_prefix("r#").unwrap_or(ident.as_str())
}
