//! `README.md` of the client crate.

use std::fmt::Write as _;

use super::guide::{self, Section};
use super::ty::file_name;
use super::{Cx, construct, docs, example, features, krate, markdown, overview};
use crate::ir::Api;
use crate::{Config, Manifest};

/// The README, without the line that tells where it comes from.
pub(super) fn readme(apis: &[Api], config: &Config) -> String {
    let mut out = format!("\n# {}\n\n", markdown::line(&config.name));
    let _ = writeln!(out, "{}\n", docs::sentence(&markdown::line(&config.description)));
    let alone = krate::is_alone(apis, config);
    out.push_str(match alone {
        Some(_) => "| API | Version of the API | Operations |\n| --- | --- | --- |\n",
        None => "| API | Feature | Version of the API | Operations |\n| --- | --- | --- | --- |\n",
    });
    for api in apis {
        let module = file_name(&api.module);
        let feature = if alone.is_some() { String::new() } else { format!("`{module}` | ") };
        let _ = writeln!(
            out,
            "| [{}](docs/{module}/README.md) | {feature}{} | {} |",
            markdown::line(&api.title),
            markdown::code(&api.version).replace('|', "\\|"),
            api.operations.len(),
        );
    }
    let dependency = krate::dependency(apis, config).join("\n");
    let _ = writeln!(out, "\n```toml\n{dependency}\n```");
    out.push_str("\nThe [reference](docs/README.md) has every operation with an example.\n");
    if let Some(rows) = alone.map(features::rows).filter(|rows| !rows.is_empty()) {
        let _ = writeln!(out, "\n{}", markdown::wrap(krate::BY_GROUP).join("\n"));
        out.push_str("\n| Feature | Operations |\n| --- | --- |\n");
        for (name, what) in rows {
            let _ = writeln!(out, "| `{name}` | {what} |");
        }
    }
    out.push_str("\n| Further feature | |\n| --- | --- |\n");
    for (feature, what) in guide::FEATURES {
        let _ = writeln!(out, "| `{feature}` | {what} |");
    }
    for api in apis {
        first_call(Cx::new(apis, api, config), &mut out);
    }
    for Section { title, text } in guide::SECTIONS {
        let _ = writeln!(out, "\n## {title}");
        for paragraph in *text {
            let lines = markdown::wrap(&guide::unlinked(paragraph));
            let _ = writeln!(out, "\n{}", lines.join("\n"));
        }
    }
    out.push_str(match config.manifest {
        Manifest::Workspace => ORIGIN_WORKSPACE,
        Manifest::Standalone { .. } => ORIGIN_STANDALONE,
    });
    out
}

/// `LICENSE.md`: the texts as they are, one after the other.
pub(super) fn licence(config: &Config) -> String {
    let mut out = format!("\n# Licence of {}\n", markdown::line(&config.name));
    for text in &config.licences {
        let fence = "`".repeat(3.max(longest_run(text) + 1));
        let _ = writeln!(out, "\n{fence}text\n{}\n{fence}", text.trim_matches('\n'));
    }
    out
}

/// How many backticks stand together at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

const ORIGIN_WORKSPACE: &str = "
## Where this comes from

`cargo xtask codegen` writes this crate from the descriptions under `specs/`, whole. To change something,
change the description and run it again.
";

const ORIGIN_STANDALONE: &str = "
## Where this comes from

`cargo xtask codegen --spec DESCRIPTION --out DIRECTORY` of specsmith writes this crate, whole. To change
something, change the description and run it again.
";

/// How to get a client of an API and call the first operation it has.
fn first_call(cx: Cx<'_>, out: &mut String) {
    let module = cx.path();
    let _ = writeln!(out, "\n## {}\n", markdown::line(&cx.api.title));
    let text = docs::short(&cx.api.docs);
    if !text.is_empty() {
        let _ = writeln!(out, "{}\n", docs::sentence(&text));
    }
    let code = example::first_call(cx);
    let code: Vec<String> = code.into_iter().filter(|line| !line.starts_with("# ")).collect();
    let _ = writeln!(out, "```rust\n{}\n```", code.join("\n"));
    let mut text = String::new();
    if let Some(arguments) =
        construct::of_constructor(cx).filter(|_| construct::teaches_environment(cx))
    {
        let arguments = arguments.join(", ");
        let what = if cx.api.self_hosted { "address and credentials" } else { "credentials" };
        let _ =
            write!(text, "`{module}::Client::new({arguments})` takes {what} from elsewhere, and ");
    }
    let _ = write!(text, "`{module}::Client::builder()` has further settings.");
    let variables = overview::variables(cx);
    if !variables.is_empty() {
        let _ = write!(text, " Environment variables: {}.", variables.join(", "));
    }
    for paragraph in [text, overview::policy(cx)].iter().filter(|text| !text.is_empty()) {
        let _ = writeln!(out, "\n{}", markdown::wrap(paragraph).join("\n"));
    }
}
