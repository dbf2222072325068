//! Hostile and honest descriptions.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use proptest::prelude::*;

use super::{block, cell, code, inline, line, written_anew};

/// Threats B2 to B5, and what descriptions in the wild have.
const HOSTILE: &[&str] = &[
    "```\nfn main() { evil() }\n```",
    "```rust\nevil()\n```",
    "text\n\n    evil()\n    more()\n",
    "\tevil()",
    "~~~\nevil()\n~~~",
    "- item\n\n      evil()\n",
    "- item\n  ```\n  evil()\n  ```",
    "> ```\n> evil()\n> ```",
    "```\nnever closed",
    "````\n```\nevil()\n```\n````",
    "1. one\n\n   ~~~should_panic\n   evil()\n   ~~~",
    "<pre><code>evil()</code></pre>",
    "<!-- -->\n```\nevil()\n```",
    "<script>alert(1)</script> Vec<T> <T> </div>",
    "[Client] [Client](crate::Client) [`Client`] [x][y]\n\n[y]: javascript:alert(1)",
    "[click](javascript:alert(1)) ![image](http://evil.example/i.png)",
    "<javascript:alert(1)> <https://ok.example> www.example.com http://a.example/_b_*c*.",
    "a\u{202e}b\u{200b}c\u{feff}d\u{e0041}e\u{0}f\u{1b}[0m",
    "line\rline\r\nline\u{2028}line\u{85}line",
    "*/ /* /// //! #![no_std] \\",
    "| a | b |\n|---|---|\n| `x|y` | [z] |\n",
    "a | b\n--|--\n`c` | d\\|e",
    "# heading\n## [evil]\nTitle\n=====\n",
    "&lt;script&gt; &#60;b&#62; &amp; a & b",
    "[^1] [ ] - [x] done\n\n[^1]: foot\n\n    evil()",
    "* a\n    * b\n        * c\n            * d\n\n                  evil()",
    "- \n\n      evil()",
    "1) a\nlazy\n2) b",
    "`unclosed ``code` **un*closed** _x_ __y__ ~~z~~",
    "$x$ ^sup^ :::\n:::",
    "---\ntitle: x\n---\n+++\n+++",
    "\\[Client\\] \\`\\`\\`\\nevil()",
    "``` ``` ```",
    "` ``` `",
    "a\\\n```\nevil()\n```",
];

/// What rustdoc reads, and more.
fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::all()).collect()
}

fn assert_harmless(text: &str) {
    let lines = block(text);
    let output = lines.join("\n");
    for line in &lines {
        assert!(!line.contains(|c: char| c.is_control()), "{text:?} gives {output}");
        assert!(!line.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{2028}', '\u{e0041}']));
        assert_eq!(line.trim_end(), line);
    }
    for event in events(&output) {
        match &event {
            Event::Start(Tag::CodeBlock(kind)) => {
                assert!(
                    matches!(kind, CodeBlockKind::Fenced(info) if &**info == "text"),
                    "{text:?} gives\n{output}"
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http"), "{text:?} gives\n{output}");
            }
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::Heading { .. })
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => panic!("{text:?} gives {event:?} in\n{output}"),
            _ => {}
        }
    }
    // A bracket that is not part of a link might be one to an item.
    let broken = &mut |link: pulldown_cmark::BrokenLink<'_>| -> Option<(_, _)> {
        panic!("{text:?} gives a link to {:?} in\n{output}", link.reference)
    };
    let _: Option<(pulldown_cmark::CowStr<'_>, pulldown_cmark::CowStr<'_>)> = None;
    let parser = Parser::new_with_broken_link_callback(&output, Options::all(), Some(broken));
    assert!(parser.count() < 10_000);
}

#[test]
fn nothing_hostile_survives() {
    for text in HOSTILE {
        assert_harmless(text);
    }
}

#[test]
fn nothing_hostile_survives_beside_or_inside_another() {
    for first in HOSTILE {
        for second in HOSTILE {
            assert_harmless(&format!("{first}\n{second}"));
            assert_harmless(&format!("{first}{second}"));
            assert_harmless(&format!("- {first}\n\n  > {second}"));
        }
    }
}

#[test]
fn what_was_made_harmless_stays_as_it_is() {
    for text in HOSTILE {
        let once = block(text);
        let twice = block(&once.join("\n"));
        let words = |lines: &[String]| lines.join(" ").split_whitespace().count();
        assert_eq!(words(&once), words(&twice), "{text:?}");
    }
}

#[test]
fn honest_text_keeps_its_look() {
    assert_eq!(block("One `two` **three** *four*."), ["One `two` **three** *four*."]);
    assert_eq!(block("a\nb"), ["a b"]);
    assert_eq!(block("a\n\nb"), ["a", "", "b"]);
    assert_eq!(block("a_b_c 2*3 _x_"), ["a_b_c 2\\*3 *x*"]);
    assert_eq!(
        block("See https://a.example/b, or [c](https://c.example)."),
        ["See <https://a.example/b>, or [c](https://c.example)."]
    );
    assert_eq!(
        block("List:\n- a\n- b\n  - c\n\nEnd"),
        ["List:", "", "- a", "- b", "  - c", "", "End"]
    );
    assert_eq!(block("1. a\n2. b"), ["1. a", "2. b"]);
    assert_eq!(block("# Title\nText"), ["**Title**", "", "Text"]);
    assert_eq!(block("```json\n{}\n```"), ["```text", "{}", "```"]);
    assert_eq!(block("a<br>b"), ["a\\", "b"]);
    assert_eq!(block("| a | b |\n|--|--|\n| 1 | 2 |"), ["| a | b |", "| --- | --- |", "| 1 | 2 |"]);
}

#[test]
fn a_long_paragraph_is_wrapped_and_its_code_stays_whole() {
    let code = "`a b c d e f g h i j`";
    let text = vec![code; 30].join(" ");
    let lines = block(&text);
    assert!(lines.len() > 5 && lines.iter().all(|line| line.len() <= 92));
    assert!(lines.iter().all(|line| line.matches('`').count() % 2 == 0));
}

#[test]
fn a_line_is_the_first_paragraph() {
    assert_eq!(line("a\nb\n\nc"), "a b");
    assert_eq!(line("```\ncode\n```"), "");
    assert_eq!(line(""), "");
}

#[test]
fn code_holds_any_text() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("a\nb"), "`a b`");
    assert_eq!(code(""), "`  `");
}

#[test]
fn deep_nesting_ends() {
    for unit in ["> ", "- ", "[", "*", "![", "<"] {
        let text = unit.repeat(20_000);
        let lines = block(&text);
        assert!(lines.iter().map(String::len).sum::<usize>() < 4_000_000, "{unit}");
    }
}

#[test]
fn a_plain_line_stays_as_it_is_however_long() {
    // Wrapped, these would begin lines, and be escaped there.
    for begin in ["-", "1."] {
        let text = format!("{}{begin} and `more` of it", "word ".repeat(18));
        assert_eq!((line(&text), cell(&text)), (text.clone(), text));
    }
    assert_eq!(line("Two  spaces   are `one`."), "Two spaces are `one`.");
}

proptest! {
    #[test]
    fn a_plain_line_comes_out_as_if_it_had_been_read_as_markdown(
        text in "[A-Za-z]([A-Za-z0-9 ,.;'\"()?!%/-]|: |[a-z]_[a-z]|1[.)] | [+-] |www[.]a[.]b| `[!-_a-~]{1,9}`){0,80}[a-z]"
    ) {
        prop_assert!(inline::is_plain_line(&text) || text.contains('+'));
        prop_assert_eq!(block(&text), written_anew(&text));
    }

    #[test]
    fn lines_and_code_come_out_as_if_they_had_been_read_as_markdown(
        text in "\n?([A-Za-z1`]([a-z `\\\\.|_-]|`[a-z|<>&*\\\\ ]{0,4}`){0,30}[\n]{1,3}){0,5}"
    ) {
        prop_assert_eq!(block(&text), written_anew(&text));
    }
}
