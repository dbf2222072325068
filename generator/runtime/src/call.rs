//! A call that is being put together: inputs in, first problem remembered.
//!
//! One box, so that the setters of emitted code move a pointer.

use core::time::Duration;
use std::fmt;

use http::HeaderMap;

use crate::answer::Answer;
use crate::api::Operation;
use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::client::Client;
use crate::content::Content;
use crate::error::{BuildError, Error};
use crate::header;
use crate::json::{self, WriteJson};
use crate::pairs::Pairs;
use crate::problem::{Place, Problem};
use crate::retry::RetryPolicy;
use crate::send::{Send, SendWithResponse};

/// A call of an operation, not sent yet.
#[derive(Clone)]
pub struct Call {
    pub(crate) inner: Box<Inputs>,
}

/// What a call consists of.
#[derive(Clone)]
pub(crate) struct Inputs {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// Names and encoded values of path parameters.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Pairs,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Pairs,
    pub(crate) body: Content,
    options: Option<Box<Options>>,
    /// The first problem; everything after it is of no interest.
    problem: Option<Box<Problem>>,
}

/// What few calls say, so that the others neither hold nor look through it.
#[derive(Clone)]
pub(crate) struct Options {
    /// The media type of the body.
    pub(crate) media_type: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) base_url: Option<BaseUrl>,
    /// Path and query at the server that are asked for in place of those made of the inputs.
    pub(crate) address: Option<String>,
}

impl Options {
    const NONE: Self = Self {
        media_type: None,
        timeout: None,
        attempt_timeout: None,
        retry: None,
        base_url: None,
        address: None,
    };
}

impl Call {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        let mut call = Self {
            inner: Box::new(Inputs {
                query: client.config().query.clone(),
                client,
                operation,
                path: Vec::new(),
                headers: HeaderMap::new(),
                cookies: Pairs::default(),
                body: Content::None,
                options: None,
                problem: None,
            }),
        };
        call.go_to_own_server();
        call
    }

    /// Sends the call to the server that the operation has to itself, unless the consumer said where calls
    /// of this client go.
    fn go_to_own_server(&mut self) {
        let (server, config) = (self.inner.operation.server, self.inner.client.config());
        if server.is_empty() || config.is_base_url_given {
            return;
        }
        let url = match server.strip_prefix('/') {
            Some(path) => format!("{}/{path}", config.base_url.site()),
            None => server.to_owned(),
        };
        self.with_base_url(&url);
    }

    /// Sets the JSON body.
    #[must_use]
    pub fn body(mut self, value: &dyn WriteJson) -> Self {
        let bytes = json::to_vec(value).map_err(|error| {
            Problem::new(Place::Body, "", format!("cannot be written as JSON: {error}"))
        });
        if let Some(bytes) = self.kept(bytes) {
            self.inner.body = Content::Json(bytes.into());
        }
        self
    }

    /// Sets the JSON body, unless the value is absent: then the request has neither body nor media type.
    #[must_use]
    pub fn optional_body(self, value: &dyn WriteJson) -> Self {
        if value.is_absent() { self } else { self.body(value) }
    }

    /// Sets a header, over the operation's and the client's own. Its value is taken for a secret.
    ///
    /// That holds for credentials too: `authorization` is sent in place of the client's. Only `cookie`
    /// is added to, so that the cookies of a credential and of parameters stay.
    pub fn with_header(&mut self, name: &str, value: &str) {
        if let Some((name, value)) = self.kept(header::checked(name, value)) {
            self.inner.headers.insert(name, value);
        }
    }

    /// Sets a query parameter that the description does not name.
    pub fn with_query(&mut self, name: &str, value: &str) {
        self.inner.query.set_text(name, value);
    }

    /// Sends this call to another server, credentials included.
    pub fn with_base_url(&mut self, url: &str) {
        let parsed = BaseUrl::parse(url).map_err(|what| Problem::new(Place::BaseUrl, "", what));
        if let Some(url) = self.kept(parsed) {
            self.inner.options_mut().base_url = Some(url);
        }
    }

    /// The call as a future of its output.
    pub fn send<T: Answer, E: Answer>(self) -> Send<T, E> {
        Send::new(self.inner)
    }

    /// The call as a future of its output with status and headers.
    pub fn send_with_response<T: Answer, E: Answer, H>(self) -> SendWithResponse<T, E, H> {
        SendWithResponse::new(self.inner)
    }

    /// The request that would be sent, credentials included.
    ///
    /// Header values that callers gave are marked sensitive, so `Debug` hides them; it shows the URL
    /// and how long the body is.
    ///
    /// # Errors
    /// [`Error::Build`] and [`Error::Credentials`].
    pub fn request<E>(self) -> Result<http::Request<Body>, Error<E>> {
        let mut inputs = *self.inner;
        inputs.identify().and_then(|()| inputs.request()).map_err(Error::cast)
    }

    /// The value, unless there is a problem to be kept.
    pub(crate) fn kept<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.inner.problem.get_or_insert_with(|| Box::new(problem));
                None
            }
        }
    }
}

impl Inputs {
    /// What the call says beside its inputs.
    pub(crate) fn options(&self) -> &Options {
        const NONE: &Options = &Options::NONE;
        self.options.as_deref().unwrap_or(NONE)
    }

    /// The same, to be changed.
    pub(crate) fn options_mut(&mut self) -> &mut Options {
        self.options.get_or_insert_with(|| Box::new(Options::NONE))
    }

    /// Whether the inputs were fine so far.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if let Some(problem) = &self.problem {
            return Err(self.build_error(Problem::clone(problem)));
        }
        match &self.body {
            Content::Parts(parts) => parts.check().map_err(|problem| self.build_error(problem)),
            Content::None | Content::Json(_) | Content::Payload(_) | Content::Form(_) => Ok(()),
        }
    }

    /// An error of building this call's request.
    #[cold]
    pub(crate) fn build_error<E>(&self, problem: Problem) -> Error<E> {
        Error::Build(Box::new(BuildError { operation: self.operation, problem }))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs = &*self.inner;
        // Names only: every value can be a secret.
        f.debug_struct("Call")
            .field("operation", &inputs.operation.id)
            .field("path", &inputs.path.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("query", &inputs.query.names().collect::<Vec<_>>())
            .field("headers", &inputs.headers.keys().collect::<Vec<_>>())
            .field("cookies", &inputs.cookies.names().collect::<Vec<_>>())
            .field("body", &inputs.body)
            .field("timeout", &inputs.options().timeout)
            .field("base_url", &inputs.options().base_url)
            .finish_non_exhaustive()
    }
}
