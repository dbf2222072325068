//! Named schemas that need no type: of forms, whose members are inputs of calls, and of their files.

use std::collections::BTreeSet;

use super::{Cx, binary, media_type};
use crate::resolve::{Additional, MediaType, Parameter, Place, Schema, SchemaId};

/// Those that nothing but forms refer to.
pub(super) fn schemas(cx: &Cx<'_>) -> BTreeSet<SchemaId> {
    let resolved = cx.resolved;
    let bodies = resolved.operations.iter().filter_map(|operation| operation.body.as_ref());
    let parameters = resolved.operations.iter().flat_map(|operation| &operation.parameters);
    let (queries, parameters): (Vec<&Parameter>, Vec<&Parameter>) =
        parameters.partition(|parameter| parameter.place == Place::QueryString);
    let queries = queries.into_iter().filter_map(|query| query.content.as_ref());
    let (forms, others): (Vec<&MediaType>, Vec<&MediaType>) =
        bodies.flat_map(|body| &body.content).chain(queries).partition(|media| is_form(media));
    let forms: BTreeSet<SchemaId> = forms.into_iter().filter_map(|media| media.schema).collect();
    if forms.is_empty() {
        return BTreeSet::new();
    }
    let named: BTreeSet<SchemaId> = resolved.named.iter().map(|(_, id)| *id).collect();
    let of_forms = reached(cx, forms.iter().copied());
    let is_candidate =
        |id: &SchemaId| forms.contains(id) || (of_forms.contains(id) && binary::is_file(cx, *id));
    let (candidates, kept): (BTreeSet<_>, BTreeSet<_>) = named.into_iter().partition(is_candidate);
    let responses = resolved.operations.iter().flat_map(|operation| &operation.responses);
    let headers = responses.clone().flat_map(|response| &response.headers);
    let answers = responses.flat_map(|response| &response.content);
    let others = others.into_iter().chain(answers);
    let roots = parameters
        .into_iter()
        .map(|parameter| parameter.schema)
        .chain(others.flat_map(MediaType::schemas))
        .chain(headers.filter_map(|header| header.schema))
        .chain(kept);
    let incoming = resolved.webhooks.iter().chain(&resolved.callbacks);
    let bodies = incoming.filter_map(|incoming| incoming.operation.body.as_ref());
    let sent = bodies.flat_map(|body| &body.content).filter_map(|media| media.schema);
    let roots = roots.chain(sent);
    let elsewhere = reached(cx, roots);
    candidates.into_iter().filter(|id| !elsewhere.contains(id)).collect()
}

fn is_form(media: &MediaType) -> bool {
    let essence = media_type::essence(&media.name);
    essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/")
}

/// The schemas that these consist of, and themselves.
fn reached(cx: &Cx<'_>, roots: impl Iterator<Item = SchemaId>) -> BTreeSet<SchemaId> {
    let mut open: Vec<SchemaId> = roots.collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(parts(cx.schema(id)));
        }
    }
    reached
}

fn parts(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let additional = match schema.additional {
        Additional::Schema(values) => Some(values),
        Additional::Unsaid | Additional::Any | Additional::Forbidden => None,
    };
    let members = schema.reference.iter().chain(&schema.all_of).chain(&schema.one_of);
    let members = members.chain(&schema.any_of).chain(&schema.items).chain(&schema.prefix_items);
    let named = schema.properties.iter().map(|property| property.schema);
    members
        .copied()
        .chain(named)
        .chain(schema.patterns.iter().map(|(_, values)| *values))
        .chain(additional)
}
