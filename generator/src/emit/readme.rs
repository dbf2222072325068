//! `README.md` of the client crate.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::guide::{self, Section};
use super::ty::file_name;
use super::{Cx, docs, example, markdown};
use crate::ir::{Api, Retry, Status};
use crate::{Config, Manifest};

/// The README, without the line that tells where it comes from.
pub(super) fn readme(apis: &[Api], config: &Config) -> String {
    let mut out = format!("\n# {}\n\n", markdown::line(&config.name));
    let _ = writeln!(out, "{}\n", docs::sentence(&markdown::line(&config.description)));
    out.push_str(
        "| API | Feature | Version of the API | Operations |\n| --- | --- | --- | --- |\n",
    );
    for api in apis {
        let _ = writeln!(
            out,
            "| [{}](docs/{}/README.md) | `{}` | {} | {} |",
            markdown::line(&api.title),
            file_name(&api.module),
            file_name(&api.module),
            markdown::code(&api.version).replace('|', "\\|"),
            api.operations.len(),
        );
    }
    out.push_str("\nThe [reference](docs/README.md) has every operation with an example.\n");
    out.push_str("\n| Further feature | |\n| --- | --- |\n");
    for (feature, what) in guide::FEATURES {
        let _ = writeln!(out, "| `{feature}` | {what} |");
    }
    for api in apis {
        first_call(Cx { api, config }, &mut out);
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
    let module = cx.api.module.as_str();
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
        example::of_constructor(cx).filter(|_| example::teaches_environment(cx))
    {
        let arguments = arguments.join(", ");
        let _ = write!(
            text,
            "`{module}::Client::new({arguments})` takes credentials from elsewhere, and "
        );
    }
    let _ = write!(text, "`{module}::Client::builder()` has further settings.");
    let mut variables: Vec<String> = cx
        .api
        .schemes
        .iter()
        .flat_map(|scheme| &scheme.env)
        .chain(&cx.api.server_env)
        .map(|variable| markdown::code(variable))
        .collect();
    let mut seen = BTreeSet::new();
    variables.retain(|variable| seen.insert(variable.clone()));
    if !variables.is_empty() {
        let _ = write!(text, " Environment variables: {}.", variables.join(", "));
    }
    for paragraph in [Some(text), cx.api.retry.as_ref().and_then(policy)].into_iter().flatten() {
        let _ = writeln!(out, "\n{}", markdown::wrap(&paragraph).join("\n"));
    }
}

/// When the API wants calls to be sent again; nothing where it leaves that to us.
fn policy(retry: &Retry) -> Option<String> {
    if retry.attempts == Some(1) {
        return Some("Calls are not sent again after a failure.".to_owned());
    }
    let after: Vec<String> = retry
        .statuses
        .iter()
        .flatten()
        .filter_map(|status| match status {
            Status::Code(code) => Some(code.to_string()),
            Status::Range(digit) => Some(format!("{digit}XX")),
            Status::Default => None,
        })
        .chain((retry.connection_errors == Some(true)).then(|| "failed connections".to_owned()))
        .collect();
    let last = after.last()?;
    let others = &after[..after.len() - 1];
    let after = match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    };
    let mut text = format!("Calls that may be sent twice are sent again after {after}");
    if let Some(attempts) = retry.attempts {
        let _ = write!(text, ", {attempts} times in all");
    }
    if let Some(seconds) = retry.max_elapsed {
        let _ = write!(text, ", for {seconds} s at most");
    }
    if let (Some(first), Some(longest)) = (retry.initial_interval, retry.max_interval) {
        let _ = write!(text, ", with pauses of up to {first} s that grow to {longest} s");
    }
    Some(text + ".")
}
