//! Tables of setters: one on a line where it fits.

use super::paths::Paths;
use crate::emit::{Action, Setter, Setters};

/// How long a line may be.
const WIDTH: usize = 100;

/// The table as text, its paths shortened.
pub(super) fn set(table: &Setters, paths: &mut Paths) -> String {
    let Setters { macro_name, ty, rows } = table;
    let begin = paths.shorten_text(&format!("crate::rt::{macro_name}! {{\n    impl {ty};\n"));
    let mut out = begin;
    for row in rows {
        add(row, paths, &mut out);
    }
    out.push_str("}\n");
    out
}

fn add(setter: &Setter, paths: &mut Paths, out: &mut String) {
    let Setter { comment, attributes, signature, action } = setter;
    for line in comment {
        out.extend(["    ///", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    for attribute in attributes {
        out.extend(["    ", attribute, "\n"]);
    }
    let signature = paths.shorten_text(signature);
    let mut shortened = |text: &String| paths.shorten_text(text);
    match action {
        Action::Assign(value) => {
            let value = shortened(value);
            let fits = signature.len() + value.len() + "     = ;".len() <= WIDTH;
            let between = if fits { " = " } else { " =\n        " };
            out.extend(["    ", &signature, between, &value, ";\n"]);
        }
        Action::Run(statements) => {
            let statements: Vec<String> = statements.iter().map(&mut shortened).collect();
            match &statements[..] {
                [only] if signature.len() + only.len() + "     {  }".len() <= WIDTH => {
                    out.extend(["    ", &signature, " { ", only, " }\n"]);
                }
                _ => {
                    out.extend(["    ", &signature, " {\n"]);
                    for statement in &statements {
                        out.extend(["        ", statement, "\n"]);
                    }
                    out.push_str("    }\n");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setter(signature: &str, action: Action) -> Setter {
        let comment =
            vec!["How many.".to_owned(), String::new(), "A `::std::vec::Vec`.".to_owned()];
        Setter { comment, attributes: Vec::new(), signature: signature.to_owned(), action }
    }

    #[test]
    fn a_setter_is_a_line_where_that_is_short_enough() {
        let rows = vec![
            setter(
                "limit(self, value: ::std::vec::Vec<i64>)",
                Action::Run(vec!["self.put(&value);".to_owned()]),
            ),
            setter("both(self, value: i64)", Action::Run(vec!["self.put(&value);".to_owned(); 2])),
        ];
        let table = Setters { macro_name: "inputs", ty: "List".to_owned(), rows };
        assert_eq!(
            set(&table, &mut Paths::default()),
            "rt::inputs! {
    impl List;
    /// How many.
    ///
    /// A `::std::vec::Vec`.
    limit(self, value: Vec<i64>) { self.put(&value); }
    /// How many.
    ///
    /// A `::std::vec::Vec`.
    both(self, value: i64) {
        self.put(&value);
        self.put(&value);
    }
}
"
        );
        let long = "a".repeat(80);
        let rows = vec![setter("with_a(self.a, value: i64)", Action::Assign(long.clone()))];
        let table = Setters { macro_name: "setters", ty: "A".to_owned(), rows };
        let text = set(&table, &mut Paths::default());
        assert!(
            text.ends_with(&format!("    with_a(self.a, value: i64) =\n        {long};\n}}\n")),
            "{text}"
        );
    }
}
