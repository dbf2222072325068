//! Hostile sizes: each ends with a diagnostic, on a stack smaller than any that Rust gives a thread.

use super::*;

const SMALL_STACK: usize = 512 * 1024;

/// Loads on a small stack and gives the names of the codes.
fn codes_of(name: &'static str, text: String) -> Vec<&'static str> {
    let work = move || {
        let (sources, diags) = load(&[(name, &text)]);
        let _ = summary(&sources, &diags);
        diags.iter().map(|problem| problem.code.name).collect()
    };
    std::thread::Builder::new().stack_size(SMALL_STACK).spawn(work).unwrap().join().unwrap()
}

fn block(levels: usize) -> String {
    (0..levels).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>()
        + &" ".repeat(levels)
        + "1"
}

#[test]
fn nesting_up_to_the_limit_is_read_and_beyond_is_refused() {
    for (levels, expected) in [
        (1, vec![]),
        (64, vec![]),
        (65, vec!["limit-exceeded"]),
        (255, vec!["limit-exceeded"]),
        (256, vec!["limit-exceeded"]),
    ] {
        let flow = "[".repeat(levels) + "1" + &"]".repeat(levels);
        let objects = "{\"a\":".repeat(levels) + "1" + &"}".repeat(levels);
        let compact = "- ".repeat(levels) + "1";
        for (name, text) in [
            ("a.yaml", flow.clone()),
            ("a.json", flow),
            ("a.yaml", objects.clone()),
            ("a.json", objects),
            ("a.yaml", block(levels)),
            ("a.yaml", compact),
        ] {
            let shown: String = text.chars().take(20).collect();
            assert_eq!(codes_of(name, text), expected, "{levels} levels in {name}: {shown}");
        }
    }
}

#[test]
fn nesting_without_end_is_refused() {
    let many = 200_000;
    for (name, text) in [
        ("a.yaml", "[".repeat(many)),
        ("a.json", "[".repeat(many)),
        ("a.yaml", "{a: ".repeat(many)),
        ("a.json", "{\"a\":".repeat(many)),
        ("a.yaml", "[{".repeat(many)),
        ("a", "[".repeat(many)),
        ("a.yaml", block(1000)),
        ("a.yaml", "- ".repeat(5000)),
        ("a.yaml", "? ".repeat(5000)),
    ] {
        let shown: String = text.chars().take(20).collect();
        assert_eq!(codes_of(name, text).len(), 1, "{name}: {shown}");
    }
}

#[test]
fn brackets_in_prose_are_not_nesting() {
    let text = format!("a: |\n  {}\n", "[".repeat(1000));
    assert_eq!(codes_of("a.yaml", text), Vec::<&str>::new());
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{items}]\n");
    }
    assert_eq!(codes_of("a.yaml", bomb), ["limit-exceeded"]);

    // Flat, so that the number of aliases alone raises no suspicion.
    let wide = format!("a: &a [{}]\nb: [{}]\n", "1, ".repeat(2000), "*a, ".repeat(2000));
    assert_eq!(codes_of("a.yaml", wide), ["limit-exceeded"]);

    let itself = "a: &a [*a]\n".to_owned();
    assert_eq!(codes_of("a.yaml", itself), ["limit-exceeded"]);
}

#[test]
fn aliases_in_moderation_are_read() {
    let text = format!("a: &a [{}]\nb: [{}]\n", "1, ".repeat(100), "*a, ".repeat(1000));
    assert_eq!(codes_of("a.yaml", text), Vec::<&str>::new());
}

#[test]
fn a_specification_has_a_largest_size_and_number_of_files() {
    assert_eq!(codes_of("a.yaml", "#".repeat(65 * 1024 * 1024)), ["limit-exceeded"]);

    let mut next = 0;
    let mut read = |_: &str| {
        next += 1;
        Ok(format!("$ref: f{next}.yaml\n"))
    };
    let mut diags = Diagnostics::default();
    let _ = Sources::load("openapi.yaml", &mut read, &mut diags);
    let codes: Vec<&str> = diags.iter().map(|problem| problem.code.name).collect();
    assert_eq!(codes, ["limit-exceeded"]);
    assert_eq!(next, 1024);
}

#[test]
fn any_text_ends_in_a_tree_or_a_diagnostic() {
    let pieces = [
        "a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a", "!t ", "? ",
        "|", ">", "\t", "#", "%", "@", "é", "\u{2028}", "\r\n", "---\n", "...\n", "<<", "1", "~",
        "\\", "\u{0}",
    ];
    // A fixed sequence of pseudo-random choices (a linear congruential generator).
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        for name in ["a.yaml", "a.json", "a"] {
            let (sources, diags) = load(&[(name, &text)]);
            let _ = crate::diag::render(&diags, &sources, crate::diag::Format::Human);
            assert!(sources.root().is_some() || diags.has_errors(), "{text:?}");
        }
    }
}
