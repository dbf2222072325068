//! What is said of types that nobody described: where they stand, in the names that the client has for it.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{
    AnswerType, Answers, Api, Incoming, Payload, TypeId, TypeKind, TypeRef, code_span,
};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
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

/// The first place of each type: "the member `strict` of `Thing`".
fn places(api: &Api) -> Vec<Option<String>> {
    let mut places = Places(vec![None; api.types.len()]);
    for (owner, definition) in (0..).map(TypeId).zip(&api.types) {
        let name = code_span(definition.ident.as_str());
        match &definition.kind {
            TypeKind::Struct(found) => {
                for field in
                    found.fields.iter().filter(|field| refs::named(&field.ty) != Some(owner))
                {
                    places.stand(&field.ty, || {
                        let wire = code_span(&field.wire);
                        format!("the member {wire} of {name}")
                    });
                }
                if let Some(more) = &found.additional {
                    places.stand(more, || format!("an additional member of {name}"));
                }
            }
            TypeKind::Alias(target) => places.stand(target, || name),
            TypeKind::Union(found) => {
                for branch in
                    found.branches.iter().filter(|branch| refs::named(&branch.ty) != Some(owner))
                {
                    places.stand(&branch.ty, || {
                        let variant = code_span(branch.ident.as_str());
                        format!("the variant {variant} of {name}")
                    });
                }
            }
            TypeKind::Enum(_) | TypeKind::Numbers(_) => {}
        }
    }
    for operation in &api.operations {
        let name = code_span(operation.method.as_str());
        for parameter in &operation.parameters {
            places.stand(&parameter.ty, || {
                let wire = code_span(&parameter.wire);
                format!("the parameter {wire} of {name}")
            });
        }
        if let Some(body) = &operation.body {
            if let Some((ty, _)) = body.json() {
                places.stand(ty, || format!("the request body of {name}"));
            }
            for field in body.form().into_iter().flat_map(|form| &form.fields) {
                if let Some(ty) = field.ty() {
                    places.stand(ty, || {
                        let wire = code_span(&field.wire);
                        format!("the member {wire} of the request body of {name}")
                    });
                }
            }
        }
        for callback in &operation.callbacks {
            if let Incoming::Json(ty) = &callback.payload {
                places.stand(ty, || {
                    let callback = code_span(&callback.name);
                    format!("what the callback {callback} of {name} carries")
                });
            }
        }
        for ty in bodies(api, &operation.success) {
            places.stand(ty, || format!("the answer of {name}"));
        }
        for ty in bodies(api, &operation.errors) {
            places.stand(ty, || format!("an error of {name}"));
        }
    }
    places.0
}

struct Places(Vec<Option<String>>);

impl Places {
    /// Says where a type stands, unless it stands somewhere else already.
    fn stand(&mut self, ty: &TypeRef, place: impl FnOnce() -> String) {
        let mut within = String::new();
        let mut ty = ty;
        loop {
            match ty {
                TypeRef::List(item) => {
                    within.insert_str(0, "an item of ");
                    ty = item;
                }
                TypeRef::Map(value) => {
                    within.insert_str(0, "a value of ");
                    ty = value;
                }
                TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => ty = inner,
                TypeRef::Named(id) => {
                    self.0[id.0 as usize].get_or_insert_with(|| within + &place());
                    return;
                }
                TypeRef::Bool
                | TypeRef::Int32
                | TypeRef::Int64
                | TypeRef::Uint64
                | TypeRef::Double
                | TypeRef::String
                | TypeRef::Secret
                | TypeRef::DateTime
                | TypeRef::Json => return,
            }
        }
    }
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
    let json = payloads.into_iter().filter_map(|payload| match payload {
        Payload::Json(ty) => Some(ty),
        Payload::Empty | Payload::Text | Payload::Bytes => None,
    });
    json.collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
