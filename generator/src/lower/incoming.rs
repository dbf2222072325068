//! Requests that the API sends: webhooks and callbacks.

use std::collections::BTreeSet;

use super::docs::code;
use super::media_type::{self, Format};
use super::operation::called;
use super::schema::Kind;
use super::{Cx, constant, schema};
use crate::diag::codes;
use crate::ir::{self, Callback, Docs, Ident, Incoming, Name, Scalar, Webhook};
use crate::resolve::{self, Operation, SchemaId};

/// All webhooks, and the member that tells their bodies apart.
pub(super) fn webhooks(cx: &mut Cx<'_>) -> (Vec<Webhook>, Option<String>) {
    let resolved = cx.resolved;
    let tag = tag(cx, &resolved.webhooks);
    let mut webhooks = Vec::with_capacity(resolved.webhooks.len());
    for incoming in &resolved.webhooks {
        let operation = &incoming.operation;
        let several =
            resolved.webhooks.iter().filter(|other| other.name == incoming.name).count() > 1;
        let name = match (&operation.rename.name, several) {
            (Some(name), _) => name.clone(),
            (None, false) => incoming.name.clone(),
            (None, true) => format!("{} {}", operation.method.word(), incoming.name),
        };
        let value = tag.as_ref().zip(body(operation)).and_then(|(member, (schema, _))| {
            constants(cx, schema?).into_iter().find(|(name, _)| name == member)
        });
        webhooks.push(Webhook {
            wire: incoming.name.clone(),
            name: Name(name),
            ident: Ident::PENDING,
            docs: Docs {
                summary: operation.summary.clone(),
                description: operation.description.clone(),
                link: operation.link.clone(),
                facts: vec![format!("The webhook {}.", code(&incoming.name))],
                deprecated: operation.deprecated,
                ..Docs::default()
            },
            payload: payload(cx, operation),
            tag: value.map(|(_, value)| value),
            at: operation.at,
        });
    }
    (webhooks, tag)
}

/// The callbacks of an operation.
pub(super) fn callbacks(cx: &mut Cx<'_>, operation: &Operation) -> Vec<Callback> {
    let resolved = cx.resolved;
    let mut callbacks = Vec::new();
    for (name, at) in &operation.callbacks {
        for incoming in resolved.callbacks.iter().filter(|known| known.callback == Some(*at)) {
            let method = incoming.operation.method.as_str();
            callbacks.push(Callback {
                name: name.clone(),
                target: format!("{method} {}", incoming.name),
                payload: payload(cx, &incoming.operation),
            });
        }
    }
    callbacks
}

/// What anonymous schemas of a request that the API sends are named after.
pub(super) fn identity(incoming: &resolve::Incoming) -> String {
    let operation = &incoming.operation;
    let named = operation.rename.name.as_ref().or(operation.id.as_ref());
    named.cloned().unwrap_or_else(|| match incoming.callback {
        None => incoming.name.clone(),
        Some(_) => "callback".to_owned(),
    })
}

/// The schema of the body that is decoded, and what it is.
fn body(operation: &Operation) -> Option<(Option<SchemaId>, Format)> {
    let body = operation.body.as_ref()?;
    let (media, format) = media_type::preferred(&body.content)?;
    Some((media.schema, format))
}

fn payload(cx: &mut Cx<'_>, operation: &Operation) -> Incoming {
    if let Some((Some(id), Format::Text | Format::Binary)) = body(operation)
        && !matches!(schema::kind(cx.schema(id)), Kind::Any | Kind::String)
    {
        let message =
            format!("the body that {} sends is not decoded yet; it stays bytes", called(operation));
        let help = "offer `application/json` too if the server can";
        cx.degrade(codes::UNSUPPORTED, operation.at, message, help);
    }
    match body(operation) {
        None => Incoming::Empty,
        Some((Some(id), Format::Json | Format::Any)) => {
            Incoming::Json(schema::lower(cx, id, 0).whole())
        }
        Some((None, Format::Json)) => Incoming::Json(ir::TypeRef::Json),
        Some((None, Format::Any) | (_, Format::Text | Format::Binary)) => Incoming::Bytes,
    }
}

/// A member that all bodies must have, each with a text of its own.
fn tag(cx: &Cx<'_>, webhooks: &[resolve::Incoming]) -> Option<String> {
    let mut of_each = Vec::with_capacity(webhooks.len());
    for incoming in webhooks {
        let (schema, _) = body(&incoming.operation)?;
        of_each.push(constants(cx, schema?));
    }
    let (first, others) = of_each.split_first()?;
    let tells = |member: &str| {
        let mut values = BTreeSet::new();
        of_each.iter().all(|members| {
            members.iter().any(|(name, value)| name == member && values.insert(value))
        })
    };
    let names = first.iter().map(|(name, _)| name);
    names.filter(|_| !others.is_empty()).find(|name| tells(name)).cloned()
}

/// The required members that are always the same text, also those of `allOf`.
fn constants(cx: &Cx<'_>, id: SchemaId) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop().filter(|_| seen.len() < 64) {
        if !seen.insert(id) {
            continue;
        }
        let schema = cx.schema(id);
        for property in &schema.properties {
            let value = constant::of(cx.schema(property.schema));
            if let Some(Scalar::String(value)) = value
                && schema.required.contains(&property.name)
            {
                found.push((property.name.clone(), value));
            }
        }
        open.extend(schema.reference.iter().chain(&schema.all_of));
    }
    found
}
