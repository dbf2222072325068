//! `PartialEq` of types that are written as JSON: the same text means the same value.

use zeroize::Zeroizing;

use super::{WriteJson, to_vec};
use crate::secret;

/// Whether two values of one type are written as the same JSON, in a time that does not tell where secrets
/// differ. A value that JSON has no form for (a number that is not finite) equals none.
#[must_use]
pub fn equal(left: &dyn WriteJson, right: &dyn WriteJson) -> bool {
    match (to_vec(left).map(Zeroizing::new), to_vec(right).map(Zeroizing::new)) {
        (Ok(left), Ok(right)) => secret::equal(&left, &right),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::equal;
    use crate::json::Maybe;

    #[test]
    fn values_are_equal_where_their_json_is() {
        let map = |value: f64| BTreeMap::from([("a".to_owned(), value)]);
        assert!(equal(&map(1.0), &map(1.0)));
        assert!(!equal(&map(1.0), &map(2.0)));
        assert!(!equal(&Some(Maybe::<bool>::Null), &Some(Maybe::Value(true))));
    }

    #[test]
    fn what_json_has_no_form_for_equals_nothing() {
        for value in [f64::NAN, f64::INFINITY] {
            assert!(!equal(&value, &value));
        }
    }
}
