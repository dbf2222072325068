//! Cargo features of a crate that has one API: one for each group of operations, with all types that the
//! group reaches.
//!
//! Not one of the passes that every API goes through: where a crate has several APIs, each is a feature as a
//! whole. Runs after them, because features are called as modules are.

use std::collections::BTreeSet;

use super::refs;
use crate::ir::{AnswerType, Api, Features, Incoming, TypeId, TypeRef};

/// Gives the API its features; none where there is only one thing to switch.
pub fn run(api: &mut Api, reserved: &[&str]) {
    if api.groups.len() + usize::from(!api.webhooks.is_empty()) < 2 {
        return;
    }
    let mut taken: BTreeSet<String> = reserved.iter().map(|name| (*name).to_owned()).collect();
    let all = claim("all", &mut taken);
    let modules = api.groups.iter().map(|group| group.module.as_str());
    let groups = modules.map(|module| claim(module.trim_start_matches("r#"), &mut taken)).collect();
    let webhooks = (!api.webhooks.is_empty()).then(|| claim("webhook_events", &mut taken));
    let mut types = vec![Vec::new(); api.types.len()];
    let mut answers = vec![Vec::new(); api.answers.len()];
    for (index, group) in (0..).zip(&api.groups) {
        let mut roots = Vec::new();
        for id in &group.operations {
            let operation = api.operation(*id);
            roots.extend(refs::of_request(operation));
            roots.extend(refs::of_answers(api, operation));
            for ty in operation.answer_types() {
                if let AnswerType::Set(set) = ty {
                    let users: &mut Vec<u32> = &mut answers[*set as usize];
                    if users.last() != Some(&index) {
                        users.push(index);
                    }
                }
            }
            let callbacks = operation.callbacks.iter().map(|callback| &callback.payload);
            roots.extend(callbacks.filter_map(Incoming::ty).filter_map(TypeRef::named));
        }
        reach(api, roots, index, &mut types);
    }
    if webhooks.is_some() {
        let payloads = api.webhooks.iter().map(|webhook| &webhook.payload);
        let roots = payloads.filter_map(Incoming::ty).filter_map(TypeRef::named).collect();
        let index = u32::try_from(api.groups.len()).unwrap_or(u32::MAX);
        reach(api, roots, index, &mut types);
    }
    api.features = Some(Features { groups, webhooks, all, types, answers });
}

/// A name that no other feature has.
fn claim(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = name.to_owned();
    while !taken.insert(name.clone()) {
        name.push_str("_operations");
    }
    name
}

/// Marks all types that values of these types consist of.
fn reach(api: &Api, roots: Vec<TypeId>, index: u32, users: &mut [Vec<u32>]) {
    let mut open = roots;
    while let Some(id) = open.pop() {
        let own = &mut users[id.0 as usize];
        if own.last() != Some(&index) {
            own.push(index);
            open.extend(refs::of_definition(api.ty(id)));
        }
    }
}
