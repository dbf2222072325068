//! Encoded `name=value` pairs in the order of first setting: a query, a form, the cookies of a call.

use crate::style::encode;

/// Named entries, each with the pairs that it gives.
#[derive(Clone, Default)]
pub(crate) struct Pairs {
    entries: Vec<(String, Vec<String>)>,
}

impl Pairs {
    /// Sets an entry; setting it again replaces it where it stands.
    pub(crate) fn set(&mut self, name: &str, pairs: Vec<String>) {
        match self.entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = pairs,
            None => self.entries.push((name.to_owned(), pairs)),
        }
    }

    /// Sets an entry of one pair, both sides encoded.
    pub(crate) fn set_text(&mut self, name: &str, value: &str) {
        self.set(name, vec![format!("{}={}", encode(name), encode(value))]);
    }

    /// Sets an entry of one pair, and removes the pairs of other entries that have its key: members of an
    /// object among them.
    pub(crate) fn set_alone(&mut self, name: &str, pair: String) {
        let key = key(&pair).to_owned();
        for (_, pairs) in &mut self.entries {
            pairs.retain(|pair| self::key(pair) != key);
        }
        self.set(name, vec![pair]);
    }

    /// Whether nothing was set.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The pairs.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|(_, pairs)| pairs).map(String::as_str)
    }

    /// The names of what was set.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// Appends the pairs as a query, with its question mark if there is something.
    pub(crate) fn append_as_query(&self, target: &mut String) {
        let mut separator = '?';
        for (_, pairs) in &self.entries {
            for pair in pairs {
                target.push(separator);
                target.push_str(pair);
                separator = '&';
            }
        }
    }

    /// How many bytes [`Pairs::append_as_query`] appends.
    pub(crate) fn length_as_query(&self) -> usize {
        let length = |pairs: &[String]| pairs.iter().map(|pair| 1 + pair.len()).sum::<usize>();
        self.entries.iter().map(|(_, pairs)| length(pairs)).sum()
    }

    /// The pairs as `application/x-www-form-urlencoded`. Spaces are `%20` in it, which every reader of
    /// forms takes for a space, where `+` is one to most.
    pub(crate) fn to_form(&self) -> String {
        self.iter().collect::<Vec<_>>().join("&")
    }
}

impl core::fmt::Debug for Pairs {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // Names only: every value can be a secret.
        f.debug_list().entries(self.names()).finish()
    }
}

/// What is before the first equals sign; encoded names have none.
pub(crate) fn key(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &Pairs) -> String {
        let mut text = String::new();
        pairs.append_as_query(&mut text);
        text
    }

    #[test]
    fn entries_stand_in_the_order_of_first_setting_and_are_replaced_in_place() {
        let mut pairs = Pairs::default();
        pairs.set("b", vec!["b=1".into()]);
        pairs.set("a", vec!["a=x".into(), "a=y".into()]);
        pairs.set("b", vec!["b=2".into()]);
        assert_eq!(query(&pairs), "?b=2&a=x&a=y");
        pairs.set("b", Vec::new());
        assert_eq!(query(&pairs), "?a=x&a=y");
        assert_eq!(pairs.to_form(), "a=x&a=y");
    }

    #[test]
    fn nothing_set_is_no_question_mark() {
        let mut pairs = Pairs::default();
        assert_eq!(query(&pairs), "");
        pairs.set("none", Vec::new());
        assert_eq!(query(&pairs), "");
    }

    #[test]
    fn a_pair_that_stands_alone_replaces_those_of_its_key_wherever_they_come_from() {
        let mut pairs = Pairs::default();
        pairs.set("key", vec!["key=mine".into()]);
        pairs.set("filter", vec!["a=1".into(), "key=other".into(), "keys=2".into()]);
        pairs.set_alone("key", "key=secret".into());
        assert_eq!(query(&pairs), "?key=secret&a=1&keys=2");
    }
}
