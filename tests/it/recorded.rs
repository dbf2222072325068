//! What the real APIs were seen to answer and to be sent, beyond what their documentation says: null where
//! it promises a string, members that it does not know, statuses that it does not list.
//!
//! One file an API. The shapes are those of recorded traffic and of the APIs' own clients and servers; the
//! descriptions under `specs/` say where each comes from.

mod clerk;
mod cloudflare;
mod ears;
mod fastly;
mod saltant;
mod secrets;

use tokensmith::{MemoryTransport, http};

/// A transport that gives these answers in this order.
fn answers<const N: usize>(answers: [http::Response<String>; N]) -> MemoryTransport {
    let transport = MemoryTransport::new();
    answers.into_iter().for_each(|answer| transport.answer(answer));
    transport
}

/// An answer of `application/json`.
fn json(status: u16, body: &str) -> http::Response<String> {
    answer(status, &[("content-type", "application/json")], body)
}

/// A page of HTML.
fn html(status: u16) -> http::Response<String> {
    let headers = [("content-type", "text/html; charset=utf-8")];
    answer(status, &headers, "<!doctype html><title>Sorry</title>")
}

/// An answer with these headers.
fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<String> {
    let response = http::Response::builder().status(status);
    let all = headers.iter().fold(response, |all, (name, value)| all.header(*name, *value));
    all.body(body.to_owned()).unwrap()
}

/// Method, path with query, and body of the only request, as `POST /a?b {}`.
#[track_caller]
fn sent(transport: &MemoryTransport) -> String {
    let requests = transport.requests();
    let [request] = requests.as_slice() else { panic!("{} requests", requests.len()) };
    let path = request.uri().path_and_query().unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    format!("{} {path} {body}", request.method()).trim_end().to_owned()
}

/// Path with query of every request.
fn paths(transport: &MemoryTransport) -> Vec<String> {
    let path = |request: &http::Request<_>| request.uri().path_and_query().unwrap().to_string();
    transport.requests().iter().map(path).collect()
}
