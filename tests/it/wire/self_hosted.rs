//! saltant, whose servers are everybody's own: construction, checks, and what is made of operations.

use std::time::Duration;

use tokensmith::saltant::{Builder, Client};
use tokensmith::{Error, FindErrorKind, RetryPolicy, StatusCode, TimeoutKind};

use crate::server::{Connection, Server, answer, json};

const TOKEN: &str = "canary";
const UUID: &str = "3c9cf3a1-6e0f-4c9b-9f0c-2f3a3f9c1d55";
const PAGE: &str = "<!DOCTYPE html><html><h1>Server Error (500)</h1></html>";

fn builder(server: &Server) -> Builder {
    let url = format!("http://{}/api", server.address());
    Client::builder().base_url(url).token(TOKEN).retry(RetryPolicy::never())
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn html() -> Vec<u8> {
    answer(500, "content-type: text/html\r\n", PAGE)
}

fn instance(state: &str) -> String {
    format!(
        r#"{{"uuid": "{UUID}", "name": "", "state": "{state}", "user": null, "task_type": 3,
            "task_queue": 1, "datetime_created": "2018-08-01T10:00:00.000000-07:00",
            "datetime_finished": null, "arguments": {{}}}}"#
    )
}

fn queues(names: &[&str]) -> String {
    let queue = |name: &&str| {
        format!(
            r#"{{"id": 1, "user": "u", "name": "{name}", "description": "", "private": false,
                "runs_executable_tasks": true, "runs_docker_container_tasks": true,
                "runs_singularity_container_tasks": true, "active": true, "whitelists": []}}"#
        )
    };
    let queues: Vec<String> = names.iter().map(queue).collect();
    let count = names.len();
    format!(
        r#"{{"count": {count}, "next": null, "previous": null, "results": [{}]}}"#,
        queues.join(",")
    )
}

/// The first lines of the requests, without the version.
fn lines(server: &Server) -> Vec<String> {
    let line = |request: String| request.split(" HTTP/1.1\r\n").next().unwrap().to_owned();
    server.requests().into_iter().map(line).collect()
}

#[tokio::test]
async fn a_base_url_may_end_with_a_slash_and_paths_keep_theirs() {
    for end in ["", "/", "//"] {
        let server = Server::json(r#"{"username": "u", "email": ""}"#);
        let client = Client::new(format!("http://{}/api{end}", server.address()), TOKEN).unwrap();
        assert_eq!(client.users().get("u").send().await.unwrap().username, "u");
        let request = server.request();
        assert!(request.starts_with("GET /api/users/u/ HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("\r\nauthorization: Token canary\r\n"), "{request}");
    }
}

#[test]
fn without_an_address_there_is_no_client_and_the_example_is_none() {
    let error = Client::builder().token(TOKEN).build().unwrap_err().to_string();
    assert!(error.contains("base_url") && error.contains("SALTANT_API_URL"), "{error}");
    for url in ["", "jobs.example.org/api", "ftp://jobs.example.org", "https:///api"] {
        let error = Client::new(url, TOKEN).unwrap_err().to_string();
        assert!(error.starts_with("the base URL"), "{url}: {error}");
    }
}

#[tokio::test]
async fn a_refused_token_is_told_from_a_server_in_trouble() {
    let refused = json(403, r#"{"detail": "Invalid token."}"#);
    let server = Server::with([refused.clone(), html(), refused]);
    let error = client(&server).verified().await.unwrap_err();
    assert!(error.is_refused(), "{error}");
    assert!(error.to_string().starts_with("the credentials were refused: "), "{error}");
    let error = client(&server).verified().await.unwrap_err();
    assert!(!error.is_refused() && error.error().status().unwrap() == 500, "{error}");
    assert!(error.to_string().starts_with("the credentials could not be checked: "), "{error}");
    assert!(client(&server).users().list().send().await.unwrap_err().is_authentication());
}

#[tokio::test]
async fn the_check_ends_by_the_time_limit_of_the_client() {
    let server = Server::script([Connection::new().hear().silence()]);
    let limit = Duration::from_millis(20);
    let client = builder(&server).attempt_timeout(limit).build().unwrap();
    let error = client.verified().await.unwrap_err().into_error();
    assert!(
        matches!(&error, Error::Timeout(error) if error.kind() == TimeoutKind::Attempt),
        "{error}"
    );
}

#[tokio::test]
async fn a_page_of_html_is_an_error_with_its_status_and_body() {
    let server = Server::with([html()]);
    let error =
        client(&server).container_task_instances().terminate(UUID).send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(&error.body().unwrap()[..], PAGE.as_bytes());
    assert!(!error.is_authentication() && !error.is_not_found());
}

#[tokio::test]
async fn one_thing_is_found_by_its_name() {
    let server = Server::with([
        json(200, &queues(&["gpu"])),
        json(200, &queues(&[])),
        json(200, &queues(&["a", "b"])),
        json(403, r#"{"detail": "Invalid token."}"#),
    ]);
    let queues = client(&server).task_queues();
    assert_eq!(queues.get_by_name("gpu").send().await.unwrap().name, "gpu");
    let error = queues.get_by_name("g/p u").send().await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    let error = queues.get_by_name("a").send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Find(error) if error.kind() == FindErrorKind::Several),
        "{error}"
    );
    let error = queues.get_by_name("a").send().await.unwrap_err();
    assert!(error.is_authentication() && error.api().is_some(), "{error}");
    assert!(matches!(queues.get_by_name("").send().await, Err(Error::Build(_))));
    assert_eq!(
        lines(&server)[..2],
        [
            "GET /api/taskqueues/?name=gpu&page_size=2",
            "GET /api/taskqueues/?name=g%2Fp%20u&page_size=2"
        ]
    );
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn a_failure_of_one_instance_does_not_stop_the_others() {
    let server = Server::with([
        json(202, &instance("running")),
        html(),
        json(403, r#"{"detail": "You do not have permission to perform this action."}"#),
        json(202, &instance("created")),
    ]);
    let instances = client(&server).container_task_instances();
    let outcomes = instances.terminate_many(["a", "b", "", "c", "d"]).send().await;
    let statuses: Vec<_> =
        outcomes.failures().map(|(id, error)| (id, error.status().map(|s| s.as_u16()))).collect();
    assert_eq!(statuses, [("b", Some(500)), ("", None), ("c", Some(403))]);
    let told: Vec<_> = outcomes.iter().map(|(id, result)| (id, result.is_ok())).collect();
    assert_eq!(told, [("a", true), ("b", false), ("", false), ("c", false), ("d", true)]);
    let sent =
        ["a", "b", "c", "d"].map(|id| format!("POST /api/containertaskinstances/{id}/terminate/"));
    assert_eq!(lines(&server), sent);
}

#[test]
fn many_calls_at_once_need_no_runtime() {
    let server = Server::every(Connection::new().hear().say(json(201, &instance("created"))));
    let instances = client(&server).executable_task_instances();
    let ids = (0..9).map(|number| number.to_string());
    let outcomes = instances.clone_many(ids).concurrency(3).send().blocking();
    assert_eq!((outcomes.len(), outcomes.is_success(), server.count()), (9, true, 9));
}

#[tokio::test]
async fn an_instance_is_waited_for_until_it_is_finished() {
    let states = ["created", "running", "terminated"];
    let server = Server::with(states.map(|state| json(200, &instance(state))));
    let instances = client(&server).container_task_instances();
    let waiting = instances.wait_until_finished(UUID).interval(Duration::ZERO);
    assert_eq!(waiting.await.unwrap().uuid, UUID);
    assert_eq!(
        lines(&server),
        [(); 3].map(|()| format!("GET /api/containertaskinstances/{UUID}/"))
    );
}

#[test]
fn the_address_of_a_call_needs_neither_server_nor_token() {
    let client = Client::builder().base_url("https://jobs.example.org/api/").build().unwrap();
    let url = client.users().list().page(2).username_in(["a b", "c"]).url().unwrap();
    assert_eq!(url, "https://jobs.example.org/api/users/?page=2&username__in=a%20b,c");
    let url = client.task_queues().create("gpu").url().unwrap();
    assert_eq!(url.path(), "/api/taskqueues/");
    assert!(matches!(client.users().get("..").url(), Err(Error::Build(_))));
}
