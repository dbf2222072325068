//! Pages: every style of asking for them, every end, and servers that lead astray.

use core::future::Future;
use core::pin::pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex};

use futures_core::Stream;
use http::{Response, StatusCode, Uri};

use crate::api::{Api, Case, Next, Operation, Pagination, Scheme, SchemeKind};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::credentials::Credential;
use crate::json::{Json, JsonResult, Reader, Value, Writer};
use crate::transport::{Attempt, BoxFuture};
use crate::{
    Body, Clock, Error, ItemStream, MemoryTransport, PageStream, PaginationErrorKind, Resume,
    Transport, TransportError,
};

mod ends;
mod last;
mod members;
mod origins;
mod position;
mod volume;

static API: Api = Api {
    name: "list",
    servers: &["https://api.example.com/v1"],
    schemes: &[
        Scheme { name: "bearer", kind: SchemeKind::Bearer, env: &[] },
        Scheme { name: "key", kind: SchemeKind::ApiKeyQuery("api_key"), env: &[] },
    ],
    ..Api::DEFAULT
};

static LIST: Operation = Operation {
    id: "List",
    path: "/things/{kind}",
    security: Some(&[&[0, 1]]),
    success: &[Case::new(&[200], 0)],
    errors: &[Case::new(&[400], 0)],
    ..Operation::DEFAULT
};

static OFFSET: Pagination = Pagination {
    items: "/data",
    or_absent: false,
    or_array: false,
    total: Some("/total"),
    more: None,
    limit: Some("limit"),
    next: Next::Offset { parameter: "offset" },
};
static PAGE: Pagination = Pagination { next: Next::Page { parameter: "page", first: 1 }, ..OFFSET };
static CURSOR: Pagination = Pagination {
    next: Next::Cursor { parameter: "after", pointer: "/meta/next" },
    total: None,
    ..OFFSET
};
static URL: Pagination =
    Pagination { next: Next::Url { pointer: "/meta/next" }, total: None, ..OFFSET };
static LINK: Pagination =
    Pagination { items: "", total: None, limit: None, next: Next::Link, ..OFFSET };

type Items = ItemStream<i64, Value>;

fn call(transport: impl Transport + 'static) -> Call {
    let builder = ClientBuilder::new(&API)
        .credential(0, Credential::token("secret"))
        .credential(1, Credential::token("k e y"));
    let mut call = builder.transport(transport).build().expect("a client").call(&LIST);
    call.path("kind", &"a b".to_owned());
    call
}

/// A transport with these answers, each a page.
fn script(pages: &[&str]) -> MemoryTransport {
    let transport = MemoryTransport::new();
    for page in pages {
        transport.answer_json(StatusCode::OK, *page);
    }
    transport
}

/// A page of `[]` style with a `Link` header.
fn linked(items: &str, link: &str) -> Response<Body> {
    let response = Response::builder().header("link", link);
    response.body(Body::from(items.to_owned())).expect("a response")
}

/// Everything that a stream gives, and how it ends.
async fn all(mut items: Items) -> (Vec<i64>, Result<(), Error<Value>>) {
    let mut given = Vec::new();
    let end = loop {
        match items.try_next().await {
            Ok(Some(item)) => given.push(item),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    assert!(matches!(items.try_next().await, Ok(None)), "an error and the end are the end");
    (given, end)
}

/// The queries that were sent, without the credential.
fn queries(transport: &MemoryTransport) -> Vec<String> {
    let query = |uri: &Uri| {
        let query = uri.query().expect("a credential");
        let rest = query.strip_suffix("api_key=k%20e%20y").expect("a credential at its end");
        assert!(!rest.contains("api_key"), "{query}");
        rest.trim_end_matches('&').to_owned()
    };
    transport.requests().iter().map(|request| query(request.uri())).collect()
}

fn kind(end: &Result<(), Error<Value>>) -> PaginationErrorKind {
    match end {
        Err(Error::Pagination(error)) => error.kind(),
        other => panic!("{other:?}"),
    }
}

/// Answers by a function of the request's URI.
struct Server<F>(F);

impl<F> core::fmt::Debug for Server<F> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Server")
    }
}

impl<F: Fn(&Uri) -> String + Send + Sync> Transport for Server<F> {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Attempt,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            // One turn through the executor, so that requests can be abandoned.
            let mut turned = false;
            core::future::poll_fn(|context| {
                context.waker().wake_by_ref();
                if core::mem::replace(&mut turned, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            Ok(Response::new(Body::from((self.0)(request.uri()))))
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        MemoryTransport::new().clock()
    }
}
