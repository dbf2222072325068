//! Each operation with its required inputs only, and with all of them: the whole request, byte for byte.

use tokensmith::clerk::{Client, types::MachineOrder};

use super::client;
use crate::server::Server;

/// Makes a call against a server and compares what arrived. The expected text has `\n` for line
/// breaks of the head; what comes after the empty line is the body.
macro_rules! sends {
    ($name:ident: |$client:ident| $call:expr => $expected:literal) => {
        #[tokio::test]
        async fn $name() {
            let server = Server::json("{}");
            let $client: Client = client(&server);
            // The answer is not what this is about, and wrong for most operations.
            let _ = $call.send().await;
            let (head, body) = $expected.split_once("\n\n").unwrap();
            let head = head.replace("VERSION", env!("CARGO_PKG_VERSION")).replace('\n', "\r\n");
            assert_eq!(server.request(), format!("{head}\r\n\r\n{body}"));
        }
    };
}

sends!(list_with_nothing: |client| client.machines().list() => "\
GET /v1/machines HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(list_with_everything: |client| client
    .machines()
    .list()
    .limit(20)
    .offset(10)
    .query("a b&c=d/é+")
    .order_by(MachineOrder::NameAscending) => "\
GET /v1/machines?limit=20&offset=10&query=a%20b%26c%3Dd%2F%C3%A9%2B&order_by=%2Bname HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(an_empty_query_is_sent: |client| client.machines().list().query("") => "\
GET /v1/machines?query= HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(create_with_a_name: |client| client.machines().create("worker") => "\
POST /v1/machines HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 17

{\"name\":\"worker\"}");

sends!(create_with_everything: |client| client
    .machines()
    .create("wörker \"1\"\n")
    .scoped_machines(["mch_2", "mch_3"])
    .default_token_ttl(3600) => "\
POST /v1/machines HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 87

{\"name\":\"wörker \\\"1\\\"\\n\",\"scoped_machines\":[\"mch_2\",\"mch_3\"],\"default_token_ttl\":3600}");

sends!(get: |client| client.machines().get("mch_1") => "\
GET /v1/machines/mch_1 HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(update_with_nothing: |client| client.machines().update("mch_1") => "\
PATCH /v1/machines/mch_1 HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 2

{}");

sends!(update_with_everything: |client| client
    .machines()
    .update("mch_1")
    .name("invoices")
    .default_token_ttl(754_540) => "\
PATCH /v1/machines/mch_1 HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 46

{\"name\":\"invoices\",\"default_token_ttl\":754540}");

sends!(delete: |client| client.machines().delete("mch_1") => "\
DELETE /v1/machines/mch_1 HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(get_secret_key: |client| client.machines().get_secret_key("mch_1") => "\
GET /v1/machines/mch_1/secret_key HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");

sends!(rotate_secret_key: |client| client.machines().rotate_secret_key("mch_1", 0) => "\
POST /v1/machines/mch_1/secret_key/rotate HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 24

{\"previous_token_ttl\":0}");

sends!(create_scope: |client| client.machines().create_scope("mch_1", "mch_2") => "\
POST /v1/machines/mch_1/scopes HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
content-type: application/json
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST
content-length: 25

{\"to_machine_id\":\"mch_2\"}");

sends!(delete_scope: |client| client.machines().delete_scope("mch_1", "mch_2") => "\
DELETE /v1/machines/mch_1/scopes/mch_2 HTTP/1.1
accept: application/json
user-agent: tokensmith/VERSION
clerk-api-version: 2025-11-10
authorization: Bearer sk_test_canary
host: HOST

");
