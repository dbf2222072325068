//! The style `deepObject`: `color[R]=100`.
//!
//! OpenAPI defines objects of plain values alone. What is deeper is written as the parsers do that know this
//! style: a bracket for each level, with the index of an item (`filter[or][0][name]=a`).

use crate::api::Parameter;
use crate::json::WriteJson;
use crate::param::{Param, written};
use crate::raw;
use crate::style::{encode, value as escaped};

/// What is wrong with a value: a predicate.
type Refused = &'static str;

const UNWRITABLE: Refused = "cannot be written as text";
const BRACKETS: Refused = "has `[` or `]` in the name of a member, which its style cannot say";

/// The `name=value` pairs of a query or a form.
pub(crate) fn pairs(
    name: &str,
    how: &Parameter,
    value: &dyn WriteJson,
) -> Result<Vec<String>, Refused> {
    if value.is_absent() { Ok(Vec::new()) } else { of_json(name, how, written(value)?) }
}

/// The pairs of a value that is JSON text.
pub(crate) fn of_json(name: &str, how: &Parameter, json: String) -> Result<Vec<String>, Refused> {
    let mut pairs = Vec::new();
    put(name.to_owned(), how, json, &mut pairs)?;
    Ok(pairs)
}

/// Values are no deeper than JSON that is read back can be.
fn put(
    name: String,
    how: &Parameter,
    json: String,
    pairs: &mut Vec<String>,
) -> Result<(), Refused> {
    if json.starts_with('[') {
        let items = raw::items(&json).map_err(|_| UNWRITABLE)?.into_iter().enumerate();
        for (index, item) in items {
            put(format!("{name}[{index}]"), how, item, pairs)?;
        }
    } else if json.starts_with('{') {
        for (key, value) in raw::members(&json).map_err(|_| UNWRITABLE)? {
            // A bracket in a key would be a level of its own to who decodes it.
            if key.contains(['[', ']']) {
                return Err(BRACKETS);
            }
            put(format!("{name}[{key}]"), how, value, pairs)?;
        }
    } else if let Param::Text(text) = Param::read(json)? {
        pairs.push(format!("{}={}", encode(&name), escaped(how, &text)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Style;
    use crate::json::Value;

    fn of(name: &str, json: &str) -> Result<Vec<String>, Refused> {
        let how = Parameter { style: Style::DeepObject, ..Parameter::QUERY };
        pairs(name, &how, &json.parse::<Value>().expect("JSON"))
    }

    fn decoded(json: &str) -> Vec<String> {
        let pairs = of("f", json).expect("a notation");
        pairs.iter().map(|pair| pair.replace("%5B", "[").replace("%5D", "]")).collect()
    }

    #[test]
    fn each_level_is_a_bracket_and_items_have_an_index() {
        assert_eq!(decoded(r#"{"a": 1, "b": {"c": "x y"}}"#), ["f[a]=1", "f[b][c]=x%20y"]);
        assert_eq!(decoded(r#"{"or": [{"a": true}, "b"]}"#), ["f[or][0][a]=true", "f[or][1]=b"]);
        assert_eq!(decoded(r#"["a", "b"]"#), ["f[0]=a", "f[1]=b"]);
        assert_eq!(decoded(r#""text""#), ["f=text"]);
    }

    #[test]
    fn what_is_null_or_empty_is_not_sent() {
        assert!(decoded(r#"{"a": null, "b": [], "c": {}}"#).is_empty());
        assert!(decoded("null").is_empty());
    }

    /// Threat D6: a key cannot leave its brackets.
    #[test]
    fn brackets_in_a_key_are_refused() {
        for key in ["a]&b[", "[", "]", "a[b]"] {
            assert!(of("f", &format!(r#"{{"deep": {{"{key}": 1}}}}"#)).is_err(), "{key}");
        }
        assert_eq!(of("f", r#"{"a&b=c": "1&2"}"#), Ok(vec!["f%5Ba%26b%3Dc%5D=1%262".to_owned()]));
    }
}
