//! The tables that macros of the runtime make types and calls of, set as a person would set them.

use std::fmt::Write as _;

/// How long a line may be.
const WIDTH: usize = 100;

/// An entry of a list: a text or, with what stands before and after it, a list of its own.
pub(super) struct Entry {
    begin: String,
    items: Vec<String>,
    end: &'static str,
}

impl Entry {
    pub(super) fn of(text: String) -> Self {
        Self { begin: text, items: Vec::new(), end: "" }
    }

    pub(super) fn list(begin: String, items: Vec<String>, end: &'static str) -> Self {
        Self { begin, items, end }
    }

    fn text(&self) -> String {
        format!("{}{}{}", self.begin, self.items.join(", "), self.end)
    }
}

fn entries(texts: &[String]) -> Vec<Entry> {
    texts.iter().cloned().map(Entry::of).collect()
}

/// What `output` leaves out of paths.
const LEFT_OUT: &[(&str, usize)] = &[
    ("crate::rt::", "crate::".len()),
    ("::core::option::Option::", "::core::option::Option::".len()),
    ("super::types::", "super::".len()),
];

/// How much room a text takes, once `output` has shortened its paths.
fn width(text: &str) -> usize {
    let left_out = LEFT_OUT.iter().map(|(path, length)| text.matches(path).count() * length);
    text.len() - left_out.sum::<usize>()
}

/// A call of a macro of the runtime with a table: a name, and in braces lists of entries. Entries are parted by
/// commas and lists by semicolons; `tail` follows the braces.
pub(super) fn braced(macro_name: &str, name: &str, lists: &[Vec<Entry>], tail: &str) -> String {
    let begin = format!("crate::rt::{macro_name}! {{");
    let joined = |list: &Vec<Entry>| list.iter().map(Entry::text).collect::<Vec<_>>().join(", ");
    let inner = lists.iter().map(joined).collect::<Vec<_>>().join("; ");
    let inner = if inner.is_empty() { "{}".to_owned() } else { format!("{{ {inner} }}") };
    let line = format!("{begin} {name} {inner}{tail} }}\n");
    if width(&line) <= WIDTH {
        return line;
    }
    let mut out = format!("{begin}\n    {name} {{\n");
    for (index, list) in lists.iter().enumerate() {
        let end = if index + 1 == lists.len() { "" } else { ";" };
        fill(&mut out, "        ", list, end);
    }
    let _ = write!(out, "    }}{tail}\n}}\n");
    out
}

/// A row of a table: what it is, and calls that say more of it, as methods are called.
#[derive(Default)]
pub(super) struct Arm {
    pub(super) start: String,
    /// What stands before, between and after the brackets of each call.
    calls: Vec<(String, Vec<String>, &'static str)>,
    pub(super) end: String,
}

impl Arm {
    pub(super) fn of(start: String) -> Self {
        Self { start, ..Self::default() }
    }

    /// Adds a call of `method` with some arguments, or with one list of them.
    pub(super) fn call(&mut self, method: &str, arguments: &[String], is_list: bool) {
        let (begin, end) = if is_list { ("&[", "])") } else { ("", ")") };
        self.calls.push((format!(".{method}({begin}"), arguments.to_vec(), end));
    }

    /// The row with the sign that ends it: on one line, or with a line for each call.
    fn set(&self, out: &mut String, indent: &str, sign: &str) {
        let calls = self.calls.iter();
        let calls = calls.map(|(begin, list, end)| format!("{begin}{}{end}", list.join(", ")));
        let calls: Vec<String> = calls.collect();
        let Self { start, end, .. } = self;
        let line = format!("{indent}{start}{}{end}{sign}", calls.concat());
        if width(&line) <= WIDTH {
            out.extend([&line, "\n"]);
            return;
        }
        out.extend([indent, start]);
        for ((begin, list, close), call) in self.calls.iter().zip(calls) {
            out.extend(["\n", indent, "    "]);
            if indent.len() + width(&call) + 4 < WIDTH {
                out.push_str(&call);
            } else {
                out.extend([begin, "\n"]);
                fill(out, &format!("{indent}        "), &entries(list), "");
                out.extend([indent, "    ", close]);
            }
        }
        out.extend([end, sign, "\n"]);
    }
}

/// As [`braced`], with a line for each of the rows.
pub(super) fn rows(macro_name: &str, name: &str, rows: &[Arm], tail: &str) -> String {
    let mut out = format!("crate::rt::{macro_name}! {{\n    {name} {{\n");
    for (index, row) in rows.iter().enumerate() {
        row.set(&mut out, "        ", if index + 1 == rows.len() { "" } else { "," });
    }
    let _ = write!(out, "    }}{tail}\n}}\n");
    out
}

/// As many entries on each line as fit. A list that fits on none has lines of its own.
fn fill(out: &mut String, indent: &str, list: &[Entry], end: &str) {
    let mut line = String::from(indent);
    for (index, entry) in list.iter().enumerate() {
        let sign = if index + 1 == list.len() { end } else { "," };
        let text = entry.text();
        let begun = line.len() > indent.len();
        if begun && width(&line) + 1 + width(&text) + sign.len() > WIDTH {
            line.push('\n');
            out.push_str(&line);
            line = String::from(indent);
        } else if begun {
            line.push(' ');
        }
        if width(&line) + width(&text) + sign.len() > WIDTH && !entry.items.is_empty() {
            out.extend([&line, &entry.begin, "\n"]);
            fill(out, &format!("{indent}    "), &entries(&entry.items), "");
            line = format!("{indent}{}{sign}", entry.end);
        } else {
            line.push_str(&text);
            line.push_str(sign);
        }
    }
    if list.is_empty() {
        line.push_str(end);
    }
    if line.len() > indent.len() {
        line.push('\n');
        out.push_str(&line);
    }
}

/// A call of a macro of the runtime with a list of names in braces.
pub(super) fn list(macro_name: &str, names: &[String]) -> String {
    let begin = format!("crate::rt::{macro_name}! {{");
    let line = format!("{begin} {} }}\n", names.join(", "));
    if width(&line) <= WIDTH {
        return line;
    }
    let mut out = format!("{begin}\n");
    fill(&mut out, "    ", &entries(names), "");
    out.push_str("}\n");
    out
}

/// A call of a macro of the runtime with a name alone.
pub(super) fn call(macro_name: &str, name: &str) -> String {
    format!("crate::rt::{macro_name}!({name});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_fits_on_a_line_stands_on_one() {
        assert_eq!(braced("object", "A", &[], ""), "crate::rt::object! { A {} }\n");
        let lists = [entries(&texts(&["a", "b = \"B\""])), entries(&texts(&["c"]))];
        assert_eq!(
            braced("object", "A", &lists, " tolerates X"),
            "crate::rt::object! { A { a, b = \"B\"; c } tolerates X }\n"
        );
    }

    #[test]
    fn longer_lists_are_filled_up_to_the_width() {
        let many: Vec<String> = (0..30).map(|n| format!("member_{n}")).collect();
        let text = braced("object", "A", &[vec![], entries(&many), entries(&texts(&["last"]))], "");
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.starts_with("crate::rt::object! {\n    A {\n        ;\n        member_0, "));
        assert!(text.ends_with("member_29;\n        last\n    }\n}\n"), "{text}");
    }

    #[test]
    fn a_row_breaks_between_its_calls_before_it_breaks_within_one() {
        let mut row = Arm::of("0 A(A) = object(A::SHAPE)".to_owned());
        row.call("keeps_others", &[], false);
        row.call("tags", &texts(&["\"a\""]), true);
        let last = Arm::of("_ Unknown".to_owned());
        let short = rows("union", "U by \"kind\"", &[row, last], "");
        let line = "0 A(A) = object(A::SHAPE).keeps_others().tags(&[\"a\"])";
        assert_eq!(
            short,
            format!(
                "crate::rt::union! {{\n    U by \"kind\" {{\n        {line},\n        _ Unknown\n    }}\n}}\n"
            )
        );

        let many: Vec<String> = (0..30).map(|n| format!("\"tag {n}\"")).collect();
        let mut row = Arm::of("0 A(A) = object(A::SHAPE)".to_owned());
        row.call("keeps_others", &[], false);
        row.call("tags", &many, true);
        row.end = " writes \"a\"".to_owned();
        let long = rows("union", "U", &[row], " hides secrets");
        assert!(long.lines().all(|line| line.len() <= WIDTH), "{long}");
        let start = "        0 A(A) = object(A::SHAPE)\n            .keeps_others()\n            .tags(&[\n";
        assert!(long.contains(start), "{long}");
        assert!(long.contains("\n                \"tag 0\", \"tag 1\", "), "{long}");
        let end = "\"tag 29\"\n            ]) writes \"a\"\n    } hides secrets\n}\n";
        assert!(long.ends_with(end), "{long}");
    }

    #[test]
    fn names_are_listed_as_entries_are() {
        assert_eq!(list("calls", &texts(&["A", "B"])), "crate::rt::calls! { A, B }\n");
        let many: Vec<String> = (0..30).map(|n| format!("Call{n}")).collect();
        let text = list("calls", &many);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.starts_with("crate::rt::calls! {\n    Call0, Call1, "), "{text}");
        assert!(text.ends_with("Call29\n}\n"), "{text}");
    }
}
