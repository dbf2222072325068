//! What operations are called as methods of their groups.
//!
//! By `x-sdk-name`, by what its author called the function, or by the operationId; where there is none of these, by
//! method and path. The words of the group are left out.

use std::collections::BTreeMap;

use super::group;
use super::inline::singular;
use super::operation::method_and_words;
use crate::ir::Name;
use crate::resolve::{self, Operation};

/// The names of all operations, in their order.
pub(super) fn of(operations: &[Operation]) -> Vec<String> {
    let wishes: Vec<Wish> = operations.iter().map(Wish::of).collect();
    let mut known: BTreeMap<(&[String], &str), usize> = BTreeMap::new();
    for wish in &wishes {
        let short = wish.short.as_ref().filter(|short| **short != wish.whole);
        for name in short.into_iter().chain([&wish.whole]) {
            *known.entry((&wish.group, name)).or_default() += 1;
        }
    }
    let is_free = |wish: &Wish, name: &str| known.get(&(&wish.group, name)) == Some(&1);
    let chosen = wishes.iter().map(|wish| {
        let short = wish.short.as_ref().filter(|short| is_free(wish, short));
        short.unwrap_or(&wish.whole).clone()
    });
    chosen.collect()
}

/// What an operation could be called.
struct Wish {
    group: Vec<String>,
    /// What nobody else is called, unless two operations have one identifier.
    whole: String,
    /// What will do where it is free.
    short: Option<String>,
}

impl Wish {
    fn of(operation: &Operation) -> Self {
        let group = group::words(operation);
        let of_id = |id: &str| without_group(&Name(id.to_owned()).words(), &group);
        let (whole, short) = match (&operation.rename.name, &operation.id) {
            (Some(name), _) => (name.clone(), None),
            (None, Some(id)) => (of_id(id), function(operation).map(of_id)),
            (None, None) => (without_group(&method_and_words(operation), &group), None),
        };
        Self { group, whole, short }
    }
}

/// What the author of an operation called its function, where a framework says more: the path and the method, or
/// the class, as in `CatsController_findAll`.
fn function(operation: &Operation) -> Option<&str> {
    let of_class = || {
        let (class, function) = operation.id.as_deref()?.split_once('_')?;
        class.ends_with("Controller").then_some(function)
    };
    resolve::function(operation).or_else(of_class)
}

/// The words without those of the group, unless what is left says nothing.
fn without_group(words: &[String], group: &[String]) -> String {
    let rest = without(words, group);
    // A digit or nothing is no name; neither is a preposition that lost its noun.
    let says_something = rest.first().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && !matches!(word.as_str(), "by" | "for" | "from" | "in" | "of" | "to" | "with")
    });
    if says_something { rest.join(" ") } else { words.join(" ") }
}

/// Removes the first run of words that is the group's name, in singular or plural.
fn without(words: &[String], group: &[String]) -> Vec<String> {
    let Some(last) = group.last().filter(|_| group.len() <= words.len()) else {
        return words.to_vec();
    };
    let is_group = |run: &[String]| {
        run.split_last()
            .is_some_and(|(end, start)| start == &group[..group.len() - 1] && one(end) == one(last))
    };
    match words.windows(group.len()).position(is_group) {
        Some(at) => [&words[..at], &words[at + group.len()..]].concat(),
        None => words.to_vec(),
    }
}

/// The word in the singular, or as it is.
fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{of, one, without};

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_group_is_not_repeated_in_the_method() {
        let cases = [
            ("list machines", "machines", "list"),
            ("rotate machine secret key", "machines", "rotate secret key"),
            ("machines list", "machines", "list"),
            ("create service token", "service tokens", "create"),
            ("list policies", "policy", "list"),
            ("ping", "machines", "ping"),
        ];
        for (id, group, left) in cases {
            assert_eq!(without(&words(id), &words(group)), words(left), "{id} in {group}");
        }
    }

    #[test]
    fn what_a_framework_adds_to_a_name_is_left_out_where_the_rest_is_free() {
        let operation = |id: &str, path: &str| {
            let text = format!(
                "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{'{path}': {{get: {{operationId: {id}, tags: [cats]}}}}}}\n"
            );
            let mut diags = crate::diag::Diagnostics::new(crate::diag::Rigor::Lenient);
            let mut read = |_: &str| Ok(text.clone());
            let sources = crate::source::Sources::load("a.yaml", &mut read, &mut diags);
            let document = crate::document::read(&sources, &mut diags);
            crate::resolve::resolve(&sources, &document, &mut diags).operations.remove(0)
        };
        let operations = [
            operation("read_cat_cats__cat_id__get", "/cats/{cat_id}"),
            operation("list_v1_cats_get", "/v1/cats"),
            operation("list_v1_old_cats_get", "/v1/old-cats"),
            operation("CatsController_findAll", "/all"),
            operation("feed_get", "/feeding"),
            operation("rename", "/rename"),
            operation("CatController_rename", "/rename-all"),
        ];
        assert_eq!(operations[0].function.as_deref(), Some("read_cat"));
        let names = of(&operations);
        assert_eq!(
            names,
            [
                "read",
                "list v1 get",
                "list v1 old get",
                "find all",
                "feed get",
                "rename",
                "controller rename"
            ]
        );
    }

    #[test]
    fn plurals_compare_equal_to_their_singular() {
        for (single, many) in
            [("policy", "policies"), ("box", "boxes"), ("access", "access"), ("key", "keys")]
        {
            assert_eq!(one(single), one(many));
        }
    }
}
