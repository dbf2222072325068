//! Every operation of every API over a socket: with required inputs only and with all inputs, answered as the
//! description shows it, and with every error that it describes.

use std::collections::{BTreeMap, BTreeSet};

use crate::calls::{APIS, Answer, Call, Failure, Inputs};
use crate::server::{Server, answer, json};

/// What the documentation pages have, counted by hand.
const OPERATIONS: &[(&str, &str, &[&str])] = &[
    (
        "clerk",
        "machines",
        &[
            "list",
            "create",
            "get",
            "update",
            "delete",
            "get_secret_key",
            "rotate_secret_key",
            "create_scope",
            "delete_scope",
        ],
    ),
    (
        "cloudflare",
        "access_service_tokens",
        &["list", "create", "get", "update", "delete", "refresh", "rotate"],
    ),
    (
        "fastly",
        "tokens",
        &[
            "list_user",
            "create",
            "bulk_revoke",
            "get_current",
            "revoke_current",
            "get",
            "revoke",
            "list_customer",
        ],
    ),
    ("fastly", "automation_tokens", &["list", "create", "get", "revoke", "services"]),
    ("saltant", "container_task_instances", &["list", "create", "get", "clone", "terminate"]),
    ("saltant", "executable_task_instances", &["list", "create", "get", "clone", "terminate"]),
    ("saltant", "container_task_types", &["list", "create", "get", "put"]),
    ("saltant", "executable_task_types", &["list", "create", "get", "put"]),
    ("saltant", "task_queues", &["list", "create", "get", "put", "patch"]),
    ("saltant", "task_whitelists", &["list", "create", "get", "put", "patch"]),
    ("saltant", "users", &["list", "get"]),
];

/// A place where nothing listens, for calls that are not sent.
const NOWHERE: &str = "http://127.0.0.1:9";

#[test]
fn every_documented_operation_has_its_calls_and_no_other_has() {
    let mut called: BTreeMap<(&str, &str, &str), Vec<Inputs>> = BTreeMap::new();
    for (api, make) in APIS {
        for Call { operation, inputs, .. } in make(NOWHERE, None).unwrap() {
            let key = (*api, operation.group, operation.method);
            called.entry(key).or_default().push(inputs);
        }
    }
    for (operation, inputs) in &called {
        let complete = [vec![Inputs::Both], vec![Inputs::Required, Inputs::All]];
        assert!(complete.contains(inputs), "{operation:?}: {inputs:?}");
    }
    let documented: BTreeSet<_> = OPERATIONS
        .iter()
        .flat_map(|(api, group, methods)| methods.iter().map(|method| (*api, *group, *method)))
        .collect();
    let called: BTreeSet<_> = called.into_keys().collect();
    assert_eq!(called, documented);
}

#[tokio::test]
async fn every_operation_reads_the_success_that_is_described() {
    for (api, make) in APIS {
        let success = |call: &Call| call.operation.answers.iter().find(|a| a.is_success());
        let calls = make(NOWHERE, None).unwrap();
        let bytes = calls.iter().map(|call| {
            let operation = call.operation;
            spoken(success(call).unwrap_or_else(|| panic!("{api}: {operation:?} has no success")))
        });
        let server = Server::with(bytes.collect::<Vec<_>>());
        for call in make(&server.base_url(), None).unwrap() {
            let (operation, inputs) = (call.operation, call.inputs);
            let outcome = call.send().await;
            assert!(outcome.is_ok(), "{api}: {inputs:?} of {operation:?}: {outcome:?}");
        }
        for (call, request) in calls.iter().zip(server.requests()) {
            let line = request.lines().next().unwrap_or_default();
            assert!(is_of(line, call), "{api}: {line} of {:?}", call.operation);
        }
        assert_eq!(server.count(), calls.len(), "{api}");
    }
}

#[tokio::test]
async fn every_error_that_is_described_comes_back_as_its_type() {
    for (api, make) in APIS {
        let statuses: BTreeSet<u16> = make(NOWHERE, None)
            .unwrap()
            .iter()
            .flat_map(|call| call.operation.answers)
            .filter(|answer| !answer.is_success())
            .map(|answer| answer.status)
            .collect();
        assert!(!statuses.is_empty(), "{api}");
        for status in statuses {
            let described =
                |call: &Call| call.operation.answers.iter().find(|answer| answer.status == status);
            let calls = make(NOWHERE, None).unwrap();
            let server = Server::with(calls.iter().filter_map(described).map(spoken));
            for call in make(&server.base_url(), None).unwrap() {
                let Some(answer) = described(&call) else { continue };
                let operation = call.operation;
                let Err(Failure { status: got, typed, text }) = call.send().await else {
                    panic!("{api}: {status} of {operation:?} is no error");
                };
                assert_eq!(got, Some(status), "{api}: {operation:?}: {text}");
                assert_eq!(typed, answer.typed, "{api}: {status} of {operation:?}: {text}");
            }
        }
    }
}

/// The bytes of a described response.
fn spoken(described: &Answer) -> Vec<u8> {
    match described.body {
        Some(body) => json(described.status, body),
        None => answer(described.status, "", ""),
    }
}

/// Whether a request line is that of an operation: its method, and its path wherever it is no parameter.
fn is_of(line: &str, call: &Call) -> bool {
    let mut words = line.split(' ');
    let (verb, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let path = target.split('?').next().unwrap_or_default().trim_start_matches("/v1");
    let (got, described): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), call.operation.path.split('/').collect());
    verb == call.operation.verb
        && got.len() == described.len()
        && got.iter().zip(described).all(|(got, described)| {
            *got == described || (described.starts_with('{') && !got.is_empty())
        })
}
