//! Code that is a text already: on one line or, where that is too long, broken between the calls of a chain or in its
//! last brackets, as rustfmt does with `use_small_heuristics = "Max"`.
//!
//! It is code of emission: calls, literals of structs and arrays, and tuples of several, with no text but in plain
//! quotes. A comma may follow each item of such brackets.

use super::layout::{INDENT, WIDTH};
use crate::emit::{parted, signs};

/// A line of code with what it ends in; several lines where one would be too long.
pub(super) fn put(code: &str, end: &str, indent: &str, out: &mut String) {
    if indent.len() + code.len() + end.len() <= WIDTH {
        out.extend([indent, code, end, "\n"]);
        return;
    }
    let deeper = format!("{indent}{INDENT}");
    if let Some(Chain { root, links, last }) = Chain::of(code) {
        let start = out.len();
        put(root, "", indent, out);
        // Calls stand below brackets that end above them.
        let is_line = out[start..].lines().nth(1).is_none();
        let indent = if is_line { &deeper } else { indent };
        links.into_iter().for_each(|link| put(link, "", indent, out));
        put(last, end, indent, out);
    } else if let Some(list) = List::of(code) {
        out.extend([indent, list.begin, "\n"]);
        for item in &list.items {
            // Nothing may follow what a struct's other members are taken from.
            put(item, if item.starts_with("..") { "" } else { "," }, &deeper, out);
        }
        out.extend([indent, list.end, end, "\n"]);
    } else {
        out.extend([indent, code, end, "\n"]);
    }
}

/// What several methods are called on, and the calls.
struct Chain<'a> {
    root: &'a str,
    links: Vec<&'a str>,
    last: &'a str,
}

impl<'a> Chain<'a> {
    /// The code by its calls. A root that is not longer than a step of indentation stands with the first of them.
    fn of(code: &'a str) -> Option<Self> {
        let mut starts = calls(code);
        let [first, _, ..] = starts[..] else { return None };
        if first <= INDENT.len() {
            starts.remove(0);
        }
        let ends = starts.iter().skip(1).copied().chain([code.len()]);
        let links = starts.iter().zip(ends).map(|(start, end)| code.get(*start..end));
        let mut links: Vec<&str> = links.collect::<Option<_>>()?;
        Some(Self { root: code.get(..*starts.first()?)?, last: links.pop()?, links })
    }
}

/// Where the dots of a chain stand, from the first call of a method on, that are in no brackets.
fn calls(code: &str) -> Vec<usize> {
    let mut calls = Vec::new();
    let (mut depth, mut dot, mut before) = (0_usize, None, 0);
    for (at, sign) in signs(code) {
        match sign {
            b'(' | b'[' | b'{' => {
                calls.extend(dot.take().filter(|_| sign == b'(' && depth == 0));
                depth += 1;
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            // After a call, a member is a link as well.
            b'.' if depth == 0 && before != b'.' && !calls.is_empty() => calls.push(at),
            b'.' if depth == 0 && before != b'.' => dot = Some(at),
            // What is assigned is a chain of its own.
            b'=' if depth == 0 => calls.clear(),
            // Of names, raw ones among them.
            b'_' | b'#' => {}
            _ if sign.is_ascii_alphanumeric() => {}
            _ => dot = None,
        }
        before = sign;
    }
    calls
}

/// Code around a list in brackets.
#[derive(PartialEq, Eq, Debug)]
struct List<'a> {
    begin: &'a str,
    items: Vec<&'a str>,
    end: &'a str,
}

impl<'a> List<'a> {
    /// The code by its last brackets that hold something. Where that is one thing, and ends in brackets itself, by those.
    fn of(code: &'a str) -> Option<Self> {
        let (open, close) = last_brackets(code)?;
        let content = code.get(open..close)?;
        let items = parted(content);
        if let [only] = items[..]
            && let Some(inner) = Self::of(only)
            && inner.end.bytes().all(|byte| matches!(byte, b')' | b']' | b'}'))
        {
            let start = open + content.find(only)?;
            let end = start + only.len() - inner.end.len();
            let (begin, end) = (code.get(..start + inner.begin.len())?, code.get(end..)?);
            return Some(Self { begin, items: inner.items, end });
        }
        Some(Self { begin: code.get(..open)?, items, end: code.get(close..)? })
    }
}

/// Where the content of the last brackets begins and ends that are in no others and hold something.
fn last_brackets(code: &str) -> Option<(usize, usize)> {
    let mut last = None;
    let mut opened = None;
    let mut depth = 0_usize;
    for (at, sign) in signs(code) {
        match sign {
            b'(' | b'[' | b'{' => {
                if depth == 0 {
                    opened = Some(at + 1);
                }
                depth += 1;
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                let content = opened.filter(|start| depth == 0 && *start < at);
                last = content.map(|start| (start, at)).or(last);
            }
            _ => {}
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(code: &str) -> String {
        let mut out = String::new();
        put(code, "", "    ", &mut out);
        out
    }

    #[test]
    fn what_fits_on_a_line_stays_on_it() {
        assert_eq!(set("call.ready()"), "    call.ready()\n");
    }

    #[test]
    fn a_longer_line_breaks_in_its_last_brackets_and_only_as_deep_as_it_must() {
        let (a, b) = ("a".repeat(40), "b".repeat(50));
        assert_eq!(
            set(&format!("self.call.put({a}, |(name, it)| it, &B {{ b: \"{b},(\\\"\", ..B }});")),
            format!(
                "    self.call.put(\n        {a},\n        |(name, it)| it,\n        &B {{ b: \"{b},(\\\"\", ..B }},\n    );\n"
            )
        );
        let longer = format!("put(&B {{ a: \"{a}\", b: \"{b}\", ..B::of(1, 2) }}, &value);");
        assert_eq!(
            set(&longer),
            format!(
                "    put(\n        &B {{\n            a: \"{a}\",\n            b: \"{b}\",\n            ..B::of(1, 2)\n        }},\n        &value,\n    );\n"
            )
        );
    }

    #[test]
    fn a_chain_breaks_between_its_calls() {
        let (a, b) = ("a".repeat(40), "b".repeat(50));
        assert_eq!(
            set(&format!("self.client.call({a}).body(&B::new(1.5, ..b())).put({b});")),
            format!(
                "    self.client\n        .call({a})\n        .body(&B::new(1.5, ..b()))\n        .put({b});\n"
            )
        );
        assert_eq!(
            set(&format!("call.body({a}).put({b})")),
            format!("    call.body({a})\n        .put({b})\n")
        );
        assert_eq!(
            set(&format!("self.list({a}).r#type(\".a(b).c(d)\").call.find({b})")),
            format!(
                "    self.list({a})\n        .r#type(\".a(b).c(d)\")\n        .call\n        .find({b})\n"
            )
        );
        assert_eq!(
            set(&format!("call.body(&B::new({a}, {b})).ready()")),
            format!("    call.body(&B::new(\n        {a},\n        {b},\n    ))\n    .ready()\n")
        );
        assert_eq!(
            set(&format!("self.a.b().c = {a}.of({b}).into();")),
            format!("    self.a.b().c = {a}\n        .of({b})\n        .into();\n")
        );
        assert_eq!(
            set(&format!("const A: B = B::new().a({a}).b({b});")),
            format!("    const A: B = B::new()\n        .a({a})\n        .b({b});\n")
        );
    }

    #[test]
    fn brackets_that_hold_only_others_stand_with_them() {
        let names = |n: usize| (0..n).map(|n| format!("feature = \"{n}\"")).collect::<Vec<_>>();
        let names = names(9).join(", ");
        let lines = names.replace(", ", ",\n        ");
        assert_eq!(
            set(&format!("#[cfg(any({names}))]")),
            format!("    #[cfg(any(\n        {lines},\n    ))]\n")
        );
        assert_eq!(
            set(&format!("#[doc(alias = \"{}\")]", "a".repeat(90))),
            format!("    #[doc(\n        alias = \"{}\",\n    )]\n", "a".repeat(90))
        );
        assert_eq!(
            set(&format!("self.call = self.call.body(&B::new({names}));")),
            format!("    self.call = self.call.body(&B::new(\n        {lines},\n    ));\n")
        );
    }

    #[test]
    fn commas_between_the_arguments_of_a_type_part_nothing() {
        let long = "A".repeat(90);
        assert_eq!(
            set(&format!("put(<B<A, B> as C>::c::<A, fn(u8) -> B<A, B>>(value), {long})")),
            format!(
                "    put(\n        <B<A, B> as C>::c::<A, fn(u8) -> B<A, B>>(value),\n        {long},\n    )\n"
            )
        );
    }

    #[test]
    fn what_has_no_brackets_stays_a_line() {
        let long = format!("{}()", "a".repeat(120));
        assert_eq!(set(&long), format!("    {long}\n"));
    }
}
