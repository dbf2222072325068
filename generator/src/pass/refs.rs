//! Walking over the references between types, and renumbering types when some go.

use crate::ir::{
    AnswerType, Api, Body, Incoming, Operation, Payload, ResponseBody, Struct, TypeDef, TypeId,
    TypeKind, TypeRef,
};

/// The named type that a reference leads to, through containers and boxes.
pub(super) fn named(ty: &TypeRef) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        match ty {
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Nullable(inner)
            | TypeRef::Boxed(inner) => ty = inner,
            TypeRef::Named(id) => return Some(*id),
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
            | TypeRef::String
            | TypeRef::Secret
            | TypeRef::DateTime
            | TypeRef::Json => return None,
        }
    }
}

/// The named type whose value a value of this type holds without indirection.
pub(super) fn held(ty: &TypeRef) -> Option<TypeId> {
    let mut ty = ty;
    while let TypeRef::Nullable(inner) = ty {
        ty = inner;
    }
    match ty {
        TypeRef::Named(id) => Some(*id),
        _ => None,
    }
}

/// The reference without names of aliases on its outside. Aliases do not form cycles once the pass
/// `cycles` has run; before it, a cycle ends after as many steps as there are types.
pub(super) fn unaliased<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    for _ in 0..=api.types.len() {
        match ty {
            TypeRef::Named(id) => match &api.ty(*id).kind {
                TypeKind::Alias(target) => ty = target,
                TypeKind::Struct(_)
                | TypeKind::Enum(_)
                | TypeKind::Numbers(_)
                | TypeKind::Union(_) => break,
            },
            _ => break,
        }
    }
    ty
}

/// The struct that a type is, by whatever alias.
pub(super) fn structure<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    let TypeRef::Named(id) = unaliased(api, ty) else { return None };
    match &api.ty(*id).kind {
        TypeKind::Struct(found) => Some(found),
        TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
    }
}

/// The named types that a definition refers to, in order.
pub(super) fn of_definition(definition: &TypeDef) -> Vec<TypeId> {
    match &definition.kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter().map(|field| &field.ty);
            fields.chain(&found.additional).filter_map(named).collect()
        }
        TypeKind::Enum(_) | TypeKind::Numbers(_) => Vec::new(),
        TypeKind::Union(found) => found.branches.iter().filter_map(|b| named(&b.ty)).collect(),
        TypeKind::Alias(target) => named(target).into_iter().collect(),
    }
}

/// The named types that a value of a type holds without indirection, each by the index of its field or branch.
pub(super) fn held_by(api: &Api, definition: &TypeDef) -> Vec<(usize, TypeId)> {
    let held = |ty: &TypeRef| {
        let mut ty = ty;
        while let TypeRef::Nullable(inner) = ty {
            ty = inner;
        }
        held(unaliased(api, ty))
    };
    let types: Vec<&TypeRef> = match &definition.kind {
        TypeKind::Struct(found) => found.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Union(found) => found.branches.iter().map(|branch| &branch.ty).collect(),
        TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => Vec::new(),
    };
    types.into_iter().enumerate().filter_map(|(index, ty)| Some((index, held(ty)?))).collect()
}

/// Puts what the field or branch of this index holds into a box.
pub(super) fn put_into_box(definition: &mut TypeKind, index: usize) {
    let ty = match definition {
        TypeKind::Struct(found) => &mut found.fields[index].ty,
        TypeKind::Union(found) => &mut found.branches[index].ty,
        TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => return,
    };
    let held = std::mem::replace(ty, TypeRef::Json);
    *ty = TypeRef::Boxed(Box::new(held));
}

/// The named types that requests of an operation refer to.
pub(super) fn of_request(operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    parameters.chain(operation.body.iter().flat_map(Body::types)).filter_map(named).collect()
}

/// The named types that answers of an operation refer to, documented ones of no side included.
pub(super) fn of_answers(api: &Api, operation: &Operation) -> Vec<TypeId> {
    let mut found: Vec<TypeId> =
        bodies(operation).filter_map(|body| of_payload(&body.payload)).collect();
    for ty in operation.answer_types() {
        match ty {
            AnswerType::Empty => {}
            AnswerType::One(payload) => found.extend(of_payload(payload)),
            AnswerType::Set(index) => {
                let variants = &api.answers[*index as usize].variants;
                found.extend(variants.iter().filter_map(|variant| of_payload(&variant.payload)));
            }
        }
    }
    let pages = operation.pagination.iter().flat_map(|p| p.page.iter().chain([&p.item]));
    found.extend(pages.chain(&operation.headers).chain(&operation.error_headers).filter_map(named));
    found
}

fn bodies(operation: &Operation) -> impl Iterator<Item = &ResponseBody> {
    operation.responses.iter().flat_map(|response| &response.bodies)
}

/// The named types that requests which the API sends refer to.
pub(super) fn of_incoming(api: &Api) -> Vec<TypeId> {
    let callbacks = api.operations.iter().flat_map(|operation| &operation.callbacks);
    let payloads = api.webhooks.iter().map(|webhook| &webhook.payload);
    let payloads = payloads.chain(callbacks.map(|callback| &callback.payload));
    payloads.filter_map(of_payload_received).collect()
}

/// The named type that a request which the API sends has in its body.
pub(super) fn of_payload_received(payload: &Incoming) -> Option<TypeId> {
    match payload {
        Incoming::Json(ty) => named(ty),
        Incoming::Empty | Incoming::Bytes => None,
    }
}

fn of_payload(payload: &Payload) -> Option<TypeId> {
    match payload {
        Payload::Json(ty) => named(ty),
        Payload::Empty | Payload::Text | Payload::Bytes => None,
    }
}

/// Replaces every reference to a named type by what `target` says, and removes the types for which
/// `keep` is false. No reference to a removed type may be left.
pub(super) fn renumber(api: &mut Api, target: &[TypeId], keep: &[bool]) {
    let mut next = 0;
    let places: Vec<u32> = keep
        .iter()
        .map(|keep| {
            let place = next;
            next += u32::from(*keep);
            place
        })
        .collect();
    for_each_mut(api, &mut |id| {
        id.0 = places[target[id.0 as usize].0 as usize];
    });
    let mut keep = keep.iter();
    api.types.retain(|_| keep.next().copied().unwrap_or(true));
}

fn for_each_mut(api: &mut Api, change: &mut dyn FnMut(&mut TypeId)) {
    for definition in &mut api.types {
        match &mut definition.kind {
            TypeKind::Struct(found) => {
                let fields = found.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(&mut found.additional).for_each(|ty| in_type(ty, change));
            }
            TypeKind::Enum(_) | TypeKind::Numbers(_) => {}
            TypeKind::Union(found) => {
                found.branches.iter_mut().for_each(|branch| in_type(&mut branch.ty, change));
            }
            TypeKind::Alias(target) => in_type(target, change),
        }
    }
    for set in &mut api.answers {
        set.variants.iter_mut().for_each(|variant| in_payload(&mut variant.payload, change));
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| in_type(&mut parameter.ty, change));
        if let Some(body) = &mut operation.body {
            body.types_mut().into_iter().for_each(|ty| in_type(ty, change));
        }
        for ty in operation.answer_types_mut() {
            match ty {
                AnswerType::Empty | AnswerType::Set(_) => {}
                AnswerType::One(payload) => in_payload(payload, change),
            }
        }
        let bodies = operation.responses.iter_mut().flat_map(|response| &mut response.bodies);
        bodies.for_each(|body| in_payload(&mut body.payload, change));
        if let Some(pagination) = &mut operation.pagination {
            in_type(&mut pagination.item, change);
            pagination.page.iter_mut().for_each(|page| in_type(page, change));
        }
        let headers = operation.headers.iter_mut().chain(&mut operation.error_headers);
        headers.for_each(|headers| in_type(headers, change));
        operation.callbacks.iter_mut().for_each(|call| in_incoming(&mut call.payload, change));
    }
    api.webhooks.iter_mut().for_each(|webhook| in_incoming(&mut webhook.payload, change));
}

fn in_incoming(payload: &mut Incoming, change: &mut dyn FnMut(&mut TypeId)) {
    match payload {
        Incoming::Json(ty) => in_type(ty, change),
        Incoming::Empty | Incoming::Bytes => {}
    }
}

fn in_payload(payload: &mut Payload, change: &mut dyn FnMut(&mut TypeId)) {
    match payload {
        Payload::Json(ty) => in_type(ty, change),
        Payload::Empty | Payload::Text | Payload::Bytes => {}
    }
}

fn in_type(ty: &mut TypeRef, change: &mut dyn FnMut(&mut TypeId)) {
    let mut ty = ty;
    loop {
        match ty {
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Nullable(inner)
            | TypeRef::Boxed(inner) => ty = inner,
            TypeRef::Named(id) => return change(id),
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
            | TypeRef::String
            | TypeRef::Secret
            | TypeRef::DateTime
            | TypeRef::Json => return,
        }
    }
}
