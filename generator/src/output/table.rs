//! Calls of macros of the runtime, set as a person would set them.

use std::fmt::Write as _;

use super::code;
use super::layout::{INDENT, fill, fits, joined, on_a_line, put, put_row};
use super::paths::Paths;
use crate::emit::{Arm, Entry, Row, Table, TableBody};

/// The table as text, its paths shortened.
pub(super) fn set(mut table: Table, paths: &mut Paths) -> String {
    shorten(&mut table, paths);
    let Table { attributes, macro_path, declares: _, body, tail } = &table;
    let begin = format!("{macro_path}! {{");
    let text = match body {
        TableBody::Code(code) => format!("{macro_path}!({code});\n"),
        TableBody::Entries(entries) => set_entries(&begin, entries),
        TableBody::Rows(rows) => set_rows(&begin, rows),
        TableBody::Lists { name, lists } => set_lists(&begin, name, lists, tail),
        TableBody::Arms { name, arms } => set_arms(&begin, name, arms, tail),
    };
    let mut out = String::new();
    attributes.iter().for_each(|attribute| code::put(attribute, "", "", &mut out));
    out + &text
}

/// Attributes, names and tails have no paths.
fn shorten(table: &mut Table, paths: &mut Paths) {
    paths.shorten_in(&mut table.macro_path);
    match &mut table.body {
        TableBody::Code(code) => paths.shorten_in(code),
        TableBody::Rows(rows) => rows.iter_mut().for_each(|row| paths.shorten_row(row)),
        TableBody::Entries(entries) => entries.iter_mut().for_each(|it| paths.shorten_entry(it)),
        TableBody::Lists { name: _, lists } => {
            lists.iter_mut().flatten().for_each(|entry| paths.shorten_entry(entry));
        }
        TableBody::Arms { name: _, arms } => {
            for arm in arms {
                paths.shorten_in(&mut arm.start);
                arm.calls.iter_mut().for_each(|call| paths.shorten_entry(call));
            }
        }
    }
}

fn set_entries(begin: &str, entries: &[Entry]) -> String {
    let line = format!("{begin} {} }}", joined(entries));
    if fits(&line) {
        return line + "\n";
    }
    let mut out = format!("{begin}\n");
    fill(entries, INDENT, "", &mut out);
    out + "}\n"
}

fn set_rows(begin: &str, rows: &[Row]) -> String {
    if let [only] = rows
        && only.comment.is_empty()
        && only.attributes.is_empty()
    {
        let line = format!("{begin} {} }}", on_a_line(only));
        if fits(&line) {
            return line + "\n";
        }
    }
    let mut out = format!("{begin}\n");
    rows.iter().for_each(|row| put_row(row, INDENT, &mut out));
    out + "}\n"
}

fn set_lists(begin: &str, name: &str, lists: &[Vec<Entry>], tail: &str) -> String {
    let inner: Vec<String> = lists.iter().map(|list| joined(list)).collect();
    let inner = inner.join("; ");
    let inner = if inner.is_empty() { "{}".to_owned() } else { format!("{{ {inner} }}") };
    let line = format!("{begin} {name} {inner}{tail} }}");
    if fits(&line) {
        return line + "\n";
    }
    let mut out = format!("{begin}\n{INDENT}{name} {{\n");
    for (index, list) in lists.iter().enumerate() {
        let end = if index + 1 == lists.len() { "" } else { ";" };
        fill(list, &INDENT.repeat(2), end, &mut out);
    }
    let _ = write!(out, "{INDENT}}}{tail}\n}}\n");
    out
}

fn set_arms(begin: &str, name: &str, arms: &[Arm], tail: &str) -> String {
    let mut out = format!("{begin}\n{INDENT}{name} {{\n");
    for (index, arm) in arms.iter().enumerate() {
        put_arm(arm, if index + 1 == arms.len() { "" } else { "," }, &mut out);
    }
    let _ = write!(out, "{INDENT}}}{tail}\n}}\n");
    out
}

/// The arm with the sign that ends it: on one line, or with a line for each call.
fn put_arm(arm: &Arm, sign: &str, out: &mut String) {
    let Arm { start, calls, end } = arm;
    let indent = INDENT.repeat(2);
    let texts: String = calls.iter().map(Entry::text).collect();
    let line = format!("{indent}{start}{texts}{end}{sign}");
    if fits(&line) {
        out.extend([&line, "\n"]);
        return;
    }
    out.extend([indent.as_str(), start]);
    let indent = INDENT.repeat(3);
    for call in calls {
        out.extend(["\n", &indent]);
        put(call, &indent, "", out);
    }
    out.extend([end, sign, "\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::layout::WIDTH;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn lists(name: &str, lists: &[&[String]], tail: &str) -> String {
        let entries = |list: &&[String]| list.iter().cloned().map(Entry::of).collect();
        let lists = lists.iter().map(entries).collect();
        let table = Table::lists("object", name.to_owned(), lists).ending(tail);
        set(table, &mut Paths::default())
    }

    #[test]
    fn what_fits_on_a_line_stands_on_one() {
        assert_eq!(lists("A", &[], ""), "rt::object! { A {} }\n");
        assert_eq!(
            lists("A", &[&texts(&["a", "b = \"B\""]), &texts(&["c"])], " tolerates X"),
            "rt::object! { A { a, b = \"B\"; c } tolerates X }\n"
        );
        let long = "::std::vec::Vec<u8>, ".repeat(7) + "u8";
        let short = long.replace("::std::vec::", "");
        assert_eq!(lists("A", &[&[long]], ""), format!("rt::object! {{ A {{ {short} }} }}\n"));
    }

    #[test]
    fn attributes_stand_above_the_macro() {
        let table = Table::names("marks", texts(&["A"]));
        let table = Table { attributes: texts(&["#[cfg(feature = \"a\")]"]), ..table };
        assert_eq!(
            set(table, &mut Paths::default()),
            "#[cfg(feature = \"a\")]\nrt::marks! { A }\n"
        );
    }

    #[test]
    fn longer_lists_are_filled_up_to_the_width() {
        let many: Vec<String> = (0..30).map(|n| format!("member_{n}")).collect();
        let text = lists("A", &[&[], &many, &texts(&["last"])], "");
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.starts_with("rt::object! {\n    A {\n        ;\n        member_0, "));
        assert!(text.ends_with("member_29;\n        last\n    }\n}\n"), "{text}");
    }

    #[test]
    fn an_arm_breaks_between_its_calls_before_it_breaks_within_one() {
        let table = |tags: Vec<String>, end: &str, tail| {
            let mut arm = Arm::of("0 A(A) = object(A::SHAPE)".to_owned());
            arm.call("keeps_others");
            arm.call_with_list("tags", tags);
            arm.end = end.to_owned();
            let arms = vec![arm, Arm::of("_ Unknown".to_owned())];
            let table = Table::arms("union", "U by \"kind\"".to_owned(), arms).ending(tail);
            set(table, &mut Paths::default())
        };
        let line = "0 A(A) = object(A::SHAPE).keeps_others().tags(&[\"a\"])";
        assert_eq!(
            table(texts(&["\"a\""]), "", ""),
            format!(
                "rt::union! {{\n    U by \"kind\" {{\n        {line},\n        _ Unknown\n    }}\n}}\n"
            )
        );

        let many = (0..30).map(|n| format!("\"tag {n}\"")).collect();
        let long = table(many, " writes \"a\"", " hides secrets");
        assert!(long.lines().all(|line| line.len() <= WIDTH), "{long}");
        let start = "        0 A(A) = object(A::SHAPE)\n            .keeps_others()\n            .tags(&[\n";
        assert!(long.contains(start), "{long}");
        assert!(long.contains("\n                \"tag 0\", \"tag 1\", "), "{long}");
        let end =
            "\"tag 29\"\n            ]) writes \"a\",\n        _ Unknown\n    } hides secrets\n}\n";
        assert!(long.ends_with(end), "{long}");
    }

    #[test]
    fn names_are_listed_as_entries_are() {
        let names = |names| set(Table::names("marks", names), &mut Paths::default());
        assert_eq!(names(texts(&["A", "B"])), "rt::marks! { A, B }\n");
        let text = names((0..30).map(|n| format!("Call{n}")).collect());
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.starts_with("rt::marks! {\n    Call0, Call1, "), "{text}");
        assert!(text.ends_with("Call29\n}\n"), "{text}");
    }

    #[test]
    fn a_long_call_of_an_arm_breaks_around_what_it_is_given() {
        let long = format!("{}::TOLERANCE", "A".repeat(90));
        let mut arm = Arm::of("0 A(A) = object(A::SHAPE)".to_owned());
        arm.call_with("tolerates", long.clone());
        arm.call("or_any_tag");
        let table = Table::arms("union", "U".to_owned(), vec![arm]);
        let calls = format!(
            "            .tolerates(\n                {long}\n            )\n            .or_any_tag()\n"
        );
        let text = set(table, &mut Paths::default());
        assert!(text.contains(&calls), "{text}");
    }

    #[test]
    fn a_list_between_entries_breaks_where_it_is_too_long_for_a_line() {
        let many = (0..30).map(|n| format!("{n}..={n}")).collect();
        let entries = vec![
            Entry::of("id: \"list\"".to_owned()),
            Entry::list("errors: &[".to_owned(), many, "]"),
            Entry::of("safe: true".to_owned()),
        ];
        let table = Table::lists("operation", "LIST = Get \"/\"".to_owned(), vec![entries]);
        let text = set(table, &mut Paths::default());
        assert!(text.lines().all(|line| line.len() <= WIDTH && !line.ends_with(' ')), "{text}");
        assert!(
            text.contains("        id: \"list\",\n        errors: &[\n            0..=0, 1..=1,"),
            "{text}"
        );
        assert!(text.contains("29..=29\n        ], safe: true\n    }\n}\n"), "{text}");
    }

    #[test]
    fn an_only_row_that_is_short_stands_on_the_line_of_the_macro() {
        let new = |members: usize| {
            let members = (0..members).map(|n| format!("member_{n}: ::std::vec::Vec::new(),"));
            let text = Entry::list("impl A: new(".to_owned(), Vec::new(), ")");
            let row = Row { body: members.collect(), ..Row::plain(text) };
            set(Table::rows("setters", vec![row]), &mut Paths::default())
        };
        assert_eq!(new(1), "rt::setters! { impl A: new() { member_0: Vec::new() } }\n");
        let long = new(5);
        assert!(
            long.starts_with("rt::setters! {\n    impl A: new() {\n        member_0: "),
            "{long}"
        );
    }
}
