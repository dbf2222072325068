//! Other names of types.

use super::layout::put_row;
use super::paths::Paths;
use crate::emit::Alias;

/// The alias as text, its paths shortened.
pub(super) fn set(mut alias: Alias, paths: &mut Paths) -> String {
    paths.shorten_row(&mut alias.row);
    let mut out = String::new();
    put_row(&alias.row, "", &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::{Entry, Row};

    #[test]
    fn type_arguments_are_filled_up_to_the_width() {
        let alias = |arguments: &[&str]| {
            let arguments = arguments.iter().map(|text| (*text).to_owned()).collect();
            let begin = "pub type A = ::std::vec::Vec<".to_owned();
            let row = Row::plain(Entry::list(begin, arguments, ">;"));
            set(Alias { row, declares: "A".to_owned() }, &mut Paths::default())
        };
        assert_eq!(alias(&["A", "B"]), "pub type A = Vec<A, B>;\n");
        let (long, longer) = ("a".repeat(40), "b".repeat(50));
        assert_eq!(
            alias(&[&long, &longer, &long]),
            format!("pub type A = Vec<\n    {long}, {longer},\n    {long}\n>;\n")
        );
    }
}
