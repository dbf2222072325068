//! The first page of an API: its client.

use super::page::Page;
use super::recipes::{self, End, Sample, built, imports};
use super::site::{Site, file, title};
use super::{notes, security};
use crate::Manifest;
use crate::emit::example::{self, made};
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::emit::{client::reads_environment, docs, operation::verb};

/// How long an attempt may take where nothing is said.
const TIMEOUT: f64 = 60.0;

/// `<api>/README.md`.
pub(super) fn client(site: &Site<'_>) -> String {
    let api = site.cx.api;
    let mut page = Page::default();
    let name = markdown::line(&api.title);
    page.paragraph(format!("[Reference](../README.md) › {name}"));
    page.heading(1, &name);
    page.description(&api.docs);
    let row = |group: &crate::ir::Group| {
        let link = format!("[{}]({})", title(group), file(group));
        let accessor = markdown::code(&format!("client.{}()", file_name(&group.module)));
        let count = group.operations.len().to_string();
        vec![link, accessor, docs::sentence(&docs::short(&group.docs)), count]
    };
    let rows: Vec<Vec<String>> = api.groups.iter().map(row).collect();
    page.table(&["Resource", "Accessor", "What it is", "Operations"], &rows);

    construction(site, &mut page);
    environment(site, &mut page);
    authentication(site, &mut page);
    timeouts(site, &mut page);
    retries(site, &mut page);
    errors(site, &mut page);
    pages(site, &mut page);
    waiting(site, &mut page);
    answers(site, &mut page);
    blocking(site, &mut page);
    transports(site, &mut page);
    page.finish()
}

fn construction(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    let module = cx.api.module.as_str();
    page.heading(2, "Construction");
    if cx.config.manifest == Manifest::Workspace {
        let add = format!("cargo add {} --features {}", cx.config.name, file_name(&cx.api.module));
        page.code("sh", &[add]);
    }
    if let Some(sample) = Sample::of(cx) {
        let mut lines = imports(cx, &[]);
        lines.push("#[tokio::main]".to_owned());
        lines.push("async fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        let mut inside = vec![format!("let client = {}?;", made(cx))];
        inside.extend(sample.call("let answer = ", &[".send()", ".await?;"]));
        inside.push("println!(\"{answer:?}\");".to_owned());
        inside.push("Ok(())".to_owned());
        lines.extend(inside.into_iter().map(|line| format!("    {line}")));
        lines.push("}".to_owned());
        page.code("rust", &lines);
    }
    let mut ways = Vec::new();
    if reads_environment(cx.api) {
        ways.push(format!(
            "`{module}::Client::from_env()` reads [environment variables](#environment-variables)"
        ));
    }
    if let Some(arguments) = example::of_constructor(cx) {
        let arguments = arguments.join(", ");
        ways.push(format!("`{module}::Client::new({arguments})` takes what is needed at least"));
    }
    ways.push(format!("`{module}::Client::builder()` has all settings"));
    page.paragraph(format!("{}:", notes::listed(&ways, "and")));
    let mut lines = imports(cx, &["std::time::Duration"]);
    lines.extend(built(
        cx,
        &[".timeout(Duration::from_secs(90))", ".header(\"x-request-source\", \"nightly\")"],
    ));
    page.code("rust", &lines);
    page.paragraph(
        "Clones of a client are cheap: they share connections, credentials and the budget for \
         retries. Making a client sends nothing.",
    );
    let servers: Vec<Vec<String>> = cx
        .api
        .servers
        .iter()
        .map(|server| vec![markdown::code(&server.url), docs::short(&server.docs)])
        .collect();
    page.table(&["Base URL", "What it is"], &servers);
    if servers.len() > 1 {
        page.paragraph("The first is asked unless `base_url` on the builder says otherwise.");
    } else {
        page.paragraph("`base_url` on the builder chooses another, `with_base_url` on a call.");
    }
}

fn environment(site: &Site<'_>, page: &mut Page) {
    let api = site.cx.api;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |variable: &str, what: String| {
        let variable = markdown::code(variable);
        if !rows.iter().any(|row| row[0] == variable) {
            rows.push(vec![variable, what]);
        }
    };
    for scheme in &api.schemes {
        for (index, variable) in scheme.env.iter().enumerate() {
            let said = super::page::cell(&scheme.docs);
            let said = if said.is_empty() { "A credential.".to_owned() } else { said };
            row(variable, security::part(scheme, index, &said));
        }
    }
    if let Some(variable) = &api.server_env {
        row(variable, "The base URL, in place of the one above.".to_owned());
    }
    if rows.is_empty() {
        return;
    }
    page.heading(2, "Environment variables");
    page.paragraph(
        "`Client::from_env()` reads them once. A missing or unusable one is an error that \
         names it.",
    );
    page.table(&["Variable", "What it holds"], &rows);
}

fn authentication(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    page.heading(2, "Authentication");
    if cx.api.schemes.is_empty() {
        page.paragraph("No operation needs credentials.");
        return;
    }
    page.table(
        &["On the builder", "Sent as", "Environment", "Description"],
        &security::rows(cx.api),
    );
    let needed = security::needed(cx.api, &cx.api.security);
    let several = if cx.api.security.0.len() > 1 {
        " Of alternatives a call uses the first for which the client has everything."
    } else {
        ""
    };
    page.paragraph(format!(
        "Calls need {needed}, unless the operation says otherwise.{several} Credentials go only to the base URL, over \
         `https://` unless `allow_http()` is set, and no `Debug` output, log or error shows them."
    ));
    if let Some(provider) = security::provider(cx.api) {
        page.paragraph(
            "What expires or is kept elsewhere comes from a provider, which every attempt \
             asks:",
        );
        let module = cx.api.module.as_str();
        let mut lines = imports(cx, &["ProviderError", "Secret"]);
        lines.extend([
            format!("let client = {module}::Client::builder()"),
            format!("    .{provider}(|| async {{"),
            "        let token = std::fs::read_to_string(\"/run/secrets/token\")?;".to_owned(),
            "        Ok::<_, ProviderError>(Secret::from(token.trim()))".to_owned(),
            "    })".to_owned(),
            "    .build()?;".to_owned(),
        ]);
        page.code("rust", &lines);
    }
    if let Some(operation) = cx.api.verify.map(|id| cx.api.operation(id)) {
        page.paragraph(format!(
            "`client.verify()` is the call {}, which succeeds exactly when the credentials are good.",
            markdown::code(&format!(
                "{} {}",
                verb(operation.verb).to_uppercase(),
                operation.path
            ))
        ));
        let mut lines = imports(cx, &[]);
        lines.push(format!("let client = {}?;", made(cx)));
        lines.push("client.verify().send().await?;".to_owned());
        page.code("rust", &lines);
    }
}

fn timeouts(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    page.heading(2, "Timeouts");
    let attempt = cx.api.timeout.unwrap_or(TIMEOUT);
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    page.table(
        &["Setting", "On", "Default", "Limits"],
        &[
            row(["`timeout`", "client, call", "none", "a whole call: all attempts and the pauses"]),
            row([
                "`attempt_timeout`",
                "client, call",
                &notes::seconds(attempt),
                "one attempt, to the last byte of its answer",
            ]),
            row(["`connect_timeout`", "client", "10 s", "how long connecting may take"]),
            row(["`read_timeout`", "client", "30 s", "how long the body may be silent"]),
        ],
    );
    if let Some(sample) = Sample::of(cx) {
        let mut lines = imports(cx, &["std::time::Duration"]);
        lines.extend(built(cx, &[".attempt_timeout(Duration::from_secs(10))"]));
        let limit = ".timeout(Duration::from_secs(25))";
        lines.extend(sample.call("let answer = ", &[limit, ".send()", ".await?;"]));
        page.code("rust", &lines);
    }
}

fn retries(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    page.heading(2, "Retries");
    let own = cx.api.retry.as_ref();
    let policy = match own {
        Some(retry) if retry.attempts == Some(1) => "Calls are not sent again.".to_owned(),
        Some(retry) => notes::policy(retry)
            .map(|policy| format!("Calls are sent again {policy}."))
            .unwrap_or_default(),
        None => "Calls are sent again after `408`, `429`, `500`, `502`, `503`, `504` and failed \
             connections, 3 attempts in all, with pauses of up to 0.5 s that grow to 8 s."
            .to_owned(),
    };
    page.paragraph(format!(
        "{policy} Only what cannot do anything twice is sent twice: calls of an idempotent method, \
         those that the API calls safe, and those with an idempotency key. Pauses are random, and \
         never shorter than `Retry-After`."
    ));
    if let Some(sample) = Sample::of(cx) {
        let mut lines = imports(cx, &["std::time::Duration", "RetryPolicy"]);
        lines.push("let policy = RetryPolicy::new()".to_owned());
        lines.push("    .attempts(5)".to_owned());
        lines.push("    .max_elapsed(Duration::from_secs(120));".to_owned());
        lines.extend(built(cx, &[".retry(policy)"]));
        lines.push(String::new());
        lines.push("// A call may have a policy of its own.".to_owned());
        let never = ".retry(RetryPolicy::never())";
        lines.extend(sample.call("let answer = ", &[never, ".send()", ".await?;"]));
        page.code("rust", &lines);
    }
}

fn errors(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    page.heading(2, "Errors");
    page.paragraph(format!(
        "A call fails with `{}::Error<E>`, where `E` is what the API documents as its body of an \
             error.",
        cx.config.library()
    ));
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    page.table(
        &["Method", "What it gives"],
        &[
            row(["`api()`", "the documented body of an error"]),
            row(["`status()`", "the status of the answer, if there was one"]),
            row([
                "`headers()`, `request_id()`",
                "its headers, and the id that support will ask for",
            ]),
            row(["`body()`", "its body as it came, never part of a message"]),
            row(["`is_timeout()`", "whether a time limit ended the call"]),
            row(["`attempts()`", "how often the call was sent"]),
        ],
    );
    if let Some(sample) = Sample::of(cx) {
        let mut lines = imports(cx, &["StatusCode"]);
        lines.push(format!("let client = {}?;", made(cx)));
        lines.extend(sample.call("let result = ", &[".send()", ".await;"]));
        lines.extend(ERRORS.lines().map(str::to_owned));
        page.code("rust", &lines);
    }
}

const ERRORS: &str = r#"match result {
    Ok(answer) => println!("{answer:?}"),
    Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => println!("there is none"),
    Err(error) => {
        eprintln!("{error} (request {:?})", error.request_id());
        if let Some(body) = error.api() {
            eprintln!("{body:?}");
        }
    }
}"#;

fn pages(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    let paginated = recipes::first(cx.api, |operation| operation.pagination.is_some());
    let Some((group, operation)) = paginated else { return };
    page.heading(2, "Pages");
    page.paragraph(
        "Lists that come in pages have `items()` and `pages()`, which ask for the next page when it is \
         needed; `send()` gives one page.",
    );
    page.code("rust", &recipes::complete(cx, group, operation, End::Send));
    page.paragraph(
        "`max_pages(n)` bounds a stream. `position()` tells where it is, and `resume(position)` goes on \
         from there, in another process too. A stream ends with an error where a server repeats itself.",
    );
}

fn waiting(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    let waits = recipes::first(cx.api, |operation| operation.wait.is_some());
    let Some((group, operation)) = waits else { return };
    page.heading(2, "Waiting");
    page.paragraph(
        "`wait()` repeats a call until a field of its answer has a final value. `interval` and `limit` \
         change how often and for how long.",
    );
    page.code("rust", &recipes::complete(cx, group, operation, End::Wait));
}

fn answers(site: &Site<'_>, page: &mut Page) {
    let Some(sample) = Sample::of(site.cx) else { return };
    page.heading(2, "Status and headers of an answer");
    let mut lines = imports(site.cx, &[]);
    lines.push(format!("let client = {}?;", made(site.cx)));
    lines.extend(sample.call("let answer = ", &[".send_with_response()", ".await?;"]));
    lines.push("println!(\"{} {:?}\", answer.status(), answer.request_id());".to_owned());
    lines.push("println!(\"{:?}\", answer.body());".to_owned());
    page.code("rust", &lines);
}

fn blocking(site: &Site<'_>, page: &mut Page) {
    let Some(sample) = Sample::of(site.cx) else { return };
    page.heading(2, "Without async");
    page.paragraph("With the feature `blocking`, `blocking()` takes the place of `await`:");
    let mut lines = imports(site.cx, &[]);
    lines.push(format!("let client = {}?;", made(site.cx)));
    lines.extend(sample.call("let answer = ", &[".send()", ".blocking()?;"]));
    page.code("rust", &lines);
}

fn transports(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    let Some(sample) = Sample::of(cx) else { return };
    page.heading(2, "Requests that are not sent");
    page.paragraph("`request()` gives the request that `send()` would send, credentials included:");
    let mut lines = imports(cx, &[]);
    lines.extend(built(cx, &[]));
    lines.extend(sample.call("let request = ", &[".request()?;"]));
    lines.push(format!("assert_eq!(request.method(), \"{}\");", sample.verb()));
    lines.push("println!(\"{}\", request.uri());".to_owned());
    page.code("rust", &lines);

    let Some((status, body)) = sample.answer() else { return };
    page.heading(2, "Tests without a network");
    page.paragraph(
        "`MemoryTransport` gives scripted answers and keeps what was asked. `RecordTransport` writes \
         the exchanges of another transport to a file, secrets removed, and `ReplayTransport` answers \
         from it.",
    );
    let mut lines = imports(cx, &["MemoryTransport", "StatusCode"]);
    lines.push("let transport = MemoryTransport::new();".to_owned());
    let quotes = "#".repeat(markdown::raw_guards(&body));
    lines.push(format!("let body = r{quotes}\"{body}\"{quotes};"));
    lines.push(format!("transport.answer_json(StatusCode::from_u16({status})?, body);"));
    lines.extend(built(cx, &[".transport(transport.clone())"]));
    lines.push(String::new());
    lines.extend(sample.call("let answer = ", &[".send()", ".await?;"]));
    lines.push("println!(\"{answer:?}\");".to_owned());
    lines.push("let requests = transport.requests();".to_owned());
    lines.push(format!("assert_eq!(requests[0].method(), \"{}\");", sample.verb()));
    page.code("rust", &lines);
    page.paragraph(
        "Any other type that implements `Transport` is given to the builder in the same way: another \
         HTTP library, a proxy, a cache. `layer` wraps the transport that there is, and `hook` sees \
         each attempt before it is sent and after it ended.",
    );
}
