//! How a value is taken from the caller: `impl Into<String>` rather than `String`, and so on.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Cx;
use super::rt::{BOX, INTO, INTO_ITERATOR, MAYBE, OPTION, SECRET, STRING};
use super::ty::Scope;
use crate::ir::{Presence, TypeKind, TypeRef};

/// An argument of a function.
pub(super) struct Argument {
    /// Its type in the signature.
    pub(super) ty: TokenStream,
    /// The expression that makes the value from it.
    pub(super) value: TokenStream,
}

/// An argument as a value of its own type.
pub(super) struct Converted {
    /// The statement that makes it, where that is no part of an expression: a list is collected first.
    pub(super) before: Option<TokenStream>,
    /// The value.
    pub(super) value: TokenStream,
}

impl<'a> Cx<'a> {
    /// An argument for a value that is there.
    pub(super) fn argument(self, ty: &'a TypeRef, name: &Ident, scope: Scope<'_>) -> Argument {
        let by_value = || Argument { ty: self.ty(ty, scope), value: quote!(#name) };
        match self.resolved(ty) {
            TypeRef::List(item) => match self.into(item, scope) {
                Some(target) => Argument {
                    ty: quote!(impl #INTO_ITERATOR<Item = impl #INTO<#target>>),
                    value: quote!(#name.into_iter().map(#INTO::into).collect()),
                },
                None => by_value(),
            },
            TypeRef::Boxed(inner) => {
                let Argument { ty, value } = self.argument(inner, name, scope);
                Argument { ty, value: quote!(#BOX::new(#value)) }
            }
            other => match self.into(other, scope) {
                Some(target) => {
                    Argument { ty: quote!(impl #INTO<#target>), value: quote!(#name.into()) }
                }
                None => by_value(),
            },
        }
    }

    /// The value of an [`argument`](Self::argument), for a place that asks for none of its type.
    pub(super) fn converted(self, ty: &'a TypeRef, name: &Ident, scope: Scope<'_>) -> Converted {
        if let Some(target) = self.into(ty, scope) {
            return Converted { before: None, value: quote!(#INTO::<#target>::into(#name)) };
        }
        let before = match self.resolved(ty) {
            TypeRef::List(_) | TypeRef::Boxed(_) => {
                let Argument { value, .. } = self.argument(ty, name, scope);
                let ty = self.ty(ty, scope);
                (*name != value.to_string().as_str()).then(|| quote!(let #name: #ty = #value;))
            }
            _ => None,
        };
        Converted { before, value: quote!(#name) }
    }

    /// An argument for a member that must be there; `None` stands for null.
    pub(super) fn required(
        self,
        ty: &'a TypeRef,
        presence: Presence,
        name: &Ident,
        scope: Scope<'_>,
    ) -> Argument {
        match presence {
            Presence::Nullable => self.nullable(ty, name, scope),
            Presence::Required | Presence::Optional | Presence::Maybe => {
                self.argument(ty, name, scope)
            }
        }
    }

    /// An argument for a member that may be left out: what its setter takes, and stores.
    pub(super) fn optional(
        self,
        ty: &'a TypeRef,
        presence: Presence,
        name: &Ident,
        scope: Scope<'_>,
    ) -> Argument {
        match presence {
            Presence::Required => self.argument(ty, name, scope),
            Presence::Optional => {
                let Argument { ty, value } = self.argument(ty, name, scope);
                Argument { ty, value: quote!(#OPTION::Some(#value)) }
            }
            Presence::Nullable => self.nullable(ty, name, scope),
            Presence::Maybe => {
                let (bare, boxes) = unboxed(ty);
                let ty = self.ty(bare, scope);
                Argument { ty: quote!(impl #INTO<#MAYBE<#ty>>), value: quote!(#name.into() #boxes) }
            }
        }
    }

    fn nullable(self, ty: &'a TypeRef, name: &Ident, scope: Scope<'_>) -> Argument {
        let (bare, boxes) = unboxed(ty);
        let ty = self.present(bare, Presence::Nullable, scope);
        Argument { ty, value: quote!(#name #boxes) }
    }

    /// The target of a conversion that callers are spared.
    fn into(self, ty: &'a TypeRef, scope: Scope<'_>) -> Option<TokenStream> {
        match self.resolved(ty) {
            TypeRef::String => Some(quote!(#STRING)),
            TypeRef::Secret => Some(quote!(#SECRET)),
            resolved @ TypeRef::Named(id) => match self.api.ty(*id).kind {
                TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) => {
                    Some(self.ty(resolved, scope))
                }
                TypeKind::Struct(_) | TypeKind::Alias(_) => None,
            },
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
            | TypeRef::DateTime
            | TypeRef::Json
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Nullable(_)
            | TypeRef::Boxed(_) => None,
        }
    }
}

/// The type that callers give, and what puts the value into the box that recursion needs.
fn unboxed(ty: &TypeRef) -> (&TypeRef, Option<TokenStream>) {
    match ty {
        TypeRef::Boxed(inner) => (inner, Some(quote!(.map(#BOX::new)))),
        other => (other, None),
    }
}
