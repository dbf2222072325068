//! Tokens as text, by prettyplease alone: the result depends on no installed tool.

use proc_macro2::TokenStream;

/// The text of a Rust file without its header: chunks of items, one blank line between chunks.
pub(super) fn rust(chunks: Vec<TokenStream>) -> String {
    let chunks: Vec<String> =
        chunks.into_iter().map(chunk).filter(|text| !text.is_empty()).collect();
    chunks.join("\n")
}

/// One chunk: items that belong so close together that no blank line parts them.
fn chunk(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => {
            let is_impl = matches!(file.items.as_slice(), [syn::Item::Impl(_)]);
            let text = prettyplease::unparse(&file);
            if is_impl { space_methods(&text) } else { text }
        }
        // Emission broke its promise to write Rust. The compiler says where, once it sees the text.
        Err(_) => tokens.to_string(),
    }
}

/// Puts a blank line between the items of an `impl`, which prettyplease leaves out.
///
/// A line of just this brace ends a method, and the first semicolon at the end of a line a constant: bodies
/// are indented deeper and literals hold no line feed.
fn space_methods(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().peekable();
    let mut in_constant = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        in_constant |= line.starts_with("    const ") && !line.ends_with('{');
        let ends_constant = in_constant && line.ends_with(';') || line == "    };";
        in_constant &= !ends_constant;
        if (line == "    }" || ends_constant) && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
}
