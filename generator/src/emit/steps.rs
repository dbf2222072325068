//! The lines of a chain of calls in an example.

use super::parted;

/// The longest line before calls get a line each.
pub(super) const WIDTH: usize = 80;

/// No step is longer than this, which is where `cargo fmt` breaks a line.
const LONGEST: usize = 100;

/// A step below what it is a step of, its arguments on lines of their own where they are too long for one.
pub(super) fn indented(step: &str) -> Vec<String> {
    let line = format!("    {step}");
    let Some((method, rest)) = step.split_once('(') else { return vec![line] };
    let Some(arguments) = rest.strip_suffix(')') else { return vec![line] };
    let arguments = parted(arguments);
    if line.len() <= LONGEST || arguments.len() < 2 {
        return vec![line];
    }
    let arguments = arguments.into_iter().map(|argument| format!("        {argument},"));
    let method = format!("    {method}(");
    [method].into_iter().chain(arguments).chain(["    )".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::{indented, parted};

    #[test]
    fn arguments_that_are_too_long_for_a_line_have_one_each() {
        let step = r#".create("what is long, (and has", "more than a line can have", [1, 2], types::Thing::new("a", 'b'), "\"quotes\", too")"#;
        let lines = indented(step);
        assert_eq!(
            lines,
            [
                "    .create(",
                r#"        "what is long, (and has","#,
                r#"        "more than a line can have","#,
                "        [1, 2],",
                r#"        types::Thing::new("a", 'b'),"#,
                r#"        "\"quotes\", too","#,
                "    )",
            ]
        );
        assert_eq!(indented(".send()"), ["    .send()"]);
        assert!(parted("").is_empty());
    }
}
