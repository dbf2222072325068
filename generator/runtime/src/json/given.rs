//! What callers give for a value: what becomes it, and null where null is one.
//!
//! `From` cannot say this: a client's own types cannot be made `From` for [`Maybe`] and `Option`, which are not
//! its own, and what a text or a branch of a union becomes is said of the client's types alone.

use std::collections::BTreeMap;

use super::Maybe;

/// What an input takes that can be null: what becomes a `T`, an `Option<T>` whose `None` is null, or a
/// [`Maybe<T>`](Maybe).
///
/// `By` tells which of these it is, and is always inferred.
pub trait OrNull<T, By> {
    /// The value, or null.
    fn or_null(self) -> Maybe<T>;
}

/// What an input takes that is a list and can be null: items that become `T`s, an `Option` of a list whose `None`
/// is null, or a [`Maybe`] of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` becomes no list of `{T}`, which may be null",
    label = "neither a `Vec`, an array or a slice of what becomes `{T}`, nor an `Option` or a `Maybe` of a `Vec`"
)]
pub trait ItemsOrNull<T> {
    /// The list, or null.
    fn items_or_null(self) -> Maybe<Vec<T>>;
}

/// How a value is given that can be null, see [`OrNull`].
pub mod by {
    /// As what becomes the value.
    #[derive(Debug)]
    pub enum Value {}
    /// As an `Option` of the value.
    #[derive(Debug)]
    pub enum Optional {}
    /// As a [`Maybe`](crate::Maybe) of the value.
    #[derive(Debug)]
    pub enum Stated {}
}

impl<T, V: Into<T>> OrNull<T, by::Value> for V {
    #[inline]
    fn or_null(self) -> Maybe<T> {
        Maybe::Value(self.into())
    }
}

impl<T> OrNull<T, by::Optional> for Option<T> {
    #[inline]
    fn or_null(self) -> Maybe<T> {
        self.into()
    }
}

impl<T> OrNull<T, by::Stated> for Maybe<T> {
    #[inline]
    fn or_null(self) -> Maybe<T> {
        self
    }
}

impl<T, V: Into<T>> ItemsOrNull<T> for Vec<V> {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        Maybe::Value(list(self))
    }
}

impl<T, V: Into<T>, const N: usize> ItemsOrNull<T> for [V; N] {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        Maybe::Value(list(self))
    }
}

impl<T, V: Into<T> + Clone> ItemsOrNull<T> for &[V] {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        Maybe::Value(list(self.iter().cloned()))
    }
}

impl<T, V: Into<T> + Clone> ItemsOrNull<T> for &Vec<V> {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        self.as_slice().items_or_null()
    }
}

impl<T, V: Into<T> + Clone, const N: usize> ItemsOrNull<T> for &[V; N] {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        self.as_slice().items_or_null()
    }
}

impl<T> ItemsOrNull<T> for Option<Vec<T>> {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        self.into()
    }
}

impl<T> ItemsOrNull<T> for Maybe<Vec<T>> {
    #[inline]
    fn items_or_null(self) -> Maybe<Vec<T>> {
        self
    }
}

/// A list of what becomes its items.
#[inline]
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// A map of what becomes its names and values.
#[inline]
pub fn map<T>(
    members: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    members.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use super::{ItemsOrNull, OrNull, list, map};
    use crate::{Maybe, Value};

    #[derive(Debug, PartialEq)]
    enum TextOrNumber {
        Text(String),
        Number(i64),
    }

    impl From<&str> for TextOrNumber {
        fn from(value: &str) -> Self {
            Self::Text(value.to_owned())
        }
    }

    impl From<i64> for TextOrNumber {
        fn from(value: i64) -> Self {
            Self::Number(value)
        }
    }

    fn given<By>(value: impl OrNull<TextOrNumber, By>) -> Maybe<TextOrNumber> {
        value.or_null()
    }

    fn texts(value: impl ItemsOrNull<String>) -> Maybe<Vec<String>> {
        value.items_or_null()
    }

    #[test]
    fn what_can_be_null_is_given_as_what_becomes_it_or_as_none() {
        let text = || TextOrNumber::Text("a".to_owned());
        assert_eq!(given("a"), Maybe::Value(text()));
        assert_eq!(given(1), Maybe::Value(TextOrNumber::Number(1)));
        assert_eq!(given(text()), Maybe::Value(text()));
        assert_eq!(given(Some(text())), Maybe::Value(text()));
        assert_eq!(given(None), Maybe::Null);
        assert_eq!(given(Maybe::Absent), Maybe::Absent);
    }

    #[test]
    fn lists_that_can_be_null_are_given_as_items_or_as_none() {
        let list = || Maybe::Value(vec!["a".to_owned()]);
        assert_eq!(texts(["a"]), list());
        assert_eq!(texts(vec!["a"]), list());
        assert_eq!(texts(&["a"][..]), list());
        let (array, vec) = (["a".to_owned()], vec!["a".to_owned()]);
        assert_eq!((texts(&array), texts(&vec)), (list(), list()));
        assert_eq!((array.len(), vec.len()), (1, 1), "they are only lent");
        assert_eq!(texts(Some(vec!["a".to_owned()])), list());
        assert_eq!(texts(list()), list());
        assert_eq!(texts(None), Maybe::Null);
    }

    #[test]
    fn lists_and_maps_are_made_of_what_becomes_their_items() {
        assert_eq!(list::<String>(["a"]), ["a"]);
        let members = BTreeMap::from([("a".to_owned(), Value::from(1))]);
        assert_eq!(map::<Value>([("a", 1)]), members);
        assert_eq!(map::<Value>(HashMap::from([("a", 1)])), members);
        assert_eq!(map::<Value>(members.clone()), members);
    }
}
