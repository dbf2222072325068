//! The query of a call: named entries in the order of first setting.
//!
//! Style `form` with `explode` (OpenAPI 3.1, "Style Values"): a list repeats its name, an object
//! gives one pair a member.

use crate::param::Param;
use crate::path::encode;

/// The query of a call.
#[derive(Clone, Default)]
pub(crate) struct Query {
    /// Name and the encoded pairs that it gives.
    entries: Vec<(String, Vec<String>)>,
}

impl Query {
    /// Sets a parameter; setting it again replaces it where it stands.
    pub(crate) fn set(&mut self, name: &str, param: Param) {
        let pairs = match param {
            Param::Nothing => Vec::new(),
            Param::Text(text) => vec![pair(name, &text)],
            Param::List(items) => items.iter().map(|item| pair(name, item)).collect(),
            Param::Object(members) => {
                members.iter().map(|(name, value)| pair(name, value)).collect()
            }
        };
        match self.entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = pairs,
            None => self.entries.push((name.to_owned(), pairs)),
        }
    }

    /// Appends the query to a path, with its question mark if there is something.
    pub(crate) fn append_to(&self, target: &mut String) {
        let mut separator = '?';
        for pair in self.entries.iter().flat_map(|(_, pairs)| pairs) {
            target.push(separator);
            target.push_str(pair);
            separator = '&';
        }
    }

    /// The names of what was set.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }
}

impl core::fmt::Debug for Query {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // Names only: every value can be a secret.
        f.debug_list().entries(self.names()).finish()
    }
}

fn pair(name: &str, value: &str) -> String {
    let mut pair = encode(name);
    pair.push('=');
    pair.push_str(&encode(value));
    pair
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(query: &Query) -> String {
        let mut text = String::new();
        query.append_to(&mut text);
        text
    }

    #[test]
    fn entries_stand_in_the_order_of_first_setting_and_are_replaced_in_place() {
        let mut query = Query::default();
        query.set("b", Param::Text("1".into()));
        query.set("a", Param::List(vec!["x".into(), "y".into()]));
        query.set("b", Param::Text("2".into()));
        assert_eq!(text(&query), "?b=2&a=x&a=y");
        query.set("b", Param::Nothing);
        assert_eq!(text(&query), "?a=x&a=y");
    }

    #[test]
    fn an_object_gives_one_pair_a_member() {
        let mut query = Query::default();
        query.set(
            "filter",
            Param::Object(vec![("R".into(), "100".into()), ("G".into(), "2".into())]),
        );
        assert_eq!(text(&query), "?R=100&G=2");
    }

    #[test]
    fn nothing_set_is_no_question_mark_and_an_empty_text_is_kept() {
        let mut query = Query::default();
        assert_eq!(text(&query), "");
        query.set("none", Param::List(Vec::new()));
        assert_eq!(text(&query), "");
        query.set("query", Param::Text(String::new()));
        assert_eq!(text(&query), "?query=");
    }

    #[test]
    fn every_reserved_character_is_encoded_in_names_and_values() {
        let mut query = Query::default();
        query.set("a]&b[", Param::Text("+created at=#?&é/%".into()));
        assert_eq!(text(&query), "?a%5D%26b%5B=%2Bcreated%20at%3D%23%3F%26%C3%A9%2F%25");
    }
}
