//! A struct: its definition, its JSON form, and how requests make one.

use proc_macro2::{Ident as Id, Literal, TokenStream};
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{Doc, deprecated};
use super::rt::{
    BTREE_MAP, DEBUG, DEFAULT, EMPTY, FMT_DEBUG, FMT_RESULT, FORMATTER, JSON, JSON_RESULT, MAYBE,
    OPTION, READER, SHAPE, STRING, TOLERANCE, WRITER,
};
use super::ty::{Scope, file_name, ident, with};
use super::{Cx, literal, markdown};
use crate::ir::{Field, Presence, Struct, Tolerated, TypeDef};

/// All chunks of a struct.
pub(super) fn chunks<'a>(
    cx: Cx<'a>,
    def: &'a TypeDef,
    body: &'a Struct,
    scope: Scope<'_>,
) -> Vec<TokenStream> {
    let mut chunks = vec![definition(cx, def, body, scope), own(cx, def, body, scope)];
    if def.usage.request && !body.fields.iter().any(is_asked) {
        chunks.push(default(def));
    }
    chunks.extend([json(def, body), debug(def)]);
    chunks
}

/// Whether `new` asks for it.
pub(super) fn is_asked(field: &Field) -> bool {
    field.presence.is_required() && field.constant.is_none() && !field.read_only
}

fn definition<'a>(cx: Cx<'a>, def: &'a TypeDef, body: &'a Struct, scope: Scope<'_>) -> TokenStream {
    let name = ident(&def.ident);
    let doc = Doc::spec(&def.docs, || format!("{}.", markdown::code(&def.name.0)));
    let old = deprecated(&def.docs);
    let fields = body.fields.iter().map(|field| {
        let doc = field_doc(field);
        let old = deprecated(&field.docs);
        let name = ident(&field.ident);
        let ty = cx.present(&field.ty, field.presence, scope);
        quote!(#doc #old pub #name: #ty)
    });
    let additional = body.additional.as_ref().map(|ty| {
        let doc = Doc::of("Members that the description does not name.");
        let name = ident(&body.additional_ident);
        let ty = cx.ty(ty, scope);
        quote!(#doc pub #name: #BTREE_MAP<#STRING, #ty>)
    });
    let fields = fields.chain(additional);
    quote! {
        #doc
        #old
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

/// What the struct has of its own: its shape and, where requests send it, what makes one.
fn own<'a>(cx: Cx<'a>, def: &'a TypeDef, body: &'a Struct, scope: Scope<'_>) -> TokenStream {
    let name = ident(&def.ident);
    let shape = shape(def, body);
    let tolerance = tolerance(body);
    let methods = def.usage.request.then(|| methods(cx, body, scope));
    quote! {
        impl #name {
            #shape
            #tolerance
            #methods
        }
    }
}

fn methods<'a>(cx: Cx<'a>, body: &'a Struct, scope: Scope<'_>) -> TokenStream {
    let asked: Vec<_> = body.fields.iter().filter(|field| is_asked(field)).collect();
    let arguments = asked.iter().map(|field| {
        let name = ident(&field.ident);
        let Argument { ty, .. } = cx.required(&field.ty, field.presence, &name, scope);
        quote!(#name: #ty)
    });
    let values = body.fields.iter().map(|field| {
        let name = ident(&field.ident);
        let value = initial(cx, field, scope);
        if name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
    });
    let additional = body.additional.as_ref().map(|_| {
        let name = ident(&body.additional_ident);
        quote!(#name: #EMPTY())
    });
    let values = values.chain(additional);
    // What the arguments are is said of the fields, on the same page.
    let doc = Doc::of(match asked[..] {
        [] => "A value with nothing set.",
        [_, ..] => "A value with what is required set, and nothing else.",
    });
    let many = too_many_arguments(asked.len());
    let setters = body.fields.iter().filter(|f| is_set(f)).map(|field| setter(cx, field, scope));
    let more = body.additional.as_ref().map(|ty| {
        let field = ident(&body.additional_ident);
        let method = with(&body.additional_ident);
        let ty = cx.ty(ty, scope);
        let doc = Doc::of("Sets the members that the description does not name.");
        quote! {
            #doc
            #[inline]
            #[must_use]
            pub fn #method(mut self, values: #BTREE_MAP<#STRING, #ty>) -> Self {
                self.#field = values;
                self
            }
        }
    });
    quote! {
        #doc
        #many
        #[inline]
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
        #(#setters)*
        #more
    }
}

/// The value of a field in `new`.
fn initial<'a>(cx: Cx<'a>, field: &'a Field, scope: Scope<'_>) -> TokenStream {
    let constant =
        field.constant.as_ref().and_then(|value| literal::scalar(value, cx.resolved(&field.ty)));
    match (constant, field.presence) {
        (Some(value), Presence::Required) => value,
        (Some(value), Presence::Optional | Presence::Nullable) => quote!(#OPTION::Some(#value)),
        (Some(value), Presence::Maybe) => quote!(#MAYBE::Value(#value)),
        (None, _) if is_asked(field) => {
            let name = ident(&field.ident);
            cx.required(&field.ty, field.presence, &name, scope).value
        }
        (None, _) => quote!(#EMPTY()),
    }
}

/// Whether there is a method that sets it.
pub(super) fn is_set(field: &Field) -> bool {
    !field.presence.is_required() && field.constant.is_none() && !field.read_only
}

fn setter<'a>(cx: Cx<'a>, field: &'a Field, scope: Scope<'_>) -> TokenStream {
    let name = ident(&field.ident);
    let method = with(&field.ident);
    let value = format_ident!("value");
    let Argument { ty, value } = cx.optional(&field.ty, field.presence, &value, scope);
    let doc = Doc::of(format!("Sets [`{0}`](Self::{0}).", file_name(&field.ident)));
    let old = deprecated(&field.docs);
    quote! {
        #doc
        #old
        #[inline]
        #[must_use]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn default(def: &TypeDef) -> TokenStream {
    let name = ident(&def.ident);
    quote! {
        impl #DEFAULT for #name {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// Names on the wire, in the order of the fields; which must be there.
fn shape(def: &TypeDef, body: &Struct) -> TokenStream {
    let text = def.ident.as_str();
    // The tables of unions are in any module of types.
    let visible = body.in_union.then(|| quote!(pub(super)));
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        body.fields.iter().partition(|field| field.presence.is_required());
    let required = required.iter().map(|field| &field.wire);
    let optional = optional.iter().map(|field| &field.wire);
    quote! {
        #visible const SHAPE: &'static #SHAPE = &#SHAPE {
            name: #text,
            required: &[#(#required),*],
            optional: &[#(#optional),*],
        };
    }
}

/// The fields in the order of their slots: the shape lists required members first.
fn slots(body: &Struct) -> Vec<&Field> {
    let (mut required, optional): (Vec<&Field>, Vec<&Field>) =
        body.fields.iter().partition(|field| field.presence.is_required());
    required.extend(optional);
    required
}

/// Whether it is read from more than its described form.
pub(super) fn is_tolerant(body: &Struct) -> bool {
    body.array.is_some() || body.fields.iter().any(|field| field.tolerated != Tolerated::default())
}

/// What is read beside the described form.
fn tolerance(body: &Struct) -> Option<TokenStream> {
    if !is_tolerant(body) {
        return None;
    }
    let slots = slots(body);
    let pairs = |texts: fn(&Tolerated) -> &Vec<String>| {
        let pairs = slots.iter().enumerate().flat_map(|(slot, field)| {
            let slot = Literal::usize_unsuffixed(slot);
            texts(&field.tolerated).iter().map(move |text| quote!((#text, #slot)))
        });
        quote!(&[#(#pairs),*])
    };
    let aliases = pairs(|tolerated| &tolerated.aliases);
    let nulls = pairs(|tolerated| &tolerated.nulls);
    let array = slots.iter().position(|field| body.array.as_ref() == Some(&field.wire));
    let array = match array.map(Literal::usize_unsuffixed) {
        Some(slot) => quote!(#OPTION::Some(#slot)),
        None => quote!(#OPTION::None),
    };
    let visible = body.in_union.then(|| quote!(pub(super)));
    Some(quote! {
        #visible const TOLERANCE: &'static #TOLERANCE =
            &#TOLERANCE { aliases: #aliases, nulls: #nulls, array: #array };
    })
}

fn tolerant(fields: &[Id], more: &TokenStream) -> TokenStream {
    quote!(r.tolerant(Self::SHAPE, Self::TOLERANCE, &mut [#(&mut self.#fields),*], #more))
}

fn json(def: &TypeDef, body: &Struct) -> TokenStream {
    let name = ident(&def.ident);
    let fields: Vec<_> = slots(body).iter().map(|field| ident(&field.ident)).collect();
    let empty = fields.iter().map(|field| quote!(#field: #EMPTY()));
    let (empty, read, write) = match &body.additional {
        None => (
            quote!(Self { #(#empty),* }),
            match is_tolerant(body) {
                false => quote!(r.object(Self::SHAPE, &mut [#(&mut self.#fields),*])),
                true => tolerant(&fields, &quote!(#OPTION::None)),
            },
            quote!(w.object(Self::SHAPE, &[#(&self.#fields),*])),
        ),
        Some(_) => {
            let more = ident(&body.additional_ident);
            (
                quote!(Self { #(#empty,)* #more: #EMPTY() }),
                match is_tolerant(body) {
                    false => quote! {
                        r.object_with(Self::SHAPE, &mut [#(&mut self.#fields),*], &mut self.#more)
                    },
                    true => tolerant(&fields, &quote!(#OPTION::Some(&mut self.#more))),
                },
                quote!(w.object_with(Self::SHAPE, &[#(&self.#fields),*], &self.#more)),
            )
        }
    };
    quote! {
        impl #JSON for #name {
            #[inline]
            fn empty() -> Self {
                #empty
            }
            #[inline]
            fn read(&mut self, r: &mut #READER<'_>) -> #JSON_RESULT {
                #read
            }
            #[inline]
            fn write(&self, w: &mut #WRITER<'_>) {
                #write
            }
        }
    }
}

/// `Debug` through the runtime, which hides secrets.
pub(super) fn debug(def: &TypeDef) -> TokenStream {
    let name = ident(&def.ident);
    quote! {
        impl #FMT_DEBUG for #name {
            #[inline]
            fn fmt(&self, f: &mut #FORMATTER<'_>) -> #FMT_RESULT {
                #DEBUG(self, f)
            }
        }
    }
}

/// The attribute that a function with this many arguments needs to pass clippy.
pub(super) fn too_many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

fn field_doc(field: &Field) -> Doc {
    Doc::spec(&field.docs, || format!("The member {}.", markdown::code(&field.wire)))
}
