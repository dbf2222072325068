//! What sets of answers are called: after their operation, or after what the operations that share them
//! have in common. Which operation comes first does not matter.

use std::collections::BTreeSet;

use crate::ir::{AnswerSet, AnswerType, Api, Name, OperationId};

/// More bodies than this make no name.
const MOST_NAMED: usize = 4;

/// Who answers with a set: operations, and the groups that they are in.
#[derive(Clone, Default)]
pub(super) struct Users {
    operations: BTreeSet<OperationId>,
    groups: BTreeSet<usize>,
}

/// The users of each set.
pub(super) fn users(api: &Api) -> Vec<Users> {
    let mut users = vec![Users::default(); api.answers.len()];
    for (group, found) in api.groups.iter().enumerate() {
        for id in &found.operations {
            let operation = api.operation(*id);
            for ty in operation.answer_types() {
                match ty {
                    AnswerType::Set(index) => {
                        users[*index as usize].operations.insert(*id);
                        users[*index as usize].groups.insert(group);
                    }
                    AnswerType::Empty | AnswerType::One(_) => {}
                }
            }
        }
    }
    users
}

/// Names that would do, best first.
pub(super) fn names(api: &Api, set: &AnswerSet, users: &Users) -> Vec<Name> {
    if users.operations.len() < 2 {
        return vec![set.name.clone()];
    }
    let kind = set.kind.word();
    let mut groups = users.groups.iter().map(|index| api.groups[*index].name.0.as_str());
    let group = match (groups.next(), groups.next()) {
        (Some(only), None) => Some(only),
        (Some(_) | None, _) => None,
    };
    let mut names = vec![Name(match group {
        Some(group) => format!("{group} {kind}"),
        None => format!("{kind} body"),
    })];
    if set.variants.len() <= MOST_NAMED {
        let bodies: Vec<&str> = set.variants.iter().map(|v| v.name.0.as_str()).collect();
        let bodies = bodies.join(" or ");
        let says_kind = Name(bodies.clone()).words().last().is_some_and(|word| word == kind);
        let bodies = if says_kind { bodies } else { format!("{bodies} {kind}") };
        names.push(Name(match group {
            Some(group) => format!("{group} {bodies}"),
            None => bodies,
        }));
    }
    names
}
