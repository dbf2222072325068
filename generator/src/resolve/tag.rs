//! Tags: what they are a part of, and which of an operation's says where it belongs.

use std::collections::BTreeMap;

use super::{Resolved, Tag};
use crate::diag::{Diagnostics, codes};
use crate::document::tag::{Parent, Tag as Written};
use crate::document::{Document, suggest};

/// Of more levels than these the innermost are told.
const MOST_LEVELS: usize = 16;

/// The document's tags, in order.
pub(super) fn tags(document: &Document, diags: &mut Diagnostics) -> Vec<Tag> {
    let known = by_name(document);
    let tags = document.tags.iter();
    tags.map(|tag| Tag {
        name: tag.name.clone(),
        summary: tag.summary.clone(),
        description: tag.description.clone(),
        within: within(document, &known, tag, diags),
        aliases: tag.aliases.clone(),
    })
    .collect()
}

/// The first of those with one name.
fn by_name(document: &Document) -> BTreeMap<&str, &Written> {
    document.tags.iter().rev().map(|tag| (tag.name.as_str(), tag)).collect()
}

/// What the tags are called that a tag is a part of, the outermost first.
fn within(
    document: &Document,
    known: &BTreeMap<&str, &Written>,
    tag: &Written,
    diags: &mut Diagnostics,
) -> Vec<String> {
    let mut chain: Vec<&Written> = vec![tag];
    let mut next = tag.parent.as_ref();
    while let Some(parent) = next.filter(|_| chain.len() <= MOST_LEVELS) {
        let Some(found) = known.get(parent.name.as_str()).copied() else {
            if chain.len() == 1 {
                report_unknown(document, parent, diags);
            }
            break;
        };
        if chain.iter().any(|known| known.name == found.name) {
            if found.name == tag.name {
                let message = format!("the tag `{}` is a part of itself", tag.name);
                diags
                    .report(codes::TOLERATED, parent.at, message)
                    .help("remove one `parent` of the circle");
            }
            return Vec::new();
        }
        chain.push(found);
        next = found.parent.as_ref();
    }
    let called = |tag: &&Written| tag.summary.as_ref().unwrap_or(&tag.name).clone();
    chain[1..].iter().rev().map(called).collect()
}

fn report_unknown(document: &Document, parent: &Parent, diags: &mut Diagnostics) {
    let names = document.tags.iter().map(|tag| tag.name.as_str());
    let help = match suggest::near(&parent.name, names) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "add it to `tags`".to_owned(),
    };
    let message = format!("there is no tag `{}`", parent.name);
    diags.report(codes::TOLERATED, parent.at, message).help(help);
}

/// Puts the first tag of an operation that says where it belongs before those that say something else of it: those of
/// a `kind` other than `nav`.
pub(super) fn order(document: &Document, resolved: &mut Resolved) {
    let known = by_name(document);
    let is_mark = |name: &String| {
        let kind = known.get(name.as_str()).and_then(|tag| tag.kind.as_deref());
        kind.is_some_and(|kind| kind != "nav")
    };
    if document.tags.iter().all(|tag| tag.kind.is_none()) {
        return;
    }
    for operation in &mut resolved.operations {
        operation.tags.sort_by_key(is_mark);
    }
}
