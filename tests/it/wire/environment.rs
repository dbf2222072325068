//! `from_env`, in a process of its own: variables are the whole process's.

use std::process::{Command, Output};

use tokensmith::clerk::Client;
use tokensmith::saltant;

use crate::server::{Server, answer};

/// What HTTP libraries look for; exceptions are taken away.
const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;

/// Runs a test of this module that is ignored otherwise, in a clean environment.
fn child(name: &str, variables: &[(&str, &str)]) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("wire::environment::{name}"), "--ignored", "--nocapture"])
        .env_remove("CLERK_SECRET_KEY")
        .env_remove("CLERK_API_URL")
        .env_remove("SALTANT_AUTH_TOKEN")
        .env_remove("SALTANT_API_URL")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("REQUEST_METHOD")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[track_caller]
fn assert_passed(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[test]
fn key_and_address_come_from_variables() {
    let server = Server::json(DELETED);
    let url = server.base_url();
    assert_passed(&child("deletes", &[("CLERK_SECRET_KEY", "sk_env"), ("CLERK_API_URL", &url)]));
    let request = server.request();
    assert!(request.starts_with("DELETE /v1/machines/mch_1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nauthorization: Bearer sk_env\r\n"), "{request}");
}

/// Threat E7: who sets variables of the environment does not get to see requests.
#[test]
fn e7_a_proxy_of_the_environment_is_not_used() {
    let (server, proxy) = (Server::json(DELETED), Server::json(DELETED));
    let (url, proxy_url) = (server.base_url(), format!("http://{}", proxy.address()));
    let mut variables = vec![("CLERK_SECRET_KEY", "sk_env"), ("CLERK_API_URL", url.as_str())];
    variables.extend(PROXIES.iter().map(|name| (*name, proxy_url.as_str())));
    assert_passed(&child("deletes", &variables));
    assert_eq!((server.count(), proxy.connections()), (1, 0));
}

/// Threat E7, for what other programs keep between requests or read from home.
#[tokio::test]
async fn e7_a_cookie_that_a_server_sets_is_not_sent_back() {
    let cookie = "content-type: application/json\r\nset-cookie: a=canary; Path=/\r\n";
    let server = Server::with([answer(200, cookie, DELETED), answer(200, cookie, DELETED)]);
    let client = super::client(&server);
    for _ in 0..2 {
        client.machines().delete("mch_1").send().await.unwrap();
    }
    for request in server.requests() {
        assert!(!request.to_lowercase().contains("cookie"), "{request}");
    }
}

#[test]
fn without_a_variable_for_the_address_it_is_that_of_the_description() {
    assert_passed(&child("asks_the_default", &[("CLERK_SECRET_KEY", "sk_env")]));
}

#[test]
fn without_a_key_the_error_names_the_variable() {
    assert_passed(&child("has_no_key", &[]));
    assert_passed(&child("has_no_key", &[("CLERK_SECRET_KEY", "")]));
}

#[test]
fn an_address_that_is_none_is_an_error_that_names_the_variable() {
    let variables = [("CLERK_SECRET_KEY", "sk_env"), ("CLERK_API_URL", "not a URL")];
    assert_passed(&child("has_no_address", &variables));
}

#[test]
fn a_server_of_ones_own_comes_from_variables_and_what_is_missing_is_named() {
    let server = Server::json(r#"{"count": 0, "next": null, "previous": null, "results": []}"#);
    let url = format!("http://{}/api/", server.address());
    let token = ("SALTANT_AUTH_TOKEN", "t");
    assert_passed(&child("is_verified", &[("SALTANT_API_URL", &url), token]));
    let request = server.request();
    assert!(request.starts_with("GET /api/users/?page_size=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nauthorization: Token t\r\n"), "{request}");

    let https = ("SALTANT_API_URL", "https://jobs.example.org/api");
    assert_passed(&child("lacks_its_address", &[token]));
    assert_passed(&child("lacks_its_address", &[token, ("SALTANT_API_URL", "")]));
    assert_passed(&child("lacks_its_token", &[https]));
    assert_passed(&child("lacks_both", &[]));
}

#[tokio::test]
#[ignore = "a part of another test, which runs it"]
async fn is_verified() {
    saltant::Client::from_env().unwrap().verified().await.unwrap();
}

fn missing() -> Vec<&'static str> {
    let error = saltant::Client::from_env().unwrap_err();
    let text = error.to_string();
    let missing = error.missing_variables();
    assert!(missing.iter().all(|variable| text.contains(variable)), "{text}");
    missing
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn lacks_its_address() {
    assert_eq!(missing(), ["SALTANT_API_URL"]);
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn lacks_its_token() {
    assert_eq!(missing(), ["SALTANT_AUTH_TOKEN"]);
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn lacks_both() {
    assert_eq!(missing(), ["SALTANT_API_URL", "SALTANT_AUTH_TOKEN"]);
}

#[tokio::test]
#[ignore = "a part of another test, which runs it"]
async fn deletes() {
    let client = Client::from_env().unwrap();
    assert!(client.machines().delete("mch_1").send().await.unwrap().deleted);
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn asks_the_default() {
    let request = Client::from_env().unwrap().machines().get("m").request().unwrap();
    assert_eq!(request.uri(), "https://api.clerk.com/v1/machines/m");
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn has_no_key() {
    let error = Client::from_env().unwrap_err().to_string();
    assert!(error.contains("CLERK_SECRET_KEY"), "{error}");
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn has_no_address() {
    let error = Client::from_env().unwrap_err().to_string();
    assert!(error.contains("CLERK_API_URL") && !error.contains("not a URL"), "{error}");
}
