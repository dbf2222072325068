//! Documentation comments: text of the specification made harmless, and sentences of our own.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::ty::file_name;
use super::{literal, markdown};
use crate::ir;

/// The lines of a documentation comment, each of them Markdown that is fit for rustdoc.
#[derive(Clone, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// A comment that starts with a sentence of our own.
    pub(super) fn of(sentence: impl AsRef<str>) -> Self {
        Self { lines: markdown::wrap(sentence.as_ref()) }
    }

    /// What the specification says; the fallback, our own, if it says nothing.
    pub(super) fn spec(docs: &ir::Docs, fallback: impl FnOnce() -> String) -> Self {
        let mut doc = Self::default();
        let summary = docs.summary.as_deref().map(markdown::line).unwrap_or_default();
        let description = docs.description.as_deref().map(markdown::block).unwrap_or_default();
        if !summary.is_empty() && description.first() != Some(&summary) {
            doc.paragraph(sentence(&summary));
        }
        if !description.is_empty() {
            doc.blank();
            doc.lines.extend(description);
        }
        if doc.lines.is_empty() {
            doc.paragraph(fallback());
        }
        let facts: Vec<String> =
            docs.facts.iter().map(|fact| markdown::line(fact)).filter(|f| !f.is_empty()).collect();
        if !facts.is_empty() {
            doc.say(&facts.join(" "));
        }
        if let Some(link) = docs.link.as_deref().map(markdown::line).filter(|l| !l.is_empty()) {
            doc.paragraph(format!("See {link}."));
        }
        doc
    }

    /// What the specification says; if it says nothing, its name for the thing, unless that differs from the item's own by
    /// case and signs alone.
    pub(super) fn named(docs: &ir::Docs, own: &ir::Ident, name: &str) -> Self {
        let fallback = || format!("{}.", markdown::code(name));
        Self::spec(docs, || {
            if letters(file_name(own)) == letters(name) { String::new() } else { fallback() }
        })
    }

    /// Adds a paragraph of our own.
    pub(super) fn paragraph(&mut self, text: impl AsRef<str>) {
        if text.as_ref().is_empty() {
            return;
        }
        self.blank();
        self.lines.extend(markdown::wrap(text.as_ref()));
    }

    /// Adds sentences of our own: to the last line if there is a paragraph and nothing else, or on lines below it.
    fn say(&mut self, sentences: &str) {
        if self.lines.is_empty() || self.lines.iter().any(|line| begins_block(line)) {
            return self.paragraph(sentences);
        }
        let last = sentence(self.lines.last().map_or("", String::as_str));
        if !last.ends_with(['.', '!', '?', '…', '。']) {
            return self.paragraph(sentences);
        }
        self.lines.pop();
        let mut joined = markdown::wrap(&format!("{last} {sentences}"));
        if joined.len() > 1 {
            joined = [vec![last], markdown::wrap(sentences)].concat();
        }
        self.lines.extend(joined);
    }

    /// Adds a heading of our own; those of the specification are no headings any more.
    pub(super) fn heading(&mut self, title: &str) {
        self.blank();
        self.lines.push(format!("# {title}"));
    }

    /// Adds what another comment says.
    pub(super) fn append(&mut self, other: Self) {
        if other.lines.is_empty() {
            return;
        }
        self.blank();
        self.lines.extend(other.lines);
    }

    /// Adds a heading and the items of a list below it.
    pub(super) fn list(&mut self, title: &str, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.heading(title);
        self.items(items);
    }

    /// Adds the items of a list.
    pub(super) fn items(&mut self, items: impl IntoIterator<Item = String>) {
        self.blank();
        for item in items {
            let lines = markdown::wrap(&item).into_iter().enumerate();
            self.lines.extend(
                lines.map(|(n, line)| format!("{}{line}", if n == 0 { "- " } else { "  " })),
            );
        }
    }

    /// Adds a table.
    pub(super) fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        self.blank();
        self.lines.push(format!("| {} |", head.join(" | ")));
        self.lines.push(format!("|{}", " --- |".repeat(head.len())));
        self.lines.extend(rows.into_iter().map(|row| format!("| {} |", row.join(" | "))));
    }

    /// Adds an example of our own, which is compiled but never run. Lines that start with `# ` are hidden.
    pub(super) fn example(&mut self, code: impl IntoIterator<Item = String>) {
        self.heading("Examples");
        self.code("no_run", code);
    }

    /// Adds code of our own.
    pub(super) fn code(&mut self, language: &str, code: impl IntoIterator<Item = String>) {
        self.blank();
        self.lines.push(format!("```{language}"));
        self.lines.extend(code);
        self.lines.push("```".to_owned());
    }

    /// As the documentation of the module that it stands in.
    pub(super) fn inner(&self) -> TokenStream {
        self.literal().map_or_else(TokenStream::new, |text| quote!(#![doc = #text]))
    }

    /// Its lines.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// All lines, those that are not empty after a space; nothing where there are none.
    ///
    /// A raw literal, because all of this text would have to be escaped, and read again. Rust has none with more
    /// than 255 marks.
    fn literal(&self) -> Option<Literal> {
        if self.lines.is_empty() {
            return None;
        }
        let length = self.lines.iter().map(|line| line.len() + 2).sum();
        let mut text = String::with_capacity(length);
        for (index, line) in self.lines.iter().enumerate() {
            let begin = if index == 0 { "" } else { "\n" };
            text.extend([begin, if line.is_empty() { "" } else { " " }, line]);
        }
        let after_quotes = text.split('"').skip(1);
        let marks = after_quotes.map(|rest| rest.len() - rest.trim_start_matches('#').len()).max();
        let marks = "#".repeat(marks.unwrap_or_default() + 1);
        let raw = format!("r{marks}\"{text}\"{marks}").parse();
        Some(raw.unwrap_or_else(|_| Literal::string(&text)))
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.literal().map(|text| quote!(#[doc = #text])));
    }
}

/// What is left of a name without case and signs.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a line is none of a plain paragraph, or ends in what comes after it.
fn begins_block(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after_digits.len() < line.len() && after_digits.starts_with(['.', ')']);
    line.is_empty()
        || line.starts_with([' ', '-', '*', '+', '>', '|', '#', '~', '<', '['])
        || line.starts_with("```")
        || line.ends_with(['\\', ':'])
        || is_numbered
}

/// The attribute of what the specification marks as deprecated.
pub(super) fn deprecated(docs: &ir::Docs) -> Option<String> {
    docs.deprecated.then(|| "#[deprecated]".to_owned())
}

/// What else an item is called, for searches: as attributes. Rustdoc refuses quotes and spaces, and finds by itself
/// what differs by case and signs alone.
pub(super) fn aliases<'a>(own: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let refused = |c: &char| matches!(c, '"' | '\'') || c.is_whitespace() || c.is_control();
    // Of signs alone no letters are left.
    let found_by =
        |name: &str| Some(letters(name)).filter(|it| !it.is_empty()).unwrap_or(name.to_owned());
    let mut known = BTreeSet::from([found_by(own)]);
    let mut aliases = Vec::new();
    for name in names {
        let alias: String = name.chars().filter(|c| !refused(c)).collect();
        if !alias.is_empty() && known.insert(found_by(&alias)) {
            aliases.push(format!("#[doc(alias = {})]", literal::text(&alias)));
        }
    }
    aliases
}

/// Whether documentation marks anything in an API as deprecated, so that our own use of it must be allowed.
pub(super) fn deprecates(api: &ir::Api) -> bool {
    let types = api.types.iter().any(|ty| {
        ty.docs.deprecated
            || match &ty.kind {
                ir::TypeKind::Struct(def) => def.fields.iter().any(|f| f.docs.deprecated),
                ir::TypeKind::Enum(def) => def.variants.iter().any(|v| v.docs.deprecated),
                ir::TypeKind::Numbers(def) => def.values.iter().any(|v| v.docs.deprecated),
                ir::TypeKind::Union(def) => def.branches.iter().any(|b| b.docs.deprecated),
                ir::TypeKind::Alias(_) => false,
            }
    });
    types
        || api.webhooks.iter().any(|webhook| webhook.docs.deprecated)
        || api.answers.iter().any(|set| set.variants.iter().any(|v| v.docs.deprecated))
        || api.operations.iter().any(|operation| {
            let form = operation.body.iter().filter_map(|body| body.form());
            operation.docs.deprecated
                || operation.parameters.iter().any(|p| p.docs.deprecated)
                || form.flat_map(|form| &form.fields).any(|field| field.docs.deprecated)
        })
}

/// One line about a thing: its summary, or the first paragraph of its description.
pub(super) fn short(docs: &ir::Docs) -> String {
    let texts = [&docs.summary, &docs.description];
    texts
        .into_iter()
        .filter_map(|text| text.as_deref().map(markdown::line))
        .map(|line| without_announcement(&line).to_owned())
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}

/// A line without a last sentence that announces what is not shown here: a listing, a list.
pub(super) fn without_announcement(line: &str) -> &str {
    if !line.ends_with(':') {
        return line;
    }
    match line.rfind(". ") {
        Some(end) => &line[..=end],
        None => line.trim_end_matches(':'),
    }
}

/// The text with a full stop, if it ends like a sentence that lacks one.
pub(super) fn sentence(text: &str) -> String {
    let open = text.ends_with(|c: char| c.is_alphanumeric() || c == '`' || c == ')' || c == '>');
    if open { format!("{text}.") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_announces_what_is_not_shown_is_left_out() {
        assert_eq!(without_announcement("A file. Send it as such:"), "A file.");
        assert_eq!(without_announcement("For example:"), "For example");
        assert_eq!(without_announcement("A file."), "A file.");
    }

    #[test]
    fn quotes_and_marks_end_no_comment_however_many_there_are() {
        for marks in [0, 1, 7, 254, 255, 300, 200_000] {
            let line = format!("\"## said \"{} too", "#".repeat(marks));
            let doc = Doc { lines: vec![line.clone()] };
            let literal: syn::LitStr = syn::parse2(doc.literal().into_token_stream()).unwrap();
            assert_eq!(literal.value(), format!(" {line}"), "{marks}");
        }
    }
}
