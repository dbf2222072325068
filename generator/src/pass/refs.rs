//! Walking over the references between types, and renumbering types when some go.

use crate::ir::{
    AnswerType, Api, Body, Incoming, Operation, Payload, ResponseBody, Struct, TypeDef, TypeId,
    TypeKind, TypeRef,
};

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

/// The struct that a type is, by whatever alias.
pub(super) fn structure<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    let TypeRef::Named(id) = api.unaliased(ty) else { return None };
    api.ty(*id).kind.as_struct()
}

/// The named types that a definition refers to, in order.
pub(super) fn of_definition(definition: &TypeDef) -> Vec<TypeId> {
    definition.kind.types().into_iter().filter_map(TypeRef::named).collect()
}

/// The named types that a value of a type holds without indirection, each by the index of its field or branch.
pub(super) fn held_by(api: &Api, definition: &TypeDef) -> Vec<(usize, TypeId)> {
    let held = |ty: &TypeRef| {
        let mut ty = ty;
        while let TypeRef::Nullable(inner) = ty {
            ty = inner;
        }
        held(api.unaliased(ty))
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
    parameters
        .chain(operation.body.iter().flat_map(Body::types))
        .filter_map(TypeRef::named)
        .collect()
}

/// The named types that answers of an operation refer to, documented ones of no side included.
pub(super) fn of_answers(api: &Api, operation: &Operation) -> Vec<TypeId> {
    let mut payloads: Vec<&Payload> = bodies(operation).map(|body| &body.payload).collect();
    for ty in operation.answer_types() {
        match ty {
            AnswerType::Empty => {}
            AnswerType::One(payload) => payloads.push(payload),
            AnswerType::Set(index) => {
                let variants = &api.answers[*index as usize].variants;
                payloads.extend(variants.iter().map(|variant| &variant.payload));
            }
        }
    }
    let pages = operation.pagination.iter().flat_map(|p| p.page.iter().chain([&p.item]));
    let types = payloads
        .into_iter()
        .filter_map(Payload::ty)
        .chain(pages)
        .chain(&operation.headers)
        .chain(&operation.error_headers);
    types.filter_map(TypeRef::named).collect()
}

fn bodies(operation: &Operation) -> impl Iterator<Item = &ResponseBody> {
    operation.responses.iter().flat_map(|response| &response.bodies)
}

/// The named types that requests which the API sends refer to.
pub(super) fn of_incoming(api: &Api) -> Vec<TypeId> {
    let callbacks = api.operations.iter().flat_map(|operation| &operation.callbacks);
    let payloads = api.webhooks.iter().map(|webhook| &webhook.payload);
    let payloads = payloads.chain(callbacks.map(|callback| &callback.payload));
    payloads.filter_map(Incoming::ty).filter_map(TypeRef::named).collect()
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
    let mut change = |ty: &mut TypeRef| ty.named_mut().into_iter().for_each(&mut *change);
    for definition in &mut api.types {
        definition.kind.types_mut().into_iter().for_each(&mut change);
    }
    for set in &mut api.answers {
        let payloads = set.variants.iter_mut().map(|variant| &mut variant.payload);
        payloads.filter_map(Payload::ty_mut).for_each(&mut change);
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| change(&mut parameter.ty));
        operation.body.iter_mut().flat_map(Body::types_mut).for_each(&mut change);
        for ty in operation.answer_types_mut() {
            match ty {
                AnswerType::Empty | AnswerType::Set(_) => {}
                AnswerType::One(payload) => payload.ty_mut().into_iter().for_each(&mut change),
            }
        }
        let bodies = operation.responses.iter_mut().flat_map(|response| &mut response.bodies);
        bodies.filter_map(|body| body.payload.ty_mut()).for_each(&mut change);
        if let Some(pagination) = &mut operation.pagination {
            pagination.page.iter_mut().chain([&mut pagination.item]).for_each(&mut change);
        }
        let headers = operation.headers.iter_mut().chain(&mut operation.error_headers);
        headers.for_each(&mut change);
        operation
            .callbacks
            .iter_mut()
            .filter_map(|call| call.payload.ty_mut())
            .for_each(&mut change);
    }
    api.webhooks.iter_mut().filter_map(|webhook| webhook.payload.ty_mut()).for_each(&mut change);
}
