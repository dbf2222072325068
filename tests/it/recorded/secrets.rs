//! Every credential that an API hands out or takes, in every text that is made for people, logs or files.
//!
//! [`RETURNED`] is the table: the operations whose answers hold a credential, and the member that is one. A
//! member that loses its mark `x-sdk-secret` is no `Secret` any more, so [`call`] does not compile, and the
//! recording shows it, whatever type it has.

use std::collections::BTreeSet;
use std::fs;

use tokensmith::http::HeaderMap;
use tokensmith::{RecordTransport, RetryPolicy, cloudflare, fastly};

use super::ears::{CANARY, Ears, Traces, client};
use super::{answer, json};
use crate::support::{folders, workspace};

/// A row of the table: API, operation, the member, and the rest of the answer.
type Row = (&'static str, &'static str, &'static str, &'static str);

const MACHINE: &str = r#""object": "machine", "id": "m", "name": "n", "instance_id": "i",
    "created_at": 1, "updated_at": 2, "scoped_machines": []"#;

const RETURNED: [Row; 7] = [
    ("clerk", "create", "secret_key", MACHINE),
    ("clerk", "get_secret_key", "secret", r#""object": "machine_secret_key""#),
    ("clerk", "rotate_secret_key", "secret", r#""object": "machine_secret_key""#),
    ("cloudflare", "create", "client_secret", r#""id": "t""#),
    ("cloudflare", "rotate", "client_secret", r#""id": "t""#),
    ("fastly", "create", "access_token", r#""id": "t""#),
    ("fastly", "create, automation", "access_token", r#""id": "t""#),
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
        ("fastly", "create, automation") => {
            let call = ears.fastly().automation_tokens().create();
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
        let wrong = body(row, r#"{"inner": "canary_returned_secret"}"#);
        let text = [("content-type", "text/plain")];
        for bad in [
            json(200, &wrong),
            json(200, whole.split_at(whole.len() - 1).0),
            json(400, &whole),
            json(503, &whole),
            answer(418, &text, &whole),
            answer(200, &[("content-type", "text/html")], "<p>canary_returned_secret</p>"),
        ] {
            let names_it = bad.body().starts_with('{');
            let ears = Ears::new([bad]);
            assert_eq!(call(&ears, row).await, None, "{row:?}");
            let (said, traced) = (ears.said.text(), Traces::take());
            assert!(!said.contains(CANARY), "{row:?}: {said}");
            assert!(!traced.contains(CANARY), "{row:?}: {traced}");
            // What stands under no name is nobody's to know.
            let recorded = ears.recording.text();
            assert!(!names_it || !recorded.contains(CANARY), "{row:?}: {recorded}");
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
    let call = call.otp("canary_otp");
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
