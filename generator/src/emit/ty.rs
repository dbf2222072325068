//! The use of a type, and the identifiers that the names pass claimed.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

use super::Cx;
use super::rt::{
    BOX, BTREE_MAP, DATE_TIME, INFALLIBLE, MAYBE, OPTION, RAW, SECRET, STRING, TEXT, VALUE, VEC,
};
use super::types::Module;
use crate::ir::{self, AnswerType, Answers, Payload, Presence, TypeRef};

/// What nothing is.
pub(super) const UNIT: &str = "()";

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
    pub(super) fn ty(self, ty: &TypeRef, scope: Scope<'_>) -> String {
        let of = |inner: &TypeRef| self.ty(inner, scope);
        match ty {
            TypeRef::Bool => "bool".to_owned(),
            TypeRef::Int32 => "i32".to_owned(),
            TypeRef::Int64 => "i64".to_owned(),
            TypeRef::Uint64 => "u64".to_owned(),
            TypeRef::Int128 => "i128".to_owned(),
            TypeRef::Uint128 => "u128".to_owned(),
            TypeRef::Double => "f64".to_owned(),
            TypeRef::String => STRING.to_string(),
            TypeRef::Secret => SECRET.to_string(),
            TypeRef::DateTime => DATE_TIME.to_string(),
            TypeRef::Json => VALUE.to_string(),
            TypeRef::List(item) => format!("{VEC}<{}>", of(item)),
            TypeRef::Map(value) => format!("{BTREE_MAP}<{STRING}, {}>", of(value)),
            TypeRef::Nullable(inner) => format!("{OPTION}<{}>", of(inner)),
            TypeRef::Boxed(inner) => format!("{BOX}<{}>", of(inner)),
            TypeRef::Named(id) => {
                let name = self.api.ty(*id).ident.as_str();
                match scope {
                    Scope::Api => format!("super::types::{name}"),
                    Scope::Types(module) if module.holds(*id) => name.to_owned(),
                    Scope::Types(_) => format!("super::{name}"),
                }
            }
        }
    }

    /// A field's type: its value's, wrapped as its presence asks.
    pub(super) fn present(self, ty: &TypeRef, presence: Presence, scope: Scope<'_>) -> String {
        let ty = self.ty(ty, scope);
        match presence {
            Presence::Required => ty,
            Presence::Optional | Presence::Nullable => format!("{OPTION}<{ty}>"),
            Presence::Maybe => format!("{MAYBE}<{ty}>"),
        }
    }

    /// The type of a response's body.
    pub(super) fn payload(self, payload: &Payload) -> String {
        match payload {
            Payload::Empty => UNIT.to_owned(),
            Payload::Json(ty) => self.ty(ty, Scope::Api),
            Payload::Text => TEXT.to_string(),
            Payload::Bytes => RAW.to_string(),
        }
    }

    /// What a successful call gives.
    pub(super) fn success(self, answers: &Answers) -> String {
        self.piece(&answers.ty)
    }

    /// What a documented error carries.
    pub(super) fn errors(self, answers: &Answers) -> String {
        self.answer(&answers.ty).unwrap_or_else(|| INFALLIBLE.to_string())
    }

    /// What a piece of an answer is.
    pub(super) fn piece(self, ty: &AnswerType) -> String {
        self.answer(ty).unwrap_or_else(|| UNIT.to_owned())
    }

    fn answer(self, ty: &AnswerType) -> Option<String> {
        match ty {
            AnswerType::Empty => None,
            AnswerType::One(payload) => Some(self.payload(payload)),
            AnswerType::Set(index) => {
                let set = self.api.answers.get(*index as usize)?;
                Some(format!("super::errors::{}", set.ident.as_str()))
            }
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

/// A text as tokens, for items that are formatted. What is no Rust becomes `_`, at which the compiler stops.
pub(super) fn tokens(code: &str) -> TokenStream {
    code.parse().unwrap_or_else(|_| quote!(_))
}

/// A claimed identifier as a token. One that was never claimed becomes `_`, at which the compiler stops.
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
pub(super) fn with(field: &ir::Ident) -> String {
    format!("with_{}", file_name(field))
}

/// The text of an identifier without `r#`: what a module's file is called.
pub(super) fn file_name(ident: &ir::Ident) -> &str {
    ident.as_str().strip_prefix("r#").unwrap_or(ident.as_str())
}
