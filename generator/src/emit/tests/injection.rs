//! Text of a specification is data (threat B1): whatever it is, the code has the same items, types and
//! calls, and differs in literals and documentation alone.

use proc_macro2::{TokenStream, TokenTree};

use super::fixture::{api, files, plain};

/// Ends every kind of literal, comment and block that a template might have put it into.
const POLYGLOT: &str = "\"#\"##'); } fn evil() { loop {} } /* */ // \u{2028} \r \n }} {{ {0} %s ]]> */ \
    \u{202e}\u{200b}\0 \\u{7d} ``` \n```rust\npanic!();\n```\n    panic!();\n~~~\n-->\n|a|\n|-|\n[Client]";

#[test]
fn hostile_text_changes_no_item() {
    // As long as the hostile one, because lines are broken by length.
    let benign = files(api(&|text| format!("{text}{}{text}", "x".repeat(POLYGLOT.len()))));
    let hostile = files(api(&|text| format!("{text}{POLYGLOT}{text}")));
    let paths = |files: &crate::output::Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&benign), paths(&hostile));
    for (path, text) in benign.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert_eq!(skeleton(&hostile[path]), skeleton(text), "{path}");
    }
}

#[test]
fn text_that_is_nothing_but_hostile_changes_no_item() {
    for hostile in
        ["", "\"", "\\", "*/", "/*", "#", "r#\"", "\r", "\0", "\u{202e}", "{}", "'", "\n\n"]
    {
        let files = files(api(&|_| hostile.to_owned()));
        for (path, text) in self::files(api(&plain)) {
            if path.starts_with("calls/") {
                // Members that are all called the same make other samples. They have to be Rust.
                skeleton(&files[&path]);
            } else if path.ends_with(".rs") {
                assert_eq!(skeleton(&files[&path]), skeleton(&text), "{path} {hostile:?}");
            }
        }
    }
}

#[test]
fn hostile_text_leaves_no_invisible_character_in_any_file() {
    let hostile = files(api(&|text| format!("{text}{POLYGLOT}")));
    for (path, text) in hostile {
        let hidden = text.chars().find(|c| {
            (c.is_control() && *c != '\n') || ['\u{2028}', '\u{202e}', '\u{200b}'].contains(c)
        });
        assert_eq!(hidden, None, "{path}");
    }
}

#[test]
fn hostile_text_adds_no_line_to_the_manifest() {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    let benign = files(api(&plain));
    let hostile = files(api(&|text| format!("{text}{POLYGLOT}")));
    assert_eq!(lines(&hostile["Cargo.toml"]), lines(&benign["Cargo.toml"]));
}

/// The tokens of a file, with `_` for literals, without documentation and commas.
fn skeleton(text: &str) -> String {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut out = String::new();
    flatten(quote::quote!(#file), &mut out);
    // A table of members states the names that differ from the fields'.
    let lines = out.lines().map(|line| match line.split_once("rt :: object !") {
        Some((before, table)) => format!("{before}rt :: object !{}", table.replace("=_", "")),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn flatten(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner =
                    tokens.next_if(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == '!'));
                let is_doc = |token: &TokenTree| match token {
                    TokenTree::Group(group) => group.stream().to_string().starts_with("doc"),
                    _ => false,
                };
                if tokens.next_if(is_doc).is_none() {
                    out.push_str(if inner.is_some() { "#!" } else { "#" });
                }
            }
            // A comma at the end depends on where lines are broken.
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Punct(punct) => out.push(punct.as_char()),
            TokenTree::Ident(ident) => out.push_str(&format!(" {ident} ")),
            TokenTree::Literal(_) => out.push('_'),
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}", group.delimiter()));
                flatten(group.stream(), out);
                out.push('\n');
            }
        }
    }
}
