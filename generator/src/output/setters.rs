//! Tables of setters: one on a line where it fits.

use super::paths::Paths;
use crate::emit::{Setter, Setters};

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
    let Setter { comment, attributes, signature, body } = setter;
    for line in comment {
        out.extend(["    ///", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    for attribute in attributes {
        out.extend(["    ", attribute, "\n"]);
    }
    let signature = paths.shorten_text(signature);
    let body: Vec<String> = body.iter().map(|text| paths.shorten_text(text)).collect();
    match &body[..] {
        [only] if signature.len() + only.len() + "     {  }".len() <= WIDTH => {
            out.extend(["    ", &signature, " { ", only, " }\n"]);
        }
        _ => {
            out.extend(["    ", &signature, " {\n"]);
            for statement in &body {
                out.extend(["        ", statement, "\n"]);
            }
            out.push_str("    }\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setter(signature: &str, body: &[&str]) -> Setter {
        let comment = ["How many.", "", "A `::std::vec::Vec`."].map(str::to_owned).to_vec();
        let body = body.iter().map(|text| (*text).to_owned()).collect();
        Setter { comment, attributes: Vec::new(), signature: signature.to_owned(), body }
    }

    #[test]
    fn a_setter_is_a_line_where_that_is_short_enough() {
        let long = format!("put({});", "a".repeat(70));
        let rows = vec![
            setter("limit(self, value: ::std::vec::Vec<i64>)", &["put(&value);"]),
            setter("both(self, value: i64)", &["put(1);", "put(2);"]),
            setter("long(self, value: i64)", &[&long]),
        ];
        let table = Setters { macro_name: "inputs", ty: "List".to_owned(), rows };
        let comment = "    /// How many.\n    ///\n    /// A `::std::vec::Vec`.\n";
        let rows = [
            "    limit(self, value: Vec<i64>) { put(&value); }\n",
            "    both(self, value: i64) {\n        put(1);\n        put(2);\n    }\n",
            &format!("    long(self, value: i64) {{\n        {long}\n    }}\n"),
        ];
        let rows = rows.map(|row| format!("{comment}{row}")).concat();
        assert_eq!(
            set(&table, &mut Paths::default()),
            format!("rt::inputs! {{\n    impl List;\n{rows}}}\n")
        );
    }
}
