//! Every credential that an API hands out or takes, in every text that is made for people, logs or files.
//!
//! [`RETURNED`] is the table: the operations whose answers hold a credential, and the member that is one. A
//! member that loses its mark `x-sdk-secret` is no `Secret` any more, so [`call`] does not compile, and the
//! recording shows it, whatever type it has.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::fs;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, Once};

use tokensmith::http::HeaderMap;
use tokensmith::{
    AttemptInfo, AttemptOutcome, Body, Error, Hook, HookError, MemoryTransport, RecordTransport,
    Response, RetryPolicy, clerk, cloudflare, fastly, saltant,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{answer, json};
use crate::support::{folders, workspace};

/// What every secret here contains, and nothing else does.
const CANARY: &str = "canary";

/// Everything that was said about one call.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<String>>);

impl Said {
    fn say(&self, what: &str, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{what}: {value:?} {value:#?}");
    }

    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    fn error(&self, error: &(dyn StdError + 'static)) {
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
struct Traces;

impl Traces {
    fn install() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Self).unwrap());
    }

    fn take() -> String {
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
struct Ears {
    memory: MemoryTransport,
    recording: Said,
    said: Said,
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

impl Ears {
    fn new(answers: impl IntoIterator<Item = tokensmith::http::Response<String>>) -> Self {
        Traces::install();
        let memory = MemoryTransport::new();
        answers.into_iter().for_each(|answer| memory.answer(answer));
        Self { memory, recording: Said::default(), said: Said::default() }
    }

    fn clerk(&self) -> clerk::Client {
        client!(clerk::Client::builder().bearer_auth("sk_canary_credential"), self)
    }

    fn cloudflare(&self) -> cloudflare::Client {
        client!(cloudflare::Client::builder().api_token("cf_canary_credential"), self)
    }

    fn fastly(&self) -> fastly::Client {
        client!(fastly::Client::builder().token("fastly_canary_credential"), self)
    }

    fn saltant(&self) -> saltant::Client {
        let builder = saltant::Client::builder().token("saltant_canary_credential");
        client!(builder.base_url("https://saltant.example.com/api"), self)
    }

    /// Listens to how a call ended.
    fn hear<T: Debug, E, H>(
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
    fn assert_silent(&self, row: &str) {
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

/// A row of the table: API, operation, the member, and the rest of the answer.
type Row = (&'static str, &'static str, &'static str, &'static str);

const MACHINE: &str = r#""object": "machine", "id": "m", "name": "n", "instance_id": "i",
    "created_at": 1, "updated_at": 2, "scoped_machines": []"#;

const RETURNED: [Row; 6] = [
    ("clerk", "create", "secret_key", MACHINE),
    ("clerk", "get_secret_key", "secret", r#""object": "machine_secret_key""#),
    ("clerk", "rotate_secret_key", "secret", r#""object": "machine_secret_key""#),
    ("cloudflare", "create", "client_secret", r#""id": "t""#),
    ("cloudflare", "rotate", "client_secret", r#""id": "t""#),
    ("fastly", "create", "access_token", r#""id": "t""#),
];

/// Inputs that are credentials.
const SENT: [(&str, &str); 2] = [("fastly", "Fastly-OTP"), ("fastly", "password")];

/// Names of properties and parameters that hold credentials, whatever the descriptions say of them.
const TELLING: [&str; 6] =
    ["access_token", "client_secret", "password", "secret", "secret_key", "Fastly-OTP"];

/// Every member by a telling name has the mark, and every one that has the mark is in a table above.
#[test]
fn every_secret_of_the_descriptions_is_marked_and_tested() {
    let mut marked = BTreeSet::new();
    for (api, folder) in folders(&workspace().join("specs")) {
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let text = fs::read_to_string(&file).unwrap();
            for (name, block) in blocks(&text) {
                let is_marked = block.contains("x-sdk-secret: true");
                assert!(is_marked || !TELLING.contains(&name), "{}: {name}", file.display());
                if is_marked {
                    marked.insert((api.clone(), name.to_owned()));
                }
            }
        }
    }
    let returned = RETURNED.iter().map(|(api, _, member, _)| (*api, *member));
    let tested = returned.chain(SENT).map(|(api, name)| (api.to_owned(), name.to_owned()));
    assert_eq!(marked, tested.collect());
}

/// The properties and parameters of a description that are strings, each with the lines that describe it.
fn blocks(text: &str) -> impl Iterator<Item = (&str, String)> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().collect();
    (0..lines.len()).filter_map(move |at| {
        let line = lines[at].trim_start().trim_start_matches("- ");
        let name = line.strip_prefix("name: ").or_else(|| line.strip_suffix(':'))?;
        let depth = indent(lines[at]);
        let within = lines[at + 1..].iter().take_while(|line| indent(line) > depth);
        let block: Vec<&str> = within.copied().collect();
        let is_parameter = line.starts_with("name: ");
        let describes_it =
            block.first().is_some_and(|line| line.trim_start().starts_with("type: string"));
        // The schema of a parameter is a part of its block.
        (is_parameter || describes_it && name != "schema").then(|| (name, block.join("\n")))
    })
}

/// The answer of a row, whose secret is this JSON.
fn body((api, _, member, rest): Row, secret: &str) -> String {
    let body = format!(r#"{{"{member}": {secret}, {rest}}}"#);
    match api {
        "cloudflare" => format!(r#"{{"success": true, "result": {body}}}"#),
        _ => body,
    }
}

/// Sends the call of a row and gives the secret of its answer, if it has one.
async fn call(ears: &Ears, (api, operation, ..): Row) -> Option<String> {
    let exposed = match (api, operation) {
        ("clerk", "create") => {
            let call = ears.clerk().machines().create("n");
            ears.hear(call.send_with_response().await).map(|got| got.into_body().secret_key)
        }
        ("clerk", "get_secret_key") => {
            let call = ears.clerk().machines().get_secret_key("m");
            ears.hear(call.send_with_response().await).map(|got| got.into_body().secret)
        }
        ("clerk", "rotate_secret_key") => {
            let call = ears.clerk().machines().rotate_secret_key("m", 0);
            ears.hear(call.send_with_response().await).map(|got| got.into_body().secret)
        }
        ("cloudflare", "create") => {
            let call = ears.cloudflare().access_service_tokens().create("a", "n");
            ears.hear(call.send_with_response().await).and_then(|got| got.into_body().client_secret)
        }
        ("cloudflare", "rotate") => {
            let call = ears.cloudflare().access_service_tokens().rotate("a", "t");
            ears.hear(call.send_with_response().await).and_then(|got| got.into_body().client_secret)
        }
        ("fastly", "create") => {
            let call = ears.fastly().tokens().create();
            ears.hear(call.send_with_response().await).and_then(|got| got.into_body().access_token)
        }
        other => panic!("no call for {other:?}"),
    };
    exposed.map(|secret| secret.expose_secret().to_owned())
}

#[tokio::test]
async fn a_secret_of_an_answer_is_for_its_caller_alone() {
    for row in RETURNED {
        let ears = Ears::new([json(200, &body(row, r#""canary_returned_secret""#))]);
        assert_eq!(call(&ears, row).await.as_deref(), Some("canary_returned_secret"), "{row:?}");
        ears.assert_silent(&format!("{row:?}"));
        assert!(ears.said.text().contains("[REDACTED]"), "{row:?}");
    }
}

/// Answers that are errors, whatever is wrong with them, though they hold the secret.
#[tokio::test]
async fn no_error_shows_a_secret_that_came_with_it() {
    for row in RETURNED {
        let whole = body(row, r#""canary_returned_secret""#);
        let wrong = body(row, r#"{"canary": "canary_returned_secret"}"#);
        for bad in [
            json(200, &wrong),
            json(200, whole.split_at(whole.len() - 1).0),
            json(400, &whole),
            json(503, &whole),
            answer(200, &[("content-type", "text/html")], "<p>canary_returned_secret</p>"),
        ] {
            let ears = Ears::new([bad]);
            assert_eq!(call(&ears, row).await, None, "{row:?}");
            let (said, traced) = (ears.said.text(), Traces::take());
            assert!(!said.contains(CANARY), "{row:?}: {said}");
            assert!(!traced.contains(CANARY), "{row:?}: {traced}");
        }
    }
}

/// Credentials and secret inputs, of which the request is made.
#[tokio::test]
async fn what_was_sent_is_not_shown_either() {
    let nothing = r#"{"count": 0, "next": null, "previous": null, "results": []}"#;
    let ears = Ears::new([json(200, nothing)]);
    let call = ears.saltant().users().list();
    ears.said.say("a call", &call);
    ears.hear(call.send_with_response().await).unwrap();
    ears.assert_silent("saltant, the token");

    let ears = Ears::new([json(200, r#"{"id": "t"}"#)]);
    let call = ears.fastly().tokens().create().username("a").password("canary_password");
    let call = call.fastly_otp("canary_otp");
    ears.said.say("a call", &call);
    ears.hear(call.send_with_response().await).unwrap();
    ears.assert_silent("fastly, password and one-time password");
    let form = String::from_utf8(ears.memory.requests()[0].body().to_vec()).unwrap();
    assert!(form.contains("canary_password"), "it was sent: {form}");

    let builders = [
        fastly::Client::builder().username_and_password("canary_user", "canary_password"),
        fastly::Client::builder().token_provider(|| async { Ok("canary_provided".into()) }),
    ];
    for builder in builders {
        let ears = Ears::new([json(200, r#"{"id": "t"}"#)]);
        let client = client!(builder, ears);
        ears.hear(client.tokens().create().send_with_response().await).unwrap();
        ears.assert_silent("fastly, other credentials");
    }

    let mail = cloudflare::Client::builder().api_email("canary@example.com");
    let ears = Ears::new([json(200, r#"{"success": true, "result": []}"#)]);
    let client = client!(mail.api_key("canary_global_key"), ears);
    ears.hear(client.access_service_tokens().list("a").send_with_response().await).unwrap();
    ears.assert_silent("cloudflare, mail and key");
}

/// The request that is only looked at has the credential, and hides it.
#[test]
fn a_request_that_is_not_sent_hides_its_credential() {
    let ears = Ears::new([]);
    let headers: [HeaderMap; 4] = [
        ears.clerk().machines().list().request().unwrap().headers().clone(),
        ears.cloudflare().access_service_tokens().list("a").request().unwrap().headers().clone(),
        ears.fastly().tokens().list_user().request().unwrap().headers().clone(),
        ears.saltant().users().list().request().unwrap().headers().clone(),
    ];
    for headers in headers {
        let secret = headers.values().filter(|value| value.to_str().unwrap().contains(CANARY));
        assert_eq!(secret.count(), 1);
        assert!(!format!("{headers:?}").contains(CANARY), "{headers:?}");
    }
}
