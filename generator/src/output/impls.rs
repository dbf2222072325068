//! Functions and constants of a type.

use super::code;
use super::layout::{INDENT, WIDTH, put_above};
use super::paths::Paths;
use crate::emit::{Impl, Row};

/// The `impl` as text, its paths shortened.
pub(super) fn set(mut all: Impl, paths: &mut Paths) -> String {
    all.rows.iter_mut().for_each(|row| paths.shorten_row(row));
    let mut out = format!("impl {} {{\n", all.of);
    let mut before = None;
    for row in &all.rows {
        let is_constant = row.body.is_empty();
        // Constants stand together.
        let is_parted = before.is_some_and(|before| !(before && is_constant));
        out.push_str(if is_parted { "\n" } else { "" });
        put_above(row, INDENT, &mut out);
        if is_constant {
            code::put(&row.text.text(), "", INDENT, &mut out);
        } else {
            put_function(row, &mut out);
        }
        before = Some(is_constant);
    }
    out.push_str("}\n");
    out
}

fn put_function(function: &Row, out: &mut String) {
    let signature = function.text.text();
    if INDENT.len() + signature.len() + " {".len() <= WIDTH {
        out.extend([INDENT, &signature, " {\n"]);
    } else {
        let deeper = INDENT.repeat(2);
        out.extend([INDENT, &function.text.begin, "\n"]);
        function.text.items.iter().for_each(|item| code::put(&item.text(), ",", &deeper, out));
        out.extend([INDENT, &function.text.end, " {\n"]);
    }
    let deeper = INDENT.repeat(2);
    function.body.iter().for_each(|line| code::put(line, "", &deeper, out));
    out.extend([INDENT, "}\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::Entry;

    fn function(name: &str, arguments: &[&str], body: &[&str]) -> Row {
        let arguments = arguments.iter().map(|text| (*text).to_owned()).collect();
        let text = Entry::list(format!("pub fn {name}("), arguments, ") -> ::std::vec::Vec<A>");
        Row {
            comment: vec!["Says.".to_owned()],
            attributes: vec!["#[inline]".to_owned()],
            body: body.iter().map(|text| (*text).to_owned()).collect(),
            ..Row::plain(text)
        }
    }

    #[test]
    fn constants_stand_together_before_what_is_apart() {
        let constant =
            |name| Row::plain(Entry::of(format!("const {name}: ::std::vec::Vec<A> = A;")));
        let rows = vec![constant("A"), constant("B"), function("get", &["self"], &["A"])];
        let text = set(Impl { of: "A".to_owned(), rows }, &mut Paths::default());
        let constants =
            "impl A {\n    const A: Vec<A> = A;\n    const B: Vec<A> = A;\n\n    /// Says.\n";
        assert!(text.starts_with(constants), "{text}");
    }

    #[test]
    fn an_argument_has_a_line_of_its_own_where_one_is_too_short_for_all() {
        let (name, long) = ("a".repeat(20), format!("b: {}", "B".repeat(50)));
        let rows = vec![
            function("get", &["&self"], &["self.get::<::std::vec::Vec<A>>();", "A"]),
            function(&name, &["&self", &long], &["A"]),
        ];
        let above = "    /// Says.\n    #[inline]\n";
        assert_eq!(
            set(Impl { of: "A".to_owned(), rows }, &mut Paths::default()),
            format!(
                "impl A {{\n{above}    pub fn get(&self) -> Vec<A> {{\n        self.get::<Vec<A>>();\n        A\n    }}\n\n\
                 {above}    pub fn {name}(\n        &self,\n        {long},\n    ) -> Vec<A> {{\n        A\n    }}\n}}\n"
            )
        );
    }
}
