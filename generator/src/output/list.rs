//! Lists: a row on a line where it fits.

use super::layout::{INDENT, WIDTH, entries_of, fill};
use super::paths::Paths;
use crate::emit::{Brackets, List, Row};

/// The list as text, its paths shortened.
pub(super) fn set(mut list: List, paths: &mut Paths) -> String {
    for row in [&mut list.head].into_iter().chain(&mut list.rows) {
        let Row { comment: _, attributes, text, arguments, body } = row;
        let texts = attributes.iter_mut().chain([text]).chain(arguments).chain(body);
        texts.for_each(|text| paths.shorten_in(text));
    }
    let List { head, brackets, declares, rows } = list;
    let mut out = String::new();
    above(&head, "", &mut out);
    match brackets {
        Brackets::Braces => set_rows(&head.text, declares.is_none(), &rows, &mut out),
        Brackets::Angles => set_arguments(&head.text, &rows, &mut out),
    }
    out
}

fn set_rows(head: &str, may_be_a_line: bool, rows: &[Row], out: &mut String) {
    out.extend([head, " {"]);
    if let [only] = rows
        && may_be_a_line
        && only.comment.is_empty()
        && only.attributes.is_empty()
    {
        let line = on_a_line(only);
        if head.len() + line.len() + " {  }".len() <= WIDTH {
            out.extend([" ", &line, " }\n"]);
            return;
        }
    }
    if !rows.is_empty() {
        out.push('\n');
    }
    for row in rows {
        above(row, INDENT, out);
        set_row(row, out);
    }
    out.push_str("}\n");
}

/// What stands above a row.
fn above(row: &Row, indent: &str, out: &mut String) {
    for line in &row.comment {
        out.extend([indent, "///", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    for attribute in &row.attributes {
        out.extend([indent, attribute, "\n"]);
    }
}

fn set_row(row: &Row, out: &mut String) {
    let line = on_a_line(row);
    if INDENT.len() + line.len() <= WIDTH || row.arguments.is_empty() && row.body.is_empty() {
        out.extend([INDENT, &line, "\n"]);
        return;
    }
    let begin = begin(row);
    if INDENT.len() + begin.len() + " {".len() <= WIDTH || row.arguments.len() < 2 {
        out.extend([INDENT, &begin]);
    } else {
        out.extend([INDENT, &row.text, "(\n"]);
        fill(out, &INDENT.repeat(2), &entries_of(&row.arguments), "");
        out.extend([INDENT, ")"]);
    }
    out.push_str(" {\n");
    for line in &row.body {
        out.extend([INDENT, INDENT, line, "\n"]);
    }
    out.extend([INDENT, "}\n"]);
}

/// Type arguments on the line of the type, or as many on each line below it as fit.
fn set_arguments(head: &str, rows: &[Row], out: &mut String) {
    let arguments: Vec<String> = rows.iter().map(on_a_line).collect();
    let line = format!("{head}<{}>;", arguments.join(", "));
    if line.len() <= WIDTH {
        out.extend([&line, "\n"]);
        return;
    }
    out.extend([head, "<\n"]);
    fill(out, INDENT, &entries_of(&arguments), ",");
    out.push_str(">;\n");
}

/// What stands before the braces.
fn begin(row: &Row) -> String {
    match &row.arguments[..] {
        [] => row.text.clone(),
        arguments => format!("{}({})", row.text, arguments.join(", ")),
    }
}

fn on_a_line(row: &Row) -> String {
    let begin = begin(row);
    if row.body.is_empty() {
        return begin;
    }
    let body = row.body.join(" ");
    format!("{begin} {{ {} }}", body.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, body: &[&str]) -> Row {
        let comment = ["How many.", "", "A `::std::vec::Vec`."].map(str::to_owned).to_vec();
        let body = body.iter().map(|text| (*text).to_owned()).collect();
        Row { comment, body, ..Row::plain(text.to_owned()) }
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
        let list = List {
            head: row("pub struct A", &[]),
            brackets: Brackets::Braces,
            declares: None,
            rows,
        };
        let rows = [
            "field: Vec<i64>,\n",
            "limit(self, value: Vec<i64>) { put(&value); }\n",
            "both(self, value: i64) { put(1); put(2); }\n",
            &format!("long(self, value: i64) {{\n        {long}\n    }}\n"),
        ];
        let comment = |indent: &str| {
            ["/// How many.\n", "///\n", "/// A `::std::vec::Vec`.\n"]
                .map(|line| format!("{indent}{line}"))
        };
        let rows = rows.map(|row| format!("{}    {row}", comment("    ").concat())).concat();
        assert_eq!(
            set(list, &mut Paths::default()),
            format!("{}pub struct A {{\n{rows}}}\n", comment("").concat())
        );
        let head = Row { comment: Vec::new(), ..row("rt::setters!", &[]) };
        let only = Row { comment: Vec::new(), ..row("impl A: new()", &["..rt::empty()"]) };
        let short = List { head, brackets: Brackets::Braces, declares: None, rows: vec![only] };
        let line = "rt::setters! { impl A: new() { ..rt::empty() } }\n";
        assert_eq!(set(short, &mut Paths::default()), line);
        let empty = List {
            head: row("pub struct A", &[]),
            brackets: Brackets::Braces,
            declares: None,
            rows: Vec::new(),
        };
        assert!(set(empty, &mut Paths::default()).ends_with("pub struct A {}\n"));
    }

    #[test]
    fn type_arguments_are_filled_up_to_the_width() {
        let alias = |arguments: &[&str]| {
            let rows = arguments.iter().map(|text| Row::plain((*text).to_owned())).collect();
            let head = Row::plain("pub type A = ::std::vec::Vec".to_owned());
            let alias = List { head, brackets: Brackets::Angles, declares: None, rows };
            set(alias, &mut Paths::default())
        };
        assert_eq!(alias(&["A", "B"]), "pub type A = Vec<A, B>;\n");
        let (long, longer) = ("a".repeat(40), "b".repeat(50));
        assert_eq!(
            alias(&[&long, &longer, &long]),
            format!("pub type A = Vec<\n    {long}, {longer},\n    {long},\n>;\n")
        );
    }
}
