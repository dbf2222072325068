//! The reference pages below `generated/docs/`: links lead somewhere, and examples are Rust that compiles.
//! (`outside` builds and runs what this module cuts out of them.)

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::workspace;

#[test]
fn every_link_of_a_page_leads_to_a_file_or_heading() {
    let pages = markdown(&workspace().join("generated"));
    let mut broken = String::new();
    for (path, text) in &pages {
        for target in links(text) {
            if target.contains("://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.clone() } else { joined(path, file) };
            let found = pages.get(&file).is_some_and(|page| {
                anchor.is_empty() || anchors(page).iter().any(|known| known == anchor)
            });
            if !found {
                let _ = writeln!(broken, "{path}: {target}");
            }
        }
    }
    assert!(broken.is_empty(), "{broken}");
    assert!(pages.len() > 10, "there are pages");
}

#[test]
fn a_broken_link_would_be_found() {
    let page =
        "# A b\n\n## list\n\n## list\n\n```rust\n// [no](#link)\n```\n[x](b.md#c-1) `[y](z)`\n";
    assert_eq!(anchors(page), ["a-b", "list", "list-1"]);
    assert_eq!(links(page), ["b.md#c-1"]);
    assert_eq!(joined("docs/clerk/machines.md", "../README.md"), "docs/README.md");
}

/// A program that has every example of some pages, and runs those that need no network.
pub(crate) fn program<'a>(pages: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let mut modules = String::new();
    let mut runs = String::new();
    for (path, text) in pages {
        for (line, code) in blocks(text) {
            let name = format!("{}_{line}", path.trim_end_matches(".md").replace(['/', '-'], "_"));
            let name = name.to_lowercase();
            let _ = writeln!(modules, "\n// {path}, line {line}");
            if code.contains("async fn main()") {
                let _ = writeln!(modules, "mod {name} {{\n{code}\n}}");
                continue;
            }
            let _ = writeln!(modules, "async fn {name}() -> Result<(), Box<dyn Error>> {{");
            let _ = writeln!(modules, "{code}\nOk(())\n}}");
            if code.contains("MemoryTransport") {
                let _ = writeln!(runs, "{name}().await?;");
            }
        }
    }
    assert!(!runs.is_empty(), "no example runs in memory");
    format!(
        "#![allow(unused, deprecated, nonstandard_style)]\n\nuse std::error::Error;\n\n\
         #[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> Result<(), Box<dyn Error>> {{\n{runs}Ok(())\n}}\n{modules}"
    )
}

/// The pages of our own client crate.
pub(crate) fn ours() -> BTreeMap<String, String> {
    markdown(&workspace().join("generated/docs"))
}

/// All Markdown files below a folder, by their paths in it.
fn markdown(folder: &Path) -> BTreeMap<String, String> {
    fn collect(folder: &Path, prefix: &str, pages: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{prefix}{name}/"), pages);
            } else if name.ends_with(".md") {
                pages.insert(format!("{prefix}{name}"), fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut pages = BTreeMap::new();
    collect(folder, "", &mut pages);
    pages
}

/// The blocks of Rust of a page, each with the number of its first line.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        match line {
            "```rust" => {
                open = true;
                blocks.push((number + 1, String::new()));
            }
            "```" => open = false,
            code if open => {
                if let Some((_, block)) = blocks.last_mut() {
                    let _ = writeln!(block, "{code}");
                }
            }
            _ => {}
        }
    }
    blocks
}

/// A page's lines that are not code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// The targets of links: what is in parentheses after a bracket, outside of code.
fn links(text: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for line in prose(text) {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("](") {
            let Some((target, after)) = after.split_once(')') else { break };
            // An odd number of backticks before it: it is inside of a code span.
            if before.matches('`').count().is_multiple_of(2) || before.ends_with('`') {
                links.push(target);
            }
            rest = after;
        }
    }
    links
}

/// The anchors of a page's headings, by the rules of GitHub.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = Vec::new();
    for line in prose(text).filter(|line| line.starts_with('#')) {
        let title = line.trim_start_matches('#').trim();
        let title = title.strip_prefix('[').and_then(|t| t.split_once(']')).map_or(title, |t| t.0);
        let slug: String = title
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let count = counts.entry(slug.clone()).or_default();
        anchors.push(if *count == 0 { slug } else { format!("{slug}-{count}") });
        *count += 1;
    }
    anchors
}

/// A relative path, as seen from a page.
fn joined(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}
