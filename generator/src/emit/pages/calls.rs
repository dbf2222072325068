//! The first page of an API: what calls of every operation can do.

use super::page::Page;
use super::recipes::{self, End, Sample, built, imports};
use super::site::Site;
use crate::emit::construct::made;
use crate::emit::markdown;

/// Sections, in the order in which one comes to need them.
pub(super) fn sections(site: &Site<'_>, page: &mut Page) {
    pages(site, page);
    waiting(site, page);
    answers(site, page);
    blocking(site, page);
    transports(site, page);
}

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
    page.paragraph(
        "`request()` gives the request that `send()` would send, credentials included, and `url()` where it \
         would go, without any:",
    );
    let mut lines = imports(cx, &[]);
    lines.extend(built(cx, &[]));
    lines.extend(sample.call("let request = ", &[".request()?;"]));
    lines.push(format!("assert_eq!(request.method(), \"{}\");", sample.verb()));
    lines.extend(sample.call("let address = ", &[".url()?;"]));
    lines.push("println!(\"{address}\");".to_owned());
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
