//! Code that is a text already: on one line, or what stands in its last brackets on lines of its own.

use super::layout::{INDENT, WIDTH};

/// A line of code with what it ends in; several lines where one would be too long.
pub(super) fn put(code: &str, end: &str, indent: &str, out: &mut String) {
    let list = if indent.len() + code.len() + end.len() > WIDTH { List::of(code) } else { None };
    let Some(list) = list else {
        out.extend([indent, code, end, "\n"]);
        return;
    };
    out.extend([indent, list.begin, "\n"]);
    let deeper = format!("{indent}{INDENT}");
    for item in &list.items {
        // Nothing may follow what a struct's other members are taken from.
        put(item, if item.starts_with("..") { "" } else { "," }, &deeper, out);
    }
    out.extend([indent, list.end, end, "\n"]);
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

/// What commas part that are in no brackets.
fn parted(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut before) = (0, 0_usize, 0);
    for (at, sign) in signs(list) {
        match sign {
            b'(' | b'[' | b'{' | b'<' => depth += 1,
            b'>' if matches!(before, b'-' | b'=') => {}
            b')' | b']' | b'}' | b'>' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                items.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
        before = sign;
    }
    items.extend(list.get(start..));
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// The bytes of the code, but for those of literals.
fn signs(code: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut in_literal, mut escaped) = (false, false);
    code.bytes().enumerate().filter(move |(_, byte)| {
        let was_in_literal = in_literal;
        if *byte == b'"' && !escaped {
            in_literal = !in_literal;
        }
        escaped = was_in_literal && *byte == b'\\' && !escaped;
        !was_in_literal
    })
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
            set(&format!("call.of(A).put({a}, |(name, it)| it, &B {{ b: \"{b},(\\\"\", ..B }});")),
            format!(
                "    call.of(A).put(\n        {a},\n        |(name, it)| it,\n        &B {{ b: \"{b},(\\\"\", ..B }},\n    );\n"
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
    fn brackets_that_hold_only_others_stand_with_them() {
        let names = |n: usize| (0..n).map(|n| format!("feature = \"{n}\"")).collect::<Vec<_>>();
        let names = names(9).join(", ");
        let lines = names.replace(", ", ",\n        ");
        assert_eq!(
            set(&format!("#[cfg(any({names}))]")),
            format!("    #[cfg(any(\n        {lines},\n    ))]\n")
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
