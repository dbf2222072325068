//! The first page of an API: its client.

use super::page::Page;
use super::recipes::{Sample, built, imports};
use super::site::{Site, file, title};
use super::{calls, notes, security};
use crate::Manifest;
use crate::emit::construct::{self, made};
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::emit::{client::reads_environment, docs};

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
    calls::sections(site, &mut page);
    page.finish()
}

fn construction(site: &Site<'_>, page: &mut Page) {
    let cx = site.cx;
    let module = cx.path();
    page.heading(2, "Construction");
    if cx.config.manifest == Manifest::Workspace {
        let add = format!("cargo add {} --features {}", cx.config.name, file_name(&cx.api.module));
        page.code("sh", &[add]);
    }
    if let Some(sample) = Sample::of(cx) {
        let mut lines = imports(cx, &[]);
        lines.push("#[tokio::main]".to_owned());
        lines.push("async fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        let mut inside = vec![format!("let client = {}?;", sample.made())];
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
    if let Some(arguments) = construct::of_constructor(cx) {
        let arguments = arguments.join(", ");
        ways.push(format!("`{module}::Client::new({arguments})` takes what is needed at least"));
    }
    if !ways.is_empty() {
        page.paragraph(format!("{}.", notes::listed(&ways, "and")));
    }
    if let Some(new) = construct::constructed(cx) {
        let mut lines = imports(cx, &[]);
        lines.push(format!("let client = {new}?;"));
        page.code("rust", &lines);
    }
    page.paragraph(format!("`{module}::Client::builder()` has all settings:"));
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
    if cx.api.self_hosted {
        page.paragraph(
            "There is no default base URL: every server is somebody's own. It is given with or without a \
             slash at its end, and a call may have another, by `with_base_url`.",
        );
        return;
    }
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
    if let Some(variable) = api.server_env.as_ref().filter(|_| api.self_hosted) {
        row(variable, "The base URL of your server. It is needed.".to_owned());
    }
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
        "`Client::from_env()` reads them once. Where one is missing or cannot be used, it fails with a \
         `ConfigError` that names the variable and says what to do.",
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
        let module = cx.path();
        let mut lines = imports(cx, &["ProviderError", "Secret"]);
        lines.push(format!("let client = {module}::Client::builder()"));
        lines.extend(construct::address_setter(cx).map(|setter| format!("    {setter}")));
        lines.extend([
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
            "Making a client does not check its credentials. `client.verify()` is the call {}, which \
             succeeds exactly when they are good, and `client.verified()` gives the client once that has \
             succeeded. Time limits hold for it as for any call. A `VerifyError` says whether the \
             credentials were refused (`is_refused()`) or the check itself failed.",
            markdown::code(&format!(
                "{} {}",
                operation.verb.as_str(),
                operation.path
            ))
        ));
        let mut lines = imports(cx, &[]);
        lines.push(format!("let client = {}?.verified().await?;", made(cx)));
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
    let refused = format!(
        "whether the credentials were refused ({}), or there were none",
        notes::listed(&security::refusals(cx.api), "or")
    );
    page.table(
        &["Method", "What it gives"],
        &[
            row(["`api()`", "the documented body of an error"]),
            row(["`is_authentication()`", &refused]),
            row(["`is_not_found()`", "whether there is no such thing (`404`)"]),
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
        let mut lines = imports(cx, &[]);
        lines.push(format!("let client = {}?;", sample.made()));
        lines.extend(sample.call("let result = ", &[".send()", ".await;"]));
        lines.extend(ERRORS.lines().map(str::to_owned));
        page.code("rust", &lines);
    }
}

const ERRORS: &str = r#"match result {
    Ok(answer) => println!("{answer:?}"),
    Err(error) if error.is_not_found() => println!("there is none"),
    Err(error) if error.is_authentication() => println!("refused: {error}"),
    Err(error) => {
        eprintln!("{error} (request {:?})", error.request_id());
        if let Some(body) = error.api() {
            eprintln!("{body:?}");
        }
    }
}"#;
