//! Ears for one call: whatever is said of it to people, to a tracing library and to a recording.

use std::cell::RefCell;
use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, Once};

use tokensmith::{
    AttemptInfo, AttemptOutcome, Body, Error, Hook, HookError, MemoryTransport, RecordTransport,
    Response, RetryPolicy, clerk, cloudflare, fastly, saltant,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What every secret here contains, and nothing else does.
pub(super) const CANARY: &str = "canary";

/// Everything that was said about one call.
#[derive(Clone, Default)]
pub(super) struct Said(Arc<Mutex<String>>);

impl Said {
    pub(super) fn say(&self, what: &str, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{what}: {value:?} {value:#?}");
    }

    pub(super) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    pub(super) fn error(&self, error: &(dyn StdError + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.say("an error", &error);
            self.say("a sentence", &error.to_string());
            next = error.source();
        }
    }
}

/// A recording in memory.
impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints all that hooks are shown.
impl Hook for Said {
    fn before(
        &self,
        request: &mut tokensmith::http::Request<Body>,
        attempt: &AttemptInfo,
    ) -> Result<(), HookError> {
        self.say("the headers of a request", request.headers());
        self.say("the body of a request", request.body());
        self.say("an attempt", attempt);
        Ok(())
    }

    fn after(&self, outcome: AttemptOutcome<'_>, attempt: &AttemptInfo) {
        self.say("an outcome", &outcome);
        self.say("an attempt", attempt);
    }
}

thread_local! {
    /// What was traced on this thread; a test is on a thread of its own.
    static TRACED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps everything that anybody traces, at every level, for all threads.
pub(super) struct Traces;

impl Traces {
    fn install() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Self).unwrap());
    }

    pub(super) fn take() -> String {
        TRACED.take()
    }
}

struct Fields;

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        TRACED.with_borrow_mut(|text| {
            let _ = writeln!(text, "{field}={value:?}");
        });
    }
}

impl Subscriber for Traces {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The transport, the recording and the ears of one call.
pub(super) struct Ears {
    pub(super) memory: MemoryTransport,
    pub(super) recording: Said,
    pub(super) said: Said,
}

/// Builds the client of one API with a transport, a hook and a secret for a credential.
macro_rules! client {
    ($builder:expr, $ears:expr) => {{
        let transport = RecordTransport::new($ears.memory.clone(), $ears.recording.clone());
        let builder = $builder.transport(transport).hook($ears.said.clone());
        $ears.said.say("a builder", &builder);
        let client = builder.retry(RetryPolicy::never()).build().unwrap();
        $ears.said.say("a client", &client);
        client
    }};
}

pub(super) use client;

impl Ears {
    pub(super) fn new(
        answers: impl IntoIterator<Item = tokensmith::http::Response<String>>,
    ) -> Self {
        Traces::install();
        let memory = MemoryTransport::new();
        answers.into_iter().for_each(|answer| memory.answer(answer));
        Self { memory, recording: Said::default(), said: Said::default() }
    }

    pub(super) fn clerk(&self) -> clerk::Client {
        client!(clerk::Client::builder().bearer_auth("sk_canary_credential"), self)
    }

    pub(super) fn cloudflare(&self) -> cloudflare::Client {
        client!(cloudflare::Client::builder().api_token("cf_canary_credential"), self)
    }

    pub(super) fn fastly(&self) -> fastly::Client {
        client!(fastly::Client::builder().token("fastly_canary_credential"), self)
    }

    pub(super) fn saltant(&self) -> saltant::Client {
        let builder = saltant::Client::builder().token("saltant_canary_credential");
        client!(builder.base_url("https://saltant.example.com/api"), self)
    }

    /// Listens to how a call ended.
    pub(super) fn hear<T: Debug, E, H>(
        &self,
        result: Result<Response<T, H>, Error<E>>,
    ) -> Option<Response<T, H>>
    where
        Error<E>: StdError + 'static,
    {
        match result {
            Ok(response) => {
                self.said.say("a response", &response);
                self.said.say("an answer", response.body());
                Some(response)
            }
            Err(error) => {
                self.said.error(&error);
                None
            }
        }
    }

    /// Nothing that was said, traced or recorded holds a secret; what is none was recorded.
    #[track_caller]
    pub(super) fn assert_silent(&self, row: &str) {
        for (what, text) in [
            ("output for people", self.said.text()),
            ("a trace", Traces::take()),
            ("a recording", self.recording.text()),
        ] {
            assert!(!text.is_empty(), "{row}: there is no {what}");
            assert!(!text.contains(CANARY), "{row}: {what} shows a secret: {text}");
        }
        assert!(self.recording.text().contains("REDACTED"), "{row}: nothing was removed");
    }
}
