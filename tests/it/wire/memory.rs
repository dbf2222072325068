//! Code that uses a client can be tested without a network.

use tokensmith::clerk::Client;
use tokensmith::{MemoryTransport, RetryPolicy, StatusCode, TransportErrorKind};

use super::KEY;

#[tokio::test]
async fn answers_are_scripted_and_requests_are_kept() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, r#"{"object": "machine_secret_key", "secret": "ak_1"}"#);
    transport.answer_json(StatusCode::NOT_FOUND, r#"{"errors": []}"#);
    transport.fail(TransportErrorKind::Connect);
    let builder = Client::builder().bearer_auth(KEY).retry(RetryPolicy::never());
    let client = builder.transport(transport.clone()).build().unwrap();
    let machines = client.machines();

    let key = machines.get_secret_key("mch_1").send().await.unwrap();
    assert_eq!(key.secret.expose_secret(), "ak_1");
    let error = machines.get("mch_2").send().await.unwrap_err();
    assert!(error.api().unwrap().errors.is_empty());
    assert!(machines.list().send().await.unwrap_err().is_connect());

    let targets: Vec<String> =
        transport.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(
        targets,
        [
            "https://api.clerk.com/v1/machines/mch_1/secret_key",
            "https://api.clerk.com/v1/machines/mch_2",
            "https://api.clerk.com/v1/machines",
        ]
    );
}
