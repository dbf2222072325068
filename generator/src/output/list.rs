//! Definitions, a row on a line where it fits.

use super::layout::{INDENT, put, put_above, put_row};
use super::paths::Paths;
use crate::emit::List;

/// The list as text, its paths shortened.
pub(super) fn set(mut list: List, paths: &mut Paths) -> String {
    paths.shorten_row(&mut list.head);
    list.rows.iter_mut().for_each(|row| paths.shorten_row(row));
    let mut out = String::new();
    put_above(&list.head, "", &mut out);
    put(&list.head.text, "", " {", &mut out);
    out.push_str(if list.rows.is_empty() { " {" } else { " {\n" });
    list.rows.iter().for_each(|row| put_row(row, INDENT, &mut out));
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::{Entry, Row};

    fn row(text: Entry, body: &[&str]) -> Row {
        let comment = ["How many.", "", "A `::std::vec::Vec`."].map(str::to_owned).to_vec();
        let body = body.iter().map(|text| (*text).to_owned()).collect();
        Row { comment, body, ..Row::plain(text) }
    }

    fn list(rows: Vec<Row>) -> String {
        let head = row(Entry::of("pub struct A".to_owned()), &[]);
        set(List { head, declares: "A".to_owned(), rows }, &mut Paths::default())
    }

    fn method(name: &str, value: &str) -> Entry {
        Entry::list(format!("{name}("), vec!["self".to_owned(), format!("value: {value}")], ")")
    }

    #[test]
    fn a_row_is_a_line_where_that_is_short_enough() {
        let long = format!("put({});", "a".repeat(70));
        let longer = "A".repeat(90);
        let rows = vec![
            row(Entry::of("field: ::std::vec::Vec<i64>,".to_owned()), &[]),
            row(method("limit", "::std::vec::Vec<i64>"), &["put(&value);"]),
            row(method("both", "i64"), &["put(1);", "put(2);"]),
            row(method("long", "i64"), &[&long]),
            row(method("longer", &longer), &["put(1);"]),
        ];
        let rows_set = [
            "field: Vec<i64>,\n",
            "limit(self, value: Vec<i64>) { put(&value); }\n",
            "both(self, value: i64) { put(1); put(2); }\n",
            &format!("long(self, value: i64) {{\n        {long}\n    }}\n"),
            &format!(
                "longer(\n        self,\n        value: {longer}\n    ) {{\n        put(1);\n    }}\n"
            ),
        ];
        let comment = |indent: &str| {
            ["/// How many.\n", "///\n", "/// A `::std::vec::Vec`.\n"]
                .map(|line| format!("{indent}{line}"))
                .concat()
        };
        let rows_set = rows_set.map(|row| format!("{}    {row}", comment("    "))).concat();
        assert_eq!(list(rows), format!("{}pub struct A {{\n{rows_set}}}\n", comment("")));
        assert_eq!(list(Vec::new()), format!("{}pub struct A {{}}\n", comment("")));
    }
}
