//! Lists: a row on a line where it fits.

use super::paths::Paths;
use crate::emit::{List, Row};

/// How long a line may be.
const WIDTH: usize = 100;

/// The list as text, its paths shortened.
pub(super) fn set(list: &List, paths: &mut Paths) -> String {
    let List { head, rows, .. } = list;
    let mut out = String::new();
    above(head, "", paths, &mut out);
    out.extend([&paths.shorten_text(&head.text), " {"]);
    if !rows.is_empty() {
        out.push('\n');
    }
    for row in rows {
        above(row, INDENT, paths, &mut out);
        add(row, paths, &mut out);
    }
    out.push_str("}\n");
    out
}

const INDENT: &str = "    ";

/// What stands above a row.
fn above(row: &Row, indent: &str, paths: &mut Paths, out: &mut String) {
    for line in &row.comment {
        out.extend([indent, "///", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    for attribute in &row.attributes {
        out.extend([indent, &paths.shorten_text(attribute), "\n"]);
    }
}

fn add(row: &Row, paths: &mut Paths, out: &mut String) {
    let text = paths.shorten_text(&row.text);
    let body: Vec<String> = row.body.iter().map(|line| paths.shorten_text(line)).collect();
    match &body[..] {
        [] => out.extend([INDENT, &text, "\n"]),
        [only] if text.len() + only.len() + "     {  }".len() <= WIDTH => {
            out.extend([INDENT, &text, " { ", only, " }\n"]);
        }
        _ => {
            out.extend([INDENT, &text, " {\n"]);
            for line in &body {
                out.extend([INDENT, INDENT, line, "\n"]);
            }
            out.extend([INDENT, "}\n"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, body: &[&str]) -> Row {
        let comment = ["How many.", "", "A `::std::vec::Vec`."].map(str::to_owned).to_vec();
        let body = body.iter().map(|text| (*text).to_owned()).collect();
        Row { comment, attributes: Vec::new(), text: text.to_owned(), body }
    }

    #[test]
    fn a_row_is_a_line_where_that_is_short_enough() {
        let long = format!("put({});", "a".repeat(70));
        let rows = vec![
            row("field: ::std::vec::Vec<i64>,", &[]),
            row("limit(self, value: ::std::vec::Vec<i64>)", &["put(&value);"]),
            row("both(self, value: i64)", &["put(1);", "put(2);"]),
            row("long(self, value: i64)", &[&long]),
        ];
        let list = List { head: row("pub struct A", &[]), declares: None, rows };
        let rows = [
            "field: Vec<i64>,\n",
            "limit(self, value: Vec<i64>) { put(&value); }\n",
            "both(self, value: i64) {\n        put(1);\n        put(2);\n    }\n",
            &format!("long(self, value: i64) {{\n        {long}\n    }}\n"),
        ];
        let comment = |indent: &str| {
            ["/// How many.\n", "///\n", "/// A `::std::vec::Vec`.\n"]
                .map(|line| format!("{indent}{line}"))
        };
        let rows = rows.map(|row| format!("{}    {row}", comment("    ").concat())).concat();
        assert_eq!(
            set(&list, &mut Paths::default()),
            format!("{}pub struct A {{\n{rows}}}\n", comment("").concat())
        );
        let empty = List { head: row("pub struct A", &[]), declares: None, rows: Vec::new() };
        assert!(set(&empty, &mut Paths::default()).ends_with("pub struct A {}\n"));
    }
}
