//! Tables for macros of the runtime, set as a person would set them.

use std::fmt::Write as _;

use super::layout::{INDENT, WIDTH, entries_of, fill};
use super::paths::Paths;
use crate::emit::{Arm, Entry, Table, TableBody};

/// The table as text, its paths shortened.
pub(super) fn set(table: Table, paths: &mut Paths) -> String {
    let Table { mut macro_path, declares: _, mut body } = table;
    paths.shorten_in(&mut macro_path);
    shorten(&mut body, paths);
    let begin = format!("{macro_path}! {{");
    match &body {
        TableBody::Code(code) => format!("{macro_path}!({code});\n"),
        TableBody::Entries(entries) => set_entries(&begin, entries),
        TableBody::Lists { name, lists, tail } => set_lists(&begin, name, lists, tail),
        TableBody::Arms { name, arms, tail } => set_arms(&begin, name, arms, tail),
    }
}

fn shorten(body: &mut TableBody, paths: &mut Paths) {
    let entry = |entry: &mut Entry, paths: &mut Paths| {
        paths.shorten_in(&mut entry.begin);
        entry.items.iter_mut().for_each(|item| paths.shorten_in(item));
    };
    match body {
        TableBody::Code(code) => paths.shorten_in(code),
        TableBody::Entries(entries) => entries.iter_mut().for_each(|it| entry(it, paths)),
        TableBody::Lists { name, lists, tail: _ } => {
            paths.shorten_in(name);
            lists.iter_mut().flatten().for_each(|it| entry(it, paths));
        }
        TableBody::Arms { name: _, arms, tail: _ } => {
            for arm in arms {
                paths.shorten_in(&mut arm.start);
                arm.calls.iter_mut().for_each(|it| entry(it, paths));
            }
        }
    }
}

fn joined(entries: &[Entry]) -> String {
    entries.iter().map(Entry::text).collect::<Vec<_>>().join(", ")
}

fn set_entries(begin: &str, entries: &[Entry]) -> String {
    let line = format!("{begin} {} }}\n", joined(entries));
    if line.trim_end().len() <= WIDTH {
        return line;
    }
    let mut out = format!("{begin}\n");
    fill(&mut out, INDENT, entries, "");
    out.push_str("}\n");
    out
}

fn set_lists(begin: &str, name: &str, lists: &[Vec<Entry>], tail: &str) -> String {
    let inner: Vec<String> = lists.iter().map(|list| joined(list)).collect();
    let inner = inner.join("; ");
    let inner = if inner.is_empty() { "{}".to_owned() } else { format!("{{ {inner} }}") };
    let line = format!("{begin} {name} {inner}{tail} }}\n");
    if line.trim_end().len() <= WIDTH {
        return line;
    }
    let mut out = format!("{begin}\n{INDENT}{name} {{\n");
    for (index, list) in lists.iter().enumerate() {
        let end = if index + 1 == lists.len() { "" } else { ";" };
        fill(&mut out, &INDENT.repeat(2), list, end);
    }
    let _ = write!(out, "{INDENT}}}{tail}\n}}\n");
    out
}

fn set_arms(begin: &str, name: &str, arms: &[Arm], tail: &str) -> String {
    let mut out = format!("{begin}\n{INDENT}{name} {{\n");
    for (index, arm) in arms.iter().enumerate() {
        set_arm(arm, &mut out, if index + 1 == arms.len() { "" } else { "," });
    }
    let _ = write!(out, "{INDENT}}}{tail}\n}}\n");
    out
}

/// The arm with the sign that ends it: on one line, or with a line for each call.
fn set_arm(arm: &Arm, out: &mut String, sign: &str) {
    let Arm { start, calls, end } = arm;
    let indent = INDENT.repeat(2);
    let texts: Vec<String> = calls.iter().map(Entry::text).collect();
    let line = format!("{indent}{start}{}{end}{sign}", texts.concat());
    if line.len() <= WIDTH {
        out.extend([&line, "\n"]);
        return;
    }
    out.extend([indent.as_str(), start]);
    for (call, text) in calls.iter().zip(texts) {
        out.extend(["\n", &indent, INDENT]);
        if indent.len() + INDENT.len() + text.len() < WIDTH {
            out.push_str(&text);
        } else {
            out.extend([&call.begin, "\n"]);
            fill(out, &INDENT.repeat(4), &entries_of(&call.items), "");
            out.extend([&indent, INDENT, call.end]);
        }
    }
    out.extend([end, sign, "\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn lists(name: &str, lists: &[&[String]], tail: &str) -> String {
        let lists = lists.iter().map(|list| entries_of(list)).collect();
        let name = name.to_owned();
        let table = Table::lists("object", name, lists, tail.to_owned());
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
            set(Table::arms("union", "U".to_owned(), arms, tail), &mut Paths::default())
        };
        let line = "0 A(A) = object(A::SHAPE).keeps_others().tags(&[\"a\"])";
        assert_eq!(
            table(texts(&["\"a\""]), "", ""),
            format!("rt::union! {{\n    U {{\n        {line},\n        _ Unknown\n    }}\n}}\n")
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
}
