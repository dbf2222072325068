//! What is switched by the cargo features of a crate that has one API: modules of operations, and the types
//! that they need.

use super::ty::file_name;
use super::{guide, literal};
use crate::ir::{Api, Features, Group};

/// The features that a crate has besides; those of groups are called otherwise.
pub(crate) fn reserved() -> Vec<&'static str> {
    guide::FEATURES.iter().map(|(name, _)| *name).chain(["default"]).collect()
}

/// The attributes of a public item that some of the groups need, whose indices are given; none where everything is
/// always there.
pub(super) fn gate(api: &Api, users: &[u32]) -> Vec<String> {
    let shown = predicate(api, users);
    let shown = shown.map(|needed| format!("#[cfg_attr(docsrs, doc(cfg({needed})))]"));
    cfg(api, users).into_iter().chain(shown).collect()
}

/// The same of a group's operations.
pub(super) fn gate_of_group(api: &Api, group: &Group) -> Vec<String> {
    let place = api.groups.iter().position(|other| other.module == group.module);
    let user = place.and_then(|place| u32::try_from(place).ok());
    user.map(|user| gate(api, &[user])).unwrap_or_default()
}

/// The same of an item that is not public.
pub(super) fn cfg(api: &Api, users: &[u32]) -> Option<String> {
    predicate(api, users).map(|needed| format!("#[cfg({needed})]"))
}

/// What has to be switched on for what some of the groups need. What nobody needs is there with everything.
fn predicate(api: &Api, users: &[u32]) -> Option<String> {
    let features = api.features.as_ref()?;
    let names: Vec<&str> = users.iter().filter_map(|user| name(features, *user)).collect();
    let feature = |name: &str| format!("feature = {}", literal::text(name));
    Some(match names[..] {
        [] => feature(&features.all),
        [one] => feature(one),
        [_, _, ..] => {
            let names: Vec<String> = names.into_iter().map(feature).collect();
            format!("any({})", names.join(", "))
        }
    })
}

/// The feature of a group, or of webhooks, which come after the last group.
pub(super) fn name(features: &Features, user: u32) -> Option<&str> {
    let group = features.groups.get(user as usize);
    group.or(features.webhooks.as_ref()).map(String::as_str)
}

/// All that can be switched, with what it is for: a line for each.
pub(super) fn rows(api: &Api) -> Vec<(&str, String)> {
    let Some(features) = &api.features else { return Vec::new() };
    let groups = features.groups.iter().zip(&api.groups).map(|(name, group)| {
        let count = match group.operations.len() {
            1 => "1 operation".to_owned(),
            count => format!("{count} operations"),
        };
        (name.as_str(), format!("{count}, by `client.{}()`", file_name(&group.module)))
    });
    let webhooks =
        features.webhooks.iter().map(|name| (name.as_str(), "What the API sends".to_owned()));
    groups.chain(webhooks).collect()
}
