//! The IR as an outline: one line a thing, documentation left out.

use std::fmt::{self, Write as _};

use super::inputs;
use crate::ir::*;

/// The outline of an API.
pub(super) fn text(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(api, &mut out);
    out
}

fn write(api: &Api, out: &mut String) -> fmt::Result {
    writeln!(out, "api {} {:?} version {:?}", ident(&api.module), api.title, api.version)?;
    for server in &api.servers {
        writeln!(out, "server {:?}", server.url)?;
        if api.choice().is_empty() {
            continue;
        }
        writeln!(out, "    {} {:?}", ident(&server.ident), server.template)?;
        for variable in &server.variables {
            write!(out, "    {} {:?}", ident(&variable.ident), variable.name.0)?;
            for value in &variable.values {
                write!(out, " {}", ident(&value.ident))?;
            }
            writeln!(out)?;
        }
    }
    if let Some(variable) = &api.server_env {
        let example = if api.self_hosted { ", there is no default" } else { "" };
        writeln!(out, "server from the environment: {variable}{example}")?;
    }
    if !api.refused.is_empty() {
        writeln!(out, "credentials refused by {:?}", api.refused)?;
    }
    for (index, scheme) in api.schemes.iter().enumerate() {
        let SecurityScheme { id, ident: name, kind, env, .. } = scheme;
        writeln!(out, "scheme {index} {} {id:?} {kind:?} environment {env:?}", ident(name))?;
    }
    writeln!(out, "security {:?}", api.security.0)?;
    if let Some(timeout) = api.timeout {
        writeln!(out, "timeout {timeout} s")?;
    }
    if let Some(retry) = &api.retry {
        writeln!(out, "{retry:?}")?;
    }
    for (index, def) in api.types.iter().enumerate() {
        definition(api, index, def, out)?;
    }
    for (index, set) in api.answers.iter().enumerate() {
        let kind = match set.kind {
            SetKind::Errors => "errors",
            SetKind::Answers => "successes",
            SetKind::Events => "events",
        };
        writeln!(out, "\nanswers {index} {} of {kind}", ident(&set.ident))?;
        for (index, variant) in set.variants.iter().enumerate() {
            let payload = payload(api, &variant.payload);
            writeln!(out, "    {index} {}: {payload}", ident(&variant.ident))?;
        }
    }
    if let Some(tag) = &api.webhook_tag {
        writeln!(out, "\nwebhooks told by {tag:?}")?;
    }
    for webhook in &api.webhooks {
        let (name, payload) = (ident(&webhook.ident), incoming(api, &webhook.payload));
        writeln!(out, "webhook {name} {:?} {:?}: {payload}", webhook.wire, webhook.tag)?;
    }
    for group in &api.groups {
        writeln!(out, "\ngroup {} {}", ident(&group.module), ident(&group.ident))?;
        for id in &group.operations {
            operation(api, api.operation(*id), out)?;
        }
    }
    Ok(())
}

fn definition(api: &Api, index: usize, def: &TypeDef, out: &mut String) -> fmt::Result {
    let Usage { request, response, given, group } = def.usage;
    let usage = match (request, given, response) {
        (true, true, true) => "given and received",
        (true, true, false) => "given",
        (true, false, true) => "put together and received",
        (true, false, false) => "put together",
        (false, _, true) => "received",
        (false, _, false) => "unused",
    };
    let group = match group {
        GroupUse::None => String::new(),
        GroupUse::One(index) => format!(", group {index}"),
        GroupUse::Shared => ", shared".to_owned(),
    };
    let (kind, target) = match &def.kind {
        TypeKind::Struct(_) => ("struct", String::new()),
        TypeKind::Enum(_) => ("enum", String::new()),
        TypeKind::Numbers(body) => ("numbers", format!(" of {}", ty(api, &body.ty))),
        TypeKind::Union(body) => {
            ("union", body.tag.as_ref().map_or_else(String::new, |tag| format!(" by {tag:?}")))
        }
        TypeKind::Alias(target) => ("alias", format!(" = {}", ty(api, target))),
    };
    let name = ident(&def.ident);
    writeln!(out, "\n{kind} {index} {name}{target} ({:?}; {usage}{group})", def.name.0)?;
    match &def.kind {
        TypeKind::Struct(body) => {
            for each in &body.fields {
                field(api, each, out)?;
            }
            if let Some(more) = &body.additional {
                writeln!(out, "    {}: others, {}", ident(&body.additional_ident), ty(api, more))?;
            }
            if let Some(wire) = &body.array {
                writeln!(out, "    or an array: {wire:?}")?;
            }
        }
        TypeKind::Numbers(body) => {
            for named in &body.values {
                writeln!(out, "    {} {}", ident(&named.ident), named.value)?;
            }
        }
        TypeKind::Enum(body) => {
            for variant in &body.variants {
                writeln!(out, "    {} {:?}", ident(&variant.ident), variant.wire)?;
            }
            writeln!(out, "    {} any other", ident(&body.unknown_ident))?;
        }
        TypeKind::Union(body) => {
            for Branch { ident: name, ty: of, tags, is_default, fixed, closed, .. } in
                &body.branches
            {
                write!(out, "    {}: {}", ident(name), ty(api, of))?;
                if !tags.is_empty() {
                    write!(out, ", tags {tags:?}")?;
                }
                if *is_default {
                    write!(out, " or any other")?;
                }
                for (member, values) in fixed {
                    write!(out, ", {member:?} in {values:?}")?;
                }
                writeln!(out, "{}", if *closed { ", closed" } else { "" })?;
            }
            writeln!(out, "    {} any other", ident(&body.unknown_ident))?;
        }
        TypeKind::Alias(_) => {}
    }
    Ok(())
}

fn field(api: &Api, field: &Field, out: &mut String) -> fmt::Result {
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "required, nullable",
        Presence::Maybe => "optional, nullable",
    };
    let (name, ty) = (ident(&field.ident), ty(api, &field.ty));
    write!(out, "    {name} {:?}: {ty}, {presence}", field.wire)?;
    if let Some(constant) = &field.constant {
        write!(out, ", always {constant:?}")?;
    }
    let notes = [(field.read_only, "read only"), (field.write_only, "write only")];
    for (_, note) in notes.iter().filter(|(applies, _)| *applies) {
        write!(out, ", {note}")?;
    }
    let Tolerated { aliases, nulls } = &field.tolerated;
    for (texts, note) in [(aliases, "or"), (nulls, "null as")] {
        if !texts.is_empty() {
            write!(out, ", {note} {texts:?}")?;
        }
    }
    writeln!(out)
}

fn incoming(api: &Api, payload: &Incoming) -> String {
    match payload {
        Incoming::Empty => "nothing".to_owned(),
        Incoming::Json(inner) => ty(api, inner).to_string(),
        Incoming::Bytes => "bytes".to_owned(),
    }
}

fn operation(api: &Api, operation: &Operation, out: &mut String) -> fmt::Result {
    let Operation { id, method, ident: call, verb, path, .. } = operation;
    writeln!(out, "\n  {} {} {id:?} {verb:?} {path:?}", ident(method), ident(call))?;
    if let Some(server) = &operation.server {
        writeln!(out, "    server {server:?}")?;
    }
    for parameter in &operation.parameters {
        let Parameter { location, wire, ident: name, notation, .. } = parameter;
        let required = if parameter.required { "required" } else { "optional" };
        let ty = ty(api, &parameter.ty);
        write!(out, "    {location:?} {} {wire:?}: {ty}, {required}", ident(name))?;
        inputs::notation(*notation, location.notation(), out)?;
        writeln!(out)?;
    }
    for (name, value) in &operation.constant_headers {
        writeln!(out, "    Header {name:?}: always {value:?}")?;
    }
    for (name, value) in &operation.constant_query {
        writeln!(out, "    Query {name:?}: always {value:?}")?;
    }
    for (name, value) in &operation.constant_cookies {
        writeln!(out, "    Cookie {name:?}: always {value:?}")?;
    }
    if let Some(body) = &operation.body {
        inputs::body(api, body, out)?;
    }
    for callback in &operation.callbacks {
        let payload = incoming(api, &callback.payload);
        writeln!(out, "    callback {:?} {:?}: {payload}", callback.name, callback.target)?;
    }
    if !operation.accept.is_empty() {
        writeln!(out, "    accept {:?}", operation.accept.join(", "))?;
    }
    if let Some(security) = &operation.security {
        writeln!(out, "    security {:?}", security.0)?;
    }
    for (name, of) in [("success", &operation.success), ("errors", &operation.errors)] {
        writeln!(out, "    {name}: {}", answers(api, of))?;
    }
    if let Some(timeout) = operation.timeout {
        writeln!(out, "    timeout {timeout} s")?;
    }
    if let Some(retry) = &operation.retry {
        writeln!(out, "    {retry:?}")?;
    }
    if operation.safe {
        writeln!(out, "    safe to repeat")?;
    }
    if let Some(name) = &operation.idempotency_key {
        writeln!(out, "    idempotency key {name:?}")?;
    }
    ends(api, operation, out)
}

/// The type of the answers of one side, and which case has which variant.
fn answers(api: &Api, answers: &Answers) -> String {
    let cases = answers.cases.iter().map(|case| {
        let variant = case.variant.map_or("no body".to_owned(), |index| index.to_string());
        let within = case.envelope.map_or(String::new(), |index| format!(" in {index}"));
        let of = match case.media_type.as_str() {
            "" => String::new(),
            media_type => format!(" as {media_type:?}"),
        };
        let variant = variant + &of + &within;
        match case.status {
            Status::Code(code) => format!("{code}→{variant}"),
            Status::Range(digit) => format!("{digit}XX→{variant}"),
            Status::Default => format!("default→{variant}"),
        }
    });
    let cases: Vec<String> = cases.collect();
    format!("{} [{}]", answer_type(api, &answers.ty), cases.join(" "))
}

fn ends(api: &Api, operation: &Operation, out: &mut String) -> fmt::Result {
    if let Some(Pagination {
        items,
        or_absent,
        or_array,
        total,
        more,
        limit,
        least,
        next,
        item,
        page,
    }) = &operation.pagination
    {
        let least = if *least > 1 { format!(" from {least}") } else { String::new() };
        let more = more.as_ref().map_or(String::new(), |more| format!(" more {more:?}"));
        writeln!(out, "    pages {next:?} limit {limit:?}{least} total {total:?}{more}")?;
        let page = page.as_ref().map_or(String::new(), |page| format!(" of {}", ty(api, page)));
        let or_array = if *or_array { " or an array" } else { "" };
        let or_absent = if *or_absent { " or none" } else { "" };
        writeln!(out, "    items {items:?}{or_array}{or_absent}: {}{page}", ty(api, item))?;
    }
    if let Some(Wait { field, until, interval, limit }) = &operation.wait {
        writeln!(out, "    wait {field:?} until {until:?} every {interval} s for {limit} s")?;
    }
    for Shortcut { ident: name, kind, .. } in &operation.shortcuts {
        writeln!(out, "    also {} {kind:?}", ident(name))?;
    }
    for (name, stream) in [("events", &operation.events), ("lines", &operation.lines)] {
        if let Some(Stream { accept, item, names }) = stream {
            write!(out, "    {name} {accept:?}: {}", answer_type(api, item))?;
            for (name, variant) in names {
                write!(out, ", {name:?}→{variant}")?;
            }
            writeln!(out)?;
        }
    }
    for (index, Envelope { payload, success, error }) in operation.envelopes.iter().enumerate() {
        writeln!(out, "    envelope {index} {payload:?} success {success:?} error {error:?}")?;
    }
    if let Some(headers) = &operation.headers {
        writeln!(out, "    headers {}", ty(api, headers))?;
    }
    if let Some(headers) = &operation.error_headers {
        writeln!(out, "    headers of errors {}", ty(api, headers))?;
    }
    Ok(())
}

fn payload(api: &Api, payload: &Payload) -> String {
    match payload {
        Payload::Empty => "nothing".to_owned(),
        Payload::Json(json) => ty(api, json),
        Payload::Text => "text".to_owned(),
        Payload::Bytes => "bytes".to_owned(),
    }
}

pub(super) fn ty(api: &Api, of: &TypeRef) -> String {
    match of {
        TypeRef::List(inner) => format!("List<{}>", ty(api, inner)),
        TypeRef::Map(inner) => format!("Map<{}>", ty(api, inner)),
        TypeRef::Nullable(inner) => format!("Nullable<{}>", ty(api, inner)),
        TypeRef::Boxed(inner) => format!("Box<{}>", ty(api, inner)),
        TypeRef::Named(id) => match api.types.get(id.0 as usize) {
            Some(def) if def.ident != Ident::PENDING => def.ident.as_str().to_owned(),
            Some(def) => format!("{:?}", def.name.0),
            None => format!("type {}", id.0),
        },
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
        | TypeRef::Json => format!("{of:?}"),
    }
}

/// An identifier, or a mark in its place before the names pass.
pub(super) fn ident(ident: &Ident) -> &str {
    if *ident == Ident::PENDING { "?" } else { ident.as_str() }
}

fn answer_type(api: &Api, ty: &AnswerType) -> String {
    match ty {
        AnswerType::Empty => "nothing".to_owned(),
        AnswerType::One(one) => payload(api, one),
        AnswerType::Set(index) => format!("answers {index}"),
    }
}
