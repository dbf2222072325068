//! saltant: 403 for a bad token, 500 for an unknown instance, JSON within fields, and lists without a limit.

use std::collections::BTreeMap;

use tokensmith::saltant::Client;
use tokensmith::saltant::errors::ErrorBody as ListError;
use tokensmith::saltant::types::TaskState;
use tokensmith::{Error, MemoryTransport, RetryPolicy};

use super::{answer, answers, html, json, paths, sent};
use crate::server::{Server, json as whole};

const UUID: &str = "3c9cf3a1-6e0f-4c9b-9f0c-2f3a3f9c1d55";

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder().token("p0gch4mp101fy451").transport(transport.clone());
    let builder = builder.base_url("https://shahlabjobs.ca/api/");
    builder.retry(RetryPolicy::never()).build().unwrap()
}

fn instance(state: &str) -> String {
    format!(
        r#"{{"uuid": "{UUID}", "name": "", "state": "{state}", "user": null, "task_type": 3,
            "task_queue": 1, "datetime_created": "2018-08-01T10:00:00.123456-07:00",
            "datetime_finished": null, "arguments": {{"a": [1, {{"b": null}}], "c": "d"}},
            "hostname": "node1"}}"#
    )
}

fn page(count: u32, results: &[&str]) -> String {
    let results = results.join(", ");
    format!(r#"{{"count": {count}, "next": null, "previous": null, "results": [{results}]}}"#)
}

#[tokio::test]
async fn the_token_has_its_own_scheme_and_a_slash_at_the_end_of_the_url_is_no_other_url() {
    for slash in ["", "/"] {
        let server = Server::with([whole(200, r#"{"username": "a.b@c", "email": ""}"#)]);
        let url = format!("http://{}/api{slash}", server.address());
        let client = Client::builder().token("p0gch4mp101fy451").base_url(url).build().unwrap();
        let user = client.users().get("a.b@c").send().await.unwrap();
        assert_eq!((user.username.as_str(), user.email.as_str()), ("a.b@c", ""));
        let request = server.request();
        assert!(request.starts_with("GET /api/users/a.b%40c/ HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("\r\nauthorization: Token p0gch4mp101fy451\r\n"), "{request}");
    }
}

/// A browser's session comes first among the ways to log in, and has no challenge: so 403, not 401.
#[tokio::test]
async fn a_bad_token_is_403_and_says_why() {
    for detail in [
        "Authentication credentials were not provided.",
        "Invalid token.",
        "User inactive or deleted.",
        "You do not have permission to perform this action.",
    ] {
        let transport = answers([json(403, &format!(r#"{{"detail": "{detail}"}}"#))]);
        let error = client(&transport).task_queues().get(1).send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), 403);
        assert_eq!(error.api().unwrap().detail, detail);
    }
    let body = r#"{"detail": "Given token not valid for any token type", "code": "token_not_valid",
        "messages": [{"token_class": "AccessToken", "token_type": "access", "message": "expired"}]}"#;
    let transport = answers([json(403, body)]);
    let error = client(&transport).users().get("a").send().await.unwrap_err();
    let failure = error.into_api().unwrap();
    assert_eq!(failure.code.as_deref(), Some("token_not_valid"));
    assert_eq!(failure.messages.unwrap()[0]["message"], "expired");
}

#[tokio::test]
async fn instances_have_nulls_free_json_and_states_of_tomorrow() {
    let transport = answers([json(200, &instance("sleeping"))]);
    let found = client(&transport).container_task_instances().get(UUID).send().await.unwrap();
    assert_eq!((found.uuid.as_str(), found.name.as_str()), (UUID, ""));
    assert_eq!((found.user, found.datetime_finished), (None, None));
    assert!(matches!(found.state, TaskState::Unknown(_)));
    assert_eq!(found.state.as_str(), "sleeping");
    assert_eq!(found.arguments["a"][1]["b"], tokensmith::Value::Null);
    assert_eq!(found.arguments["c"], "d");
    assert_eq!(found.datetime_created.to_rfc3339(), "2018-08-01T10:00:00.123456-07:00");
}

#[tokio::test]
async fn an_instance_is_created_from_json_and_cloned_and_terminated_without_a_body() {
    let transport = answers([
        json(201, &instance("created")),
        json(201, &instance("created")),
        json(202, &instance("running")),
    ]);
    let instances = client(&transport).executable_task_instances();
    let arguments = BTreeMap::from([("sample".to_owned(), tokensmith::Value::from(7))]);
    instances.create(3, 1).arguments(arguments).name("n").send().await.unwrap();
    instances.clone(UUID).send().await.unwrap();
    let terminated = instances.terminate(UUID).send_with_response().await.unwrap();
    assert_eq!(terminated.status(), 202);
    assert_eq!(terminated.body().state, TaskState::Running);
    let requests = transport.requests();
    let body = r#"{"task_type":3,"task_queue":1,"arguments":{"sample":7},"name":"n"}"#;
    assert_eq!(requests[0].body(), body.as_bytes());
    assert_eq!(requests[0].headers()["content-type"], "application/json");
    assert!(requests[1].body().is_empty() && requests[2].body().is_empty());
    assert_eq!(
        paths(&transport),
        [
            "/api/executabletaskinstances/".to_owned(),
            format!("/api/executabletaskinstances/{UUID}/clone/"),
            format!("/api/executabletaskinstances/{UUID}/terminate/"),
        ]
    );
}

#[tokio::test]
async fn an_unknown_instance_is_500_with_html_or_nothing() {
    for failure in [html(500), answer(500, &[], "")] {
        let transport = answers([failure.clone(), failure]);
        let instances = client(&transport).container_task_instances();
        let cloned = instances.clone("no-uuid").send().await.unwrap_err();
        let terminated = instances.terminate("no-uuid").send().await.unwrap_err();
        assert!(matches!((&cloned, &terminated), (Error::Status(_), Error::Status(_))));
        assert_eq!(
            (cloned.status().unwrap(), terminated.status().unwrap()),
            (500.try_into().unwrap(), 500.try_into().unwrap())
        );
    }
    // What the server does not allow at all.
    let transport = answers([json(405, r#"{"detail": "Method \"GET\" not allowed."}"#)]);
    let error = client(&transport).container_task_instances().get(UUID).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 405);
}

#[tokio::test]
async fn inputs_that_are_wrong_are_named_one_by_one() {
    let body = r#"{"name": ["This field is required.", "And unique."],
        "non_field_errors": ["The queue is not active."]}"#;
    let transport = answers([json(400, body)]);
    let call = client(&transport).container_task_instances().list().state("nonsense");
    let ListError::ValidationError(problems) = call.send().await.unwrap_err().into_api().unwrap()
    else {
        panic!("not the problems of the inputs")
    };
    assert_eq!(problems["name"], ["This field is required.", "And unique."]);
    assert_eq!(problems["non_field_errors"], ["The queue is not active."]);
    let transport = answers([json(404, r#"{"detail": "Invalid page."}"#)]);
    let call = client(&transport).container_task_instances().list().page(99);
    let ListError::Error(failure) = call.send().await.unwrap_err().into_api().unwrap() else {
        panic!("not the error")
    };
    assert_eq!(failure.detail, "Invalid page.");
}

#[tokio::test]
async fn everything_can_be_asked_for_at_once() {
    let transport = answers([json(200, &page(1, &[&instance("failed")]))]);
    let call = client(&transport).container_task_instances().list().page(1).page_size(i64::MAX);
    let all = call.send().await.unwrap();
    assert_eq!((all.count, all.next, all.previous), (1, None, None));
    assert_eq!(all.results[0].state, TaskState::Failed);
    let path = "GET /api/containertaskinstances/?page=1&page_size=9223372036854775807";
    assert_eq!(sent(&transport), path);
}

#[tokio::test]
async fn pages_are_walked_until_all_that_were_counted_have_come() {
    let user = |name: &str| format!(r#"{{"username": "{name}", "email": ""}}"#);
    let first = page(3, &[&user("a"), &user("b")]).replacen(
        r#""next": null"#,
        r#""next": "https://elsewhere.example.com/api/users/?page=2""#,
        1,
    );
    let transport = answers([json(200, &first), json(200, &page(3, &[&user("c")]))]);
    let mut users = client(&transport).users().list().page_size(2).items();
    let mut names = Vec::new();
    while let Some(user) = users.try_next().await.unwrap() {
        names.push(user.username);
    }
    assert_eq!(names, ["a", "b", "c"]);
    let queries = paths(&transport);
    assert_eq!(queries.len(), 2);
    assert!(queries[1].contains("page=2") && queries[1].contains("page_size=2"), "{queries:?}");
}

#[tokio::test]
async fn filters_have_lookups_and_commas_between_values() {
    let transport = answers([json(200, &page(0, &[]))]);
    let time = |text: &str| text.parse().unwrap();
    let call = client(&transport).executable_task_instances().list();
    let call = call.state_in(["created", "running"]).user("mwiens91").task_type_in(vec![3, 4]);
    let range = vec![time("2018-08-01T00:00:00Z"), time("2018-09-01T00:00:00Z")];
    let call = call.name_regex("^a+$").datetime_created_range(range).datetime_finished_year(2018);
    call.send().await.unwrap();
    let sent = sent(&transport);
    for pair in [
        "state__in=created,running",
        "user__username=mwiens91",
        "task_type__in=3,4",
        "name__regex=%5Ea%2B%24",
        "datetime_created__range=2018-08-01T00%3A00%3A00Z,2018-09-01T00%3A00%3A00Z",
        "datetime_finished__year=2018",
    ] {
        assert!(sent.contains(pair), "{pair}: {sent}");
    }
}

#[tokio::test]
async fn task_types_and_whitelists_have_json_and_null_where_the_server_has() {
    let kind = r#"{"id": 3, "name": "aligner", "description": "", "user": null,
        "datetime_created": "2018-08-01T17:00:00Z", "command_to_run": "a", "container_image": "i",
        "container_type": "podman", "environment_variables": [], "required_arguments": ["s"],
        "required_arguments_default_values": {"s": {"deep": [true]}}, "logs_path": null,
        "results_path": ""}"#;
    let transport = answers([json(200, &page(1, &[kind]))]);
    let types =
        client(&transport).container_task_types().list().name("aligner").send().await.unwrap();
    let found = &types.results[0];
    assert_eq!((found.user.as_ref(), found.logs_path.as_ref()), (None, None));
    assert_eq!(found.results_path.as_deref(), Some(""));
    assert_eq!(found.container_type.as_str(), "podman");
    assert_eq!(found.required_arguments_default_values["s"]["deep"][0], true);
}

#[tokio::test]
async fn a_patch_sends_what_was_set_so_that_lists_can_be_emptied() {
    let queue = r#"{"id": 1, "user": null, "name": "q", "description": "", "private": false,
        "runs_executable_tasks": true, "runs_docker_container_tasks": true,
        "runs_singularity_container_tasks": false, "active": false, "whitelists": []}"#;
    let transport = answers([json(200, queue)]);
    let call = client(&transport).task_queues().patch(1).active(false).whitelists(vec![]);
    let patched = call.send().await.unwrap();
    assert!(!patched.active && patched.whitelists.is_empty() && patched.user.is_none());
    assert_eq!(sent(&transport), r#"PATCH /api/taskqueues/1/ {"active":false,"whitelists":[]}"#);
}

#[tokio::test]
async fn waiting_ends_with_each_state_that_is_final() {
    for last in ["successful", "failed", "terminated"] {
        let states = ["created", "published", "running", last];
        let transport = answers(states.map(|state| json(200, &instance(state))));
        let done = client(&transport).container_task_instances().get(UUID).wait().await.unwrap();
        assert_eq!(done.state.as_str(), last);
        // Terminated instances never get a time of their end.
        assert_eq!(done.datetime_finished, None);
        assert_eq!(transport.requests().len(), 4);
    }
}

/// Asking twice for the end of an instance is asking once; cloning twice makes two.
#[tokio::test]
async fn termination_is_tried_again_and_cloning_is_not() {
    let transport = answers([html(502), json(202, &instance("running")), html(502)]);
    let builder = Client::builder().token("t").transport(transport.clone());
    let client = builder.base_url("https://shahlabjobs.ca/api/").build().unwrap();
    let instances = client.container_task_instances();
    instances.terminate(UUID).send().await.unwrap();
    assert_eq!(instances.clone(UUID).send().await.unwrap_err().attempts(), 1);
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn the_check_of_the_token_reads_the_users() {
    let transport =
        answers([json(200, &page(0, &[])), json(403, r#"{"detail": "Invalid token."}"#)]);
    let client = client(&transport);
    client.verify().send().await.unwrap();
    assert_eq!(client.verify().send().await.unwrap_err().status().unwrap(), 403);
    assert!(paths(&transport)[0].starts_with("/api/users/"), "{:?}", paths(&transport));
}
