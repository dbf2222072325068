//! What Fern calls `x-sdk-env`.

use super::super::super::read::Object;
use super::super::Env;
use super::{Said, Wrong, first, members, text_at};
use crate::source::{Map, Node};

/// The environment variables of a security scheme. `basic` takes two.
pub(in super::super::super) fn env(object: &mut Object<'_, '_, '_>, basic: bool) -> Option<Env> {
    if basic {
        return first(object, &[("x-fern-basic", &two)]);
    }
    first(object, &[("x-fern-bearer", &one), ("x-fern-header", &one)])
}

fn one(node: &Node) -> Said<Env> {
    Ok(text_at(members(node)?, "env")?.map(Env::One))
}

fn two(node: &Node) -> Said<Env> {
    let scheme = members(node)?;
    let of = |scheme: &Map, key: &str| match scheme.get(key) {
        Some(part) => text_at(members(part)?, "env"),
        None => Ok(None),
    };
    match (of(scheme, "username")?, of(scheme, "password")?) {
        (Some(username), Some(password)) => Ok(Some(Env::Basic { username, password })),
        (None, None) => Ok(None),
        (Some(_), None) | (None, Some(_)) => {
            Err(Wrong::new(node, "one variable without the other is of no use"))
        }
    }
}
