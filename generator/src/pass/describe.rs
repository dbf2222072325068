//! What is said of types that nobody described: where they stand, in the names that the client has for it. What only
//! says a name again, as the titles do that tools make of names, is not said.

use crate::diag::Diagnostics;
use crate::ir::{
    AnswerType, Answers, Api, Content, Docs, FieldValue, FormField, Name, Payload, TypeId,
    TypeKind, TypeRef, code_span,
};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    echoes(api);
    let places = places(api);
    for (definition, place) in api.types.iter_mut().zip(places) {
        let docs = &mut definition.docs;
        let said = docs.summary.is_some() || docs.description.is_some();
        let Some(place) = place.filter(|_| definition.anonymous && !said) else { continue };
        docs.summary = Some(match definition.kind {
            TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) => {
                format!("What {place} can be.")
            }
            TypeKind::Struct(_) | TypeKind::Alias(_) => capitalised(&place) + ".",
        });
    }
}

/// Takes away what is said of things and is only their name, or that of their type.
fn echoes(api: &mut Api) {
    let idents: Vec<String> =
        api.types.iter().map(|definition| definition.ident.as_str().to_owned()).collect();
    let silence = |docs: &mut Docs, name: &Name, ty: Option<&TypeRef>| {
        let of_type = ty.and_then(TypeRef::named).map(|id| &idents[id.0 as usize]);
        let names = of_type.into_iter().chain([&name.0]);
        silence(docs, |said| names.clone().any(|name| letters(said).eq(letters(name))));
    };
    for (definition, ident) in api.types.iter_mut().zip(&idents) {
        // What a place says of its type ends the type's name.
        let is_place = definition.anonymous;
        self::silence(&mut definition.docs, |said| {
            let mut name = letters(ident).rev();
            letters(said).rev().all(|letter| name.next() == Some(letter))
                && (is_place || name.next().is_none())
        });
        match &mut definition.kind {
            TypeKind::Struct(found) => {
                for field in &mut found.fields {
                    silence(&mut field.docs, &field.name, Some(&field.ty));
                }
            }
            TypeKind::Union(found) => {
                for branch in &mut found.branches {
                    silence(&mut branch.docs, &branch.name, Some(&branch.ty));
                }
            }
            TypeKind::Alias(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) => {}
        }
    }
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            silence(&mut parameter.docs, &parameter.name, Some(&parameter.ty));
        }
        let content = operation.body.as_mut().map(|body| &mut body.content);
        if let Some(Content::Form(form) | Content::Multipart(form)) = content {
            for field in &mut form.fields {
                let FormField { docs, name, value, .. } = field;
                match value {
                    FieldValue::Typed(ty) => silence(docs, name, Some(ty)),
                    FieldValue::File | FieldValue::Files => silence(docs, name, None),
                }
            }
        }
    }
}

fn silence(docs: &mut Docs, is_name: impl Fn(&str) -> bool) {
    for text in [&mut docs.summary, &mut docs.description] {
        let is_echo = |text: &String| letters(text).next().is_some() && is_name(text);
        if text.as_ref().is_some_and(is_echo) {
            *text = None;
        }
    }
}

/// What is compared of names and of what is said: nothing is allocated, since all texts of an API pass here.
fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

/// A place of each type, the one that it is called after if it is: "the member `strict` of `Thing`".
fn places(api: &Api) -> Vec<Option<String>> {
    let mut places = Places { api, found: api.types.iter().map(|_| None).collect() };
    for (owner, definition) in (0..).map(TypeId).zip(&api.types) {
        let called = definition.ident.as_str();
        let name = || code_span(called);
        match &definition.kind {
            TypeKind::Struct(found) => {
                for field in found.fields.iter().filter(|field| field.ty.named() != Some(owner)) {
                    places.stand(&field.ty, called, || {
                        format!("the member {} of {}", code_span(&field.wire), name())
                    });
                }
                if let Some(more) = &found.additional {
                    places.stand(more, called, || format!("an additional member of {}", name()));
                }
            }
            TypeKind::Alias(target) => places.stand(target, called, name),
            TypeKind::Union(found) => {
                for branch in
                    found.branches.iter().filter(|branch| branch.ty.named() != Some(owner))
                {
                    places.stand(&branch.ty, called, || {
                        format!("the variant {} of {}", code_span(branch.ident.as_str()), name())
                    });
                }
            }
            TypeKind::Enum(_) | TypeKind::Numbers(_) => {}
        }
    }
    for operation in &api.operations {
        let called = &operation.id;
        let name = || code_span(operation.method.as_str());
        for parameter in &operation.parameters {
            places.stand(&parameter.ty, called, || {
                format!("the parameter {} of {}", code_span(&parameter.wire), name())
            });
        }
        if let Some(body) = &operation.body {
            if let Some((ty, _)) = body.json() {
                places.stand(ty, called, || format!("the request body of {}", name()));
            }
            for field in body.form().into_iter().flat_map(|form| &form.fields) {
                if let Some(ty) = field.ty() {
                    places.stand(ty, called, || {
                        let wire = code_span(&field.wire);
                        format!("the member {wire} of the request body of {}", name())
                    });
                }
            }
        }
        for callback in &operation.callbacks {
            if let Some(ty) = callback.payload.ty() {
                places.stand(ty, called, || {
                    format!("what the callback {} of {} carries", code_span(&callback.name), name())
                });
            }
        }
        for ty in bodies(api, &operation.success) {
            places.stand(ty, called, || format!("the answer of {}", name()));
        }
        for ty in bodies(api, &operation.errors) {
            places.stand(ty, called, || format!("an error of {}", name()));
        }
    }
    places.found.into_iter().map(|place| place.map(|place| place.text)).collect()
}

/// Where types stand.
struct Places<'a> {
    api: &'a Api,
    found: Vec<Option<Place>>,
}

struct Place {
    text: String,
    /// Whether the type is called after what it stands in.
    names: bool,
}

impl Places<'_> {
    /// Says where a type stands, unless it is known to stand somewhere else, and is not called after this owner.
    fn stand(&mut self, ty: &TypeRef, owner: &str, place: impl FnOnce() -> String) {
        let Some(id) = ty.named() else { return };
        let mut ident = letters(self.api.ty(id).ident.as_str());
        let names = letters(owner).all(|letter| ident.next() == Some(letter));
        let found = &mut self.found[id.0 as usize];
        if found.as_ref().is_none_or(|found| names && !found.names) {
            *found = Some(Place { text: within(ty, place()), names });
        }
    }
}

/// The place of the type that one consists of.
fn within(mut ty: &TypeRef, mut place: String) -> String {
    while let Some(inner) = ty.inner() {
        if let TypeRef::List(_) = ty {
            place = format!("an item of {place}");
        } else if let TypeRef::Map(_) = ty {
            place = format!("a value of {place}");
        }
        ty = inner;
    }
    place
}

/// The types of the bodies of one side.
fn bodies<'a>(api: &'a Api, answers: &'a Answers) -> Vec<&'a TypeRef> {
    let payloads: Vec<&Payload> = match &answers.ty {
        AnswerType::Empty => Vec::new(),
        AnswerType::One(payload) => vec![payload],
        AnswerType::Set(index) => {
            api.answers[*index as usize].variants.iter().map(|variant| &variant.payload).collect()
        }
    };
    payloads.into_iter().filter_map(Payload::ty).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
