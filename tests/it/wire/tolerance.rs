//! Fastly's automation tokens, whose documents and traffic differ: both are read, and what is sent is what
//! the API takes. The answers have the shapes that go-fastly recorded.

use tokensmith::fastly::Client;
use tokensmith::fastly::errors::AutomationTokensRevokeResponse as Revoked;
use tokensmith::fastly::types::{
    AutomationTokenCreateRequestAttributes, AutomationTokenResponse, AutomationTokenRole,
    TokenScope,
};
use tokensmith::{Error, Maybe, RetryPolicy};

use crate::server::{Server, answer, json};

/// An item of the list on the wire: `scopes`, and fields that no document has.
const ITEM: &str = r#"{
    "id": "3Ad4", "name": "deploy", "role": "engineer", "scopes": "global:read", "services": null,
    "service_id": null, "customer_id": "x4x", "creator_id": "4y5", "tls_access": false,
    "created_at": "2025-02-05T09:12:27Z", "last_used_at": null, "expires_at": null,
    "sudo_expires_at": null, "ip": null, "user_agent": null, "brand_new": 1
}"#;

/// What the wire has of a token that was created: empty strings in the place of null.
const CREATED: &str = r#"{
    "id": "3Ad4", "services": ["7i6"], "name": "deploy", "role": "engineer",
    "access_token": "canary", "scope": "global:read", "ip": "", "created_at": "2025-02-05T09:12:27Z",
    "last_used_at": "", "expires_at": "", "user_agent": "", "tls_access": false,
    "customer_id": "x4x"
}"#;

fn client(server: &Server) -> Client {
    let builder = Client::builder().token("canary").base_url(server.base_url());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

fn page(items: &str, count: u32) -> String {
    let meta =
        format!(r#"{{"per_page":2,"current_page":1,"record_count":{count},"total_pages":2}}"#);
    format!(r#"{{"data":[{items}],"meta":{meta}}}"#)
}

fn named(name: &str) -> String {
    ITEM.replace("deploy", name)
}

#[track_caller]
fn assert_item(token: &AutomationTokenResponse) {
    assert_eq!(token.scope, Some(TokenScope::GlobalRead));
    assert_eq!(token.role, Some(AutomationTokenRole::Engineer));
    assert_eq!(token.services, Maybe::Null);
    assert_eq!(token.last_used_at, Maybe::Null);
    assert_eq!(token.additional.keys().collect::<Vec<_>>(), ["brand_new"]);
}

#[tokio::test]
async fn a_list_is_the_same_type_as_a_page_and_as_an_array() {
    let server = Server::json(&page(ITEM, 1));
    let whole = client(&server).automation_tokens().list().per_page(2).send().await.unwrap();
    assert_eq!(whole.meta.unwrap().record_count, Some(1));
    assert_item(&whole.data.unwrap()[0]);
    assert!(server.request().contains("GET /v1/automation-tokens?per_page=2 "));

    let server = Server::json(&format!("[{ITEM}]"));
    let bare = client(&server).automation_tokens().list().send().await.unwrap();
    assert_eq!(bare.meta, None);
    assert_item(&bare.data.unwrap()[0]);
}

/// The names of all tokens, and how many requests they took.
async fn names(answers: &[String]) -> (Vec<String>, usize) {
    let server = Server::with(answers.iter().map(|body| json(200, body)));
    let mut items = client(&server).automation_tokens().list().items();
    let mut names = Vec::new();
    while let Some(token) = items.try_next().await.unwrap() {
        names.extend(token.name);
    }
    (names, server.count())
}

#[tokio::test]
async fn items_of_pages_end_at_their_number() {
    let answers = [page(&format!("{},{}", named("a"), named("b")), 3), page(&named("c"), 3)];
    assert_eq!(names(&answers).await, (vec!["a".into(), "b".into(), "c".into()], 2));
}

#[tokio::test]
async fn items_of_arrays_end_with_an_empty_one_or_one_that_comes_again() {
    let [a, b] = ["a", "b"].map(|name| format!("[{}]", named(name)));
    let paged = [a.clone(), b, "[]".into()];
    assert_eq!(names(&paged).await, (vec!["a".into(), "b".into()], 3));
    let unpaged = [a.clone(), a.clone(), a];
    assert_eq!(names(&unpaged).await, (vec!["a".into()], 2));
}

#[tokio::test]
async fn a_token_is_created_with_either_status_and_empty_strings_are_absent() {
    for status in [200, 201] {
        let server = Server::with([json(status, CREATED)]);
        let call = client(&server).automation_tokens().create().name("deploy");
        let call = call.role(AutomationTokenRole::Engineer).scope(TokenScope::GlobalRead);
        let created = call.services(["7i6"]).tls_access(false).send().await.unwrap();
        assert_eq!(created.access_token.as_ref().unwrap().expose_secret(), "canary");
        assert!(!format!("{created:?}").contains("canary"));
        assert!(matches!(created.created_at, Maybe::Value(_)));
        assert_eq!((created.last_used_at, created.expires_at), (Maybe::Null, Maybe::Null));
        assert_eq!((created.ip, created.user_agent), (Maybe::Null, Maybe::Null));

        let request = server.request();
        assert!(request.starts_with("POST /v1/automation-tokens HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("\r\naccept: application/json\r\n"), "{request}");
        let flat = r#"{"name":"deploy","role":"engineer","services":["7i6"],"scope":"global:read","tls_access":false}"#;
        assert!(request.ends_with(flat), "{request}");
    }
}

#[tokio::test]
async fn a_token_can_be_created_as_documented() {
    let server = Server::with([json(201, CREATED)]);
    let attributes = AutomationTokenCreateRequestAttributes::new().with_name("deploy");
    let call = client(&server).automation_tokens().create().attributes(attributes);
    assert!(call.send().await.is_ok());
    assert!(server.request().ends_with(r#"{"attributes":{"name":"deploy"}}"#));
}

#[tokio::test]
async fn a_token_by_its_id_has_its_scope_and_no_secret() {
    let item = ITEM.replace("scopes", "scope").replace("\"ip\": null", r#""access_token": """#);
    let server = Server::json(&item);
    let token = client(&server).automation_tokens().get("3Ad4").send().await.unwrap();
    assert_item(&token);
    assert_eq!(token.access_token, Maybe::Null);
    let request = server.request();
    assert!(request.contains("\r\naccept: application/json, application/problem+json\r\n"));
}

#[tokio::test]
async fn services_are_read_with_and_without_what_the_list_has_around_them() {
    let server = Server::json(r#"{"data":["7i6"],"meta":{"record_count":1}}"#);
    let mut items = client(&server).automation_tokens().services("3Ad4").items();
    assert_eq!(items.try_next().await.unwrap().as_deref(), Some("7i6"));
    assert_eq!(items.try_next().await.unwrap(), None);
    let server = Server::json(r#"{"data":["7i6"]}"#);
    let page = client(&server).automation_tokens().services("3Ad4").send().await.unwrap();
    assert_eq!(page.data, Some(vec!["7i6".to_owned()]));
}

#[tokio::test]
async fn a_token_is_revoked_with_a_body_and_without_one() {
    let body = r#"{"title":"Revoked","status":200,"detail":"Done","errors":[]}"#;
    for (said, expected) in [
        (json(200, body), Some("Revoked")),
        (answer(204, "", ""), None),
        (answer(200, "", ""), None),
    ] {
        let server = Server::with([said]);
        let revoked = client(&server).automation_tokens().revoke("3Ad4").send().await.unwrap();
        match revoked {
            Revoked::Ok(body) => assert_eq!(body.title.as_deref(), expected),
            Revoked::NoContent(()) => assert_eq!(expected, None),
            other => panic!("{other:?}"),
        }
        assert!(server.request().starts_with("DELETE /v1/automation-tokens/3Ad4 "));
    }
}

#[tokio::test]
async fn errors_are_problems_of_their_own_media_type() {
    let body = r#"{"type":"about:blank","title":"Not found","status":404,"detail":"No such token","errors":["x",1]}"#;
    let server = Server::with([answer(404, "content-type: application/problem+json\r\n", body)]);
    let error = client(&server).automation_tokens().revoke("x").send().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.value().detail.as_deref(), Some("No such token"));
    assert_eq!(error.value().errors.as_ref().map(Vec::len), Some(2));

    let server = Server::with([json(400, r#"{"code":"invalid_scope"}"#)]);
    let error = client(&server).automation_tokens().create().send().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.value().code.as_ref().map(|code| code.as_str()), Some("invalid_scope"));
}
