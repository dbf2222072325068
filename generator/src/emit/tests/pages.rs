//! Reference pages: text of a specification adds nothing to them but text.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::fixture::{api, files, plain};

/// Ends tables, code, quotes and HTML, and begins others.
const HOSTILE: &str = "a|b `|` \\| <details><script>x</script></details><!-- --> [x](javascript:x) \n\
    ![i](http://e.com/i.png)\n\n# Heading\n\n```rust\npanic!()\n```\n| a |\n| - |\n\n<b>x</b> @x #1 &lt;";

/// The HTML of our own.
const OURS: [&str; 7] =
    ["<!--@generated", "<details>", "</details>", "<summary>", "<br>", "<code>", "</code>"];

/// What a reader would notice: headings, code that is Rust, tables with their cells, HTML, images.
#[derive(PartialEq, Debug, Default)]
struct Outline {
    headings: usize,
    rust: usize,
    tables: usize,
    cells: usize,
}

fn outline(path: &str, text: &str) -> Outline {
    let mut outline = Outline::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => outline.headings += 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                outline.rust += usize::from(&*info == "rust");
            }
            Event::Start(Tag::Table(_)) => outline.tables += 1,
            Event::Start(Tag::TableCell) => outline.cells += 1,
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{path}: image {dest_url}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let web = dest_url.starts_with("http://") || dest_url.starts_with("https://");
                assert!(web || !dest_url.contains(':'), "{path}: link {dest_url}");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let tag: String = html.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(OURS.iter().any(|known| tag.starts_with(known)), "{path}: {html}");
                assert!(!tag.contains("script"), "{path}: {html}");
            }
            _ => {}
        }
    }
    outline
}

#[test]
fn hostile_text_adds_no_structure_to_a_page() {
    // Descriptions may have lists and tables; names and one-line texts may not.
    let benign = files(api(&plain));
    let hostile = files(api(&|text| format!("{text}{HOSTILE}")));
    let pages = |path: &str| path.starts_with("docs/");
    assert!(benign.keys().filter(|path| pages(path)).count() >= 3);
    for (path, text) in benign.iter().filter(|(path, _)| pages(path)) {
        let (ours, theirs) = (outline(path, text), outline(path, &hostile[path]));
        assert_eq!(theirs.headings, ours.headings, "{path}");
        assert_eq!(theirs.rust, ours.rust, "{path}");
    }
}

#[test]
fn a_cell_ends_where_we_end_it() {
    for text in ["a|b", "`a|b`", "a\\|b", "a\\\\|b", "a\n\n- b|c\n- d", "```\nx|y\n```"] {
        let cell = crate::emit::markdown::cell(text);
        let cell = crate::emit::markdown::in_cell(&cell);
        let table = format!("| h | i |\n| --- | --- |\n| {cell} | z |\n");
        let found = outline(text, &table);
        assert_eq!((found.tables, found.cells), (1, 4), "{table}");
        assert!(table.trim_end().lines().count() == 3 && table.contains(" z |"), "{table}");
    }
}
