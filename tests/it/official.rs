//! Is what we make of the document that Clerk publishes the same as what we make of our own?
//!
//! Compared is the IR of the nine operations of `machines`: what they are called, what they ask for and what
//! they give, types by their shape and not by their name. Clerk's document is not in this repository;
//! CONTRIBUTING.md says where it is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use specsmith::diag::{Diagnostics, Rigor};
use specsmith::ir::{Answers, Api, Body, BodyShape, Operation, Presence, TypeKind, TypeRef};
use specsmith::{Spec, document, lower, pass, resolve};

use crate::support::{load, load_with, workspace};

/// What differs, and why that is right. `*` stands for any operation.
const ACCEPTED: &[(&str, Reason)] = &[
    ("*: Clerk-API-Version", Reason::OurVersion),
    ("list: query order_by", Reason::OurEnum),
    ("*: errors errors[].clerk_trace_id", Reason::Undocumented),
    ("create: success secret_key", Reason::OurSecret),
    ("get_secret_key: success secret", Reason::OurSecret),
    ("rotate_secret_key: success secret", Reason::OurSecret),
    ("update: body", Reason::TheirOptionalBody),
];

#[derive(Clone, Copy, Debug)]
enum Reason {
    /// Ours says which version of the API it describes, and sends that.
    OurVersion,
    /// Theirs says in prose which values there are, ours in the schema.
    OurEnum,
    /// Real answers have it and their document does not; ours follows the answers.
    Undocumented,
    /// Ours marks credentials, for which OpenAPI has no word.
    OurSecret,
    /// Theirs does not say `required: true` of a body without which the request is refused, so one that has
    /// required fields is given whole or not at all.
    TheirOptionalBody,
}

#[test]
fn the_machines_of_clerks_document_are_those_of_ours() {
    let Some(path) = published() else {
        println!("skipped: no clerk__bapi-*.yaml in the corpus; see CONTRIBUTING.md");
        return;
    };
    let ours = facts(&api(&load("clerk", &workspace().join("specs/clerk/openapi.yaml"))));
    let theirs = facts(&api(&load_with("clerk", &path, Rigor::Lenient)));
    let operations = |facts: &BTreeMap<String, String>| -> Vec<String> {
        facts.iter().filter(|(key, _)| !key.contains(' ')).map(|(key, _)| key.clone()).collect()
    };
    assert_eq!(operations(&ours).len(), 9);
    assert_eq!(operations(&ours), operations(&theirs));

    let mut unseen: BTreeSet<&str> = ACCEPTED.iter().map(|(what, _)| *what).collect();
    let mut differences = String::new();
    for key in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        let (our, their) = (ours.get(key), theirs.get(key));
        if our != their {
            match ACCEPTED.iter().find(|(what, _)| is_of(key, what)) {
                Some((what, _)) => drop(unseen.remove(what)),
                None => differences.push_str(&format!("{key}\n  {our:?}\n  {their:?}\n")),
            }
        }
    }
    assert!(differences.is_empty(), "ours, then theirs:\n{differences}");
    assert!(unseen.is_empty(), "these do not differ any more: {unseen:?}");
}

/// Clerk's document: in the folder that the environment names, or else beside the repository.
fn published() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECSMITH_CORPUS")
        .map_or_else(|| workspace().join("../shared/corpus"), PathBuf::from);
    let documents = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("clerk__bapi-") && name.ends_with(".yaml")
    };
    documents.filter(is_wanted).max()
}

fn api(spec: &Spec) -> Api {
    let mut diags = Diagnostics::new(Rigor::Lenient);
    let document = document::read(&spec.sources, &mut diags);
    let resolved = resolve::resolve(&spec.sources, &document, &mut diags);
    let mut api = lower::lower(&resolved, &spec.name, spec.date_times, &mut diags);
    pass::run_all(&mut api, &mut diags);
    assert!(!diags.has_errors());
    api
}

fn is_of(key: &str, accepted: &str) -> bool {
    match accepted.strip_prefix("*:") {
        Some(rest) => key.split_once(':').is_some_and(|(_, after)| after == rest),
        None => key == accepted,
    }
}

/// All that a caller can see of the group `machines`: `get: path machine_id` → `String, required`. A key
/// without a blank is an operation.
fn facts(api: &Api) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let group = api.groups.iter().find(|group| group.module.as_str() == "machines").unwrap();
    for id in &group.operations {
        of_operation(api, api.operation(*id), &mut facts);
    }
    facts
}

fn of_operation(api: &Api, operation: &Operation, facts: &mut BTreeMap<String, String>) {
    let name = operation.method.as_str();
    let call = format!("{} {:?} {}", operation.id, operation.verb, operation.path);
    facts.insert(name.to_owned(), call);
    for parameter in &operation.parameters {
        let place = format!("{:?}", parameter.location).to_lowercase();
        let key = format!("{name}: {place} {}", parameter.wire);
        let required = if parameter.required { "required" } else { "optional" };
        shape(api, &key, &parameter.ty, required, facts);
    }
    for (wire, value) in &operation.constant_headers {
        facts.insert(format!("{name}: {wire}"), format!("always {value}"));
    }
    if let Some(body) = &operation.body {
        of_body(api, name, body, facts);
    }
    for (side, answers) in [("success", &operation.success), ("errors", &operation.errors)] {
        of_answers(api, &format!("{name}: {side}"), answers, facts);
    }
}

fn of_body(api: &Api, name: &str, body: &Body, facts: &mut BTreeMap<String, String>) {
    let (ty, how) = body.json().expect("machines are sent as JSON");
    let how = match how {
        BodyShape::Fields(_) => "as fields",
        BodyShape::Whole(_) => "whole",
    };
    let required = if body.required { "required" } else { "optional" };
    facts.insert(format!("{name}: body"), format!("{} {how}, {required}", body.media_type));
    shape(api, &format!("{name}: body:"), ty, "", facts);
}

fn of_answers(api: &Api, key: &str, answers: &Answers, facts: &mut BTreeMap<String, String>) {
    let statuses: Vec<String> =
        answers.cases.iter().map(|case| format!("{:?}", case.status)).collect();
    facts.insert(format!("{key} statuses"), statuses.join(" "));
    match &answers.ty {
        specsmith::ir::AnswerType::One(specsmith::ir::Payload::Json(ty)) => {
            shape(api, key, ty, "", facts);
        }
        other => drop(facts.insert(key.to_owned(), format!("{other:?}"))),
    }
}

/// What a type looks like on the wire: an entry for each member, however deep, and one for what has none.
fn shape(api: &Api, key: &str, ty: &TypeRef, presence: &str, facts: &mut BTreeMap<String, String>) {
    match ty {
        TypeRef::List(item) => return shape(api, &format!("{key}[]"), item, presence, facts),
        TypeRef::Boxed(inner) => return shape(api, key, inner, presence, facts),
        TypeRef::Named(id) => {
            let kind = &api.ty(*id).kind;
            if let TypeKind::Alias(target) = kind {
                return shape(api, key, target, presence, facts);
            } else if let TypeKind::Struct(body) = kind {
                for field in &body.fields {
                    let separator = if key.ends_with("[]") { "." } else { " " };
                    let key = format!("{key}{separator}{}", field.wire);
                    let presence = match field.presence {
                        Presence::Required => "required",
                        Presence::Optional => "optional",
                        Presence::Nullable => "nullable",
                        Presence::Maybe => "optional, nullable",
                    };
                    shape(api, &key, &field.ty, presence, facts);
                }
                return;
            } else if let TypeKind::Enum(body) = kind {
                let values: Vec<&str> = body.variants.iter().map(|one| &*one.wire).collect();
                facts.insert(key.to_owned(), format!("{}, {presence}", values.join(" | ")));
                return;
            }
        }
        _ => {}
    }
    facts.insert(key.to_owned(), format!("{ty:?}, {presence}"));
}
