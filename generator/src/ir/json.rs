//! JSON as plain data: examples, and samples made from types.

use std::fmt;

/// A JSON value whose members keep their order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JSON spells it.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A string.
    #[must_use]
    pub fn string(text: &str) -> Self {
        Self::String(text.to_owned())
    }

    /// The member of an object; nothing for what is none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Array(_) => None,
        }
    }

    /// The value for readers: two spaces a level, a member a line.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = self.write(&mut out, Some(0));
        out
    }

    /// `indent` is the level that the value stands at; none for a value on one line.
    fn write(&self, out: &mut dyn fmt::Write, indent: Option<usize>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(digits) => out.write_str(digits),
            Self::String(text) => quoted(text, out),
            Self::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                sequence(out, indent, ['[', ']'], items)
            }
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                sequence(out, indent, ['{', '}'], members)
            }
        }
    }
}

/// The value on one line.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, None)
    }
}

fn sequence<'a>(
    out: &mut dyn fmt::Write,
    indent: Option<usize>,
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = (Option<&'a str>, &'a Json)>,
) -> fmt::Result {
    out.write_char(open)?;
    let empty = items.len() == 0;
    for (index, (name, value)) in items.enumerate() {
        if index > 0 {
            out.write_char(',')?;
        }
        match indent {
            Some(level) => line(out, level + 1)?,
            None if index > 0 => out.write_char(' ')?,
            None => {}
        }
        if let Some(name) = name {
            quoted(name, out)?;
            out.write_str(": ")?;
        }
        value.write(out, indent.map(|level| level + 1))?;
    }
    if let (Some(level), false) = (indent, empty) {
        line(out, level)?;
    }
    out.write_char(close)
}

fn line(out: &mut dyn fmt::Write, level: usize) -> fmt::Result {
    out.write_char('\n')?;
    (0..level).try_for_each(|_| out.write_str("  "))
}

fn quoted(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    let is_escaped = |c: char| matches!(c, '"' | '\\') || c.is_control();
    let mut rest = text;
    while let Some(at) = rest.find(is_escaped) {
        let (plain, escaped) = rest.split_at(at);
        out.write_str(plain)?;
        let mut after = escaped.chars();
        match after.next() {
            Some('\n') => out.write_str("\\n")?,
            Some('\t') => out.write_str("\\t")?,
            Some(mark @ ('"' | '\\')) => write!(out, "\\{mark}")?,
            Some(control) => write!(out, "\\u{:04x}", u32::from(control))?,
            None => {}
        }
        rest = after.as_str();
    }
    out.write_str(rest)?;
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::Json;

    fn value() -> Json {
        Json::Object(vec![
            (
                "a \"b\"\n".to_owned(),
                Json::Array(vec![Json::Null, Json::Number("1.50".to_owned())]),
            ),
            ("none".to_owned(), Json::Object(Vec::new())),
        ])
    }

    #[test]
    fn a_value_is_written_on_one_line_with_its_text_escaped() {
        assert_eq!(value().to_string(), r#"{"a \"b\"\n": [null, 1.50], "none": {}}"#);
    }

    #[test]
    fn for_readers_each_member_has_a_line() {
        let expected = "{\n  \"a \\\"b\\\"\\n\": [\n    null,\n    1.50\n  ],\n  \"none\": {}\n}";
        assert_eq!(value().pretty(), expected);
    }
}
