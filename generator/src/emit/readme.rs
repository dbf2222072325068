//! `README.md` of the client crate.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::ty::file_name;
use super::{Cx, docs, example, input, markdown};
use crate::ir::{Api, Retry, Status};
use crate::{Config, Manifest};

/// The README, without the line that tells where it comes from.
pub(super) fn readme(apis: &[Api], config: &Config) -> String {
    let mut out = format!("\n# {}\n\n", markdown::line(&config.name));
    let _ = writeln!(out, "{}\n", docs::sentence(&markdown::line(&config.description)));
    out.push_str("Everything here is written by a generator from OpenAPI descriptions.\n\n");
    out.push_str(
        "| API | Feature | Version of the API | Operations |\n| --- | --- | --- | --- |\n",
    );
    for api in apis {
        let _ = writeln!(
            out,
            "| {} | `{}` | {} | {} |",
            markdown::line(&api.title),
            file_name(&api.module),
            markdown::code(&api.version).replace('|', "\\|"),
            api.operations.len(),
        );
    }
    out.push_str(FEATURES);
    for api in apis {
        first_call(Cx { api, config }, &mut out);
    }
    out.push_str(CALLS);
    out.push_str(ERRORS);
    out.push_str(TESTS);
    out.push_str(match config.manifest {
        Manifest::Workspace => ORIGIN_WORKSPACE,
        Manifest::Standalone { .. } => ORIGIN_STANDALONE,
    });
    out
}

const FEATURES: &str = "
Further features: `reqwest` (on by default) sends requests by the crate of that name, `serde` implements
`Serialize` and `Deserialize` for all types, `blocking` makes calls without an async runtime
(`send().blocking()`), `gzip` takes compressed answers, and `tracing` makes each call a span.
";

const CALLS: &str = "
## Calls

Nothing is sent before `send()` is awaited. Where the API has pages, `items()` and `pages()` walk through them, each
page asked for when it is needed; where it has jobs to wait for, `wait()` repeats the call until they are done; and
where answers come piece by piece, `events()`, `lines()` and `download()` give them as they arrive. All of these have
`try_next()` or are awaited, and are abandoned by dropping them.

A call that fails is sent again if that can help and cannot do anything twice: `retry(…)` takes another policy than the
API's. `attempt_timeout(…)` limits one attempt, `timeout(…)` all of them with the pauses between. `with_header(…)` and
`with_query(…)` add to one call. The builder of the client has the same for all calls, and hooks and layers.
";

const ERRORS: &str = "
## Errors

A call fails with `Error<E>`. `E` is the type that the API documents for its errors; `error.api()` gives it.
`status()`, `headers()`, `request_id()` and `is_timeout()` tell what happened, and `body()` gives what was
answered. Neither `Display` nor `Debug` shows a credential or an answer.

`send_with_response()` in place of `send()` gives status and headers of a success as well, and `request()`
gives the request without sending it.
";

const TESTS: &str = "
## Tests without a network

`MemoryTransport` gives scripted answers and keeps what was asked. `RecordTransport` writes the exchanges
of another transport to a readable file, secrets removed, and `ReplayTransport` answers from it.
";

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
    let library = cx.config.library();
    let _ = writeln!(out, "\n## {}\n", markdown::line(&cx.api.title));
    let text = docs::short(&cx.api.docs);
    if !text.is_empty() {
        let _ = writeln!(out, "{}\n", docs::sentence(&text));
    }
    let _ = writeln!(out, "```rust\nuse {library}::{module};\n");
    let _ = writeln!(out, "{}", example::client_line(cx));
    let first = cx.api.groups.iter().find_map(|group| Some((group, group.operations.first()?)));
    if let Some((group, id)) = first {
        let operation = cx.api.operation(*id);
        let required = input::required(cx, operation);
        let call = example::call(cx, group, operation, &required);
        for line in call.iter().filter(|line| !line.starts_with("# ")) {
            let _ = writeln!(out, "{line}");
        }
    }
    out.push_str("```\n");
    out.push('\n');
    if let Some(arguments) = example::arguments(cx).filter(|_| example::teaches_environment(cx)) {
        let arguments = arguments.join(", ");
        let _ = write!(
            out,
            "`{module}::Client::new({arguments})` takes credentials from elsewhere, and "
        );
    }
    let _ = writeln!(out, "`{module}::Client::builder()` has further settings.");
    if let Some(policy) = cx.api.retry.as_ref().and_then(policy) {
        let _ = writeln!(out, "{policy}");
    }
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
        let _ = writeln!(out, "Environment variables: {}.", variables.join(", "));
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
        let _ = write!(text, ", up to {first} s and later {longest} s apart");
    }
    Some(text + ".")
}
