//! Threat F13: servers move on, and clients that are in the field do not. Every answer of every operation still
//! decodes when it has more members, values that enums did not have, and null where a member may be absent.

use tokensmith::clerk::Client;
use tokensmith::{MemoryTransport, RetryPolicy, StatusCode, Value};

use super::KEY;

const MACHINE: &str = r#"{
    "object": "machine", "id": "mch_1", "name": "worker", "instance_id": "ins_1",
    "created_at": 1763712000000, "updated_at": 1763715600000, "default_token_ttl": 600,
    "secret_key": "ak_1",
    "scoped_machines": [{
        "object": "machine", "id": "mch_2", "name": "ledger", "instance_id": "ins_1",
        "created_at": 1, "updated_at": 2, "default_token_ttl": 60
    }]
}"#;
const KEY_OF_MACHINE: &str = r#"{"object": "machine_secret_key", "secret": "ak_2"}"#;
const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;
const SCOPE: &str = r#"{"object": "machine_scope", "from_machine_id": "mch_1",
    "to_machine_id": "mch_2", "created_at": 3, "deleted": true}"#;
const ERRORS: &str = r#"{
    "errors": [{"message": "m", "long_message": "l", "code": "c", "meta": {"a": [1, 255]},
        "clerk_trace_id": "inner"}],
    "meta": {"retry": false}, "clerk_trace_id": "outer"
}"#;

/// Members whose values are those of an enum, and members that may be absent.
const ENUMS: &[&str] = &["object"];
const OPTIONAL: &[&str] = &["default_token_ttl", "meta", "clerk_trace_id"];

/// Everything that could be different some day, one thing at a time, and how many things there are.
fn futures(answer: &str) -> Vec<(String, Value)> {
    let answer: Value = answer.parse().unwrap();
    let mut found = vec![("nothing".to_owned(), answer.clone())];
    let count = visit(&mut answer.clone(), &mut |_, _, _| {});
    for number in 0..count {
        for change in CHANGES {
            let (mut changed, mut what, mut seen) = (answer.clone(), None, 0);
            visit(&mut changed, &mut |object, name, value| {
                if seen == number {
                    what = change(object, name, value);
                }
                seen += 1;
            });
            found.extend(what.map(|what| (what, changed)));
        }
    }
    found
}

type Added = Vec<(String, Value)>;
type Change = fn(&mut Added, &str, &mut Value) -> Option<String>;

const CHANGES: &[Change] = &[
    |more, name, _| {
        more.push((format!("{name}_v2"), r#"{"a": ["x", null, 1e3, {}]}"#.parse().unwrap()));
        Some(format!("a member beside {name}"))
    },
    |_, name, value| {
        ENUMS.contains(&name).then(|| {
            *value = Value::from("robot");
            format!("a new value of {name}")
        })
    },
    |_, name, value| {
        OPTIONAL.contains(&name).then(|| {
            *value = Value::Null;
            format!("null for {name}")
        })
    },
];

/// Shows every member of every object to `see`, with a place for members to add, and counts them.
fn visit(value: &mut Value, see: &mut dyn FnMut(&mut Added, &str, &mut Value)) -> usize {
    let mut count = 0;
    if let Some(items) = value.as_array_mut() {
        count += items.iter_mut().map(|item| visit(item, see)).sum::<usize>();
    }
    if let Some(members) = value.as_object_mut() {
        let mut more = Vec::new();
        for (name, member) in members.iter_mut() {
            see(&mut more, name, member);
            count += 1 + visit(member, see);
        }
        members.extend(more);
    }
    count
}

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder().bearer_auth(KEY).retry(RetryPolicy::never());
    builder.transport(transport.clone()).build().unwrap()
}

/// Sends a call for each thing that could be different in its answer.
macro_rules! decodes {
    ($($name:ident: |$machines:ident| $call:expr => $answer:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            let transport = MemoryTransport::new();
            let $machines = client(&transport).machines();
            let futures = futures($answer);
            assert!(futures.len() > 3, "something changes");
            for (what, answer) in futures {
                transport.answer_json(StatusCode::OK, answer.to_string());
                if let Err(error) = $call.send().await {
                    panic!("{what}: {error}");
                }
            }
        }
    )*};
}

decodes! {
    f13_a_list_of_tomorrow: |machines| machines.list()
        => &format!(r#"{{"data": [{MACHINE}], "total_count": 1}}"#);
    f13_a_new_machine_of_tomorrow: |machines| machines.create("worker") => MACHINE;
    f13_a_machine_of_tomorrow: |machines| machines.get("mch_1") => MACHINE;
    f13_an_updated_machine_of_tomorrow: |machines| machines.update("mch_1") => MACHINE;
    f13_a_deleted_machine_of_tomorrow: |machines| machines.delete("mch_1") => DELETED;
    f13_a_key_of_tomorrow: |machines| machines.get_secret_key("mch_1") => KEY_OF_MACHINE;
    f13_a_rotated_key_of_tomorrow: |machines| machines.rotate_secret_key("mch_1", 60)
        => KEY_OF_MACHINE;
    f13_a_scope_of_tomorrow: |machines| machines.create_scope("mch_1", "mch_2") => SCOPE;
    f13_a_deleted_scope_of_tomorrow: |machines| machines.delete_scope("mch_1", "mch_2") => SCOPE;
}

#[tokio::test]
async fn f13_an_error_of_tomorrow_is_still_the_typed_one() {
    let transport = MemoryTransport::new();
    let machines = client(&transport).machines();
    for (what, answer) in futures(ERRORS) {
        transport.answer_json(StatusCode::NOT_FOUND, answer.to_string());
        let error = machines.get("mch_1").send().await.unwrap_err();
        assert!(error.api().is_some(), "{what}: {error:?}");
    }
}
