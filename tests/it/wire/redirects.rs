//! Threat E1: what one origin is told is not repeated to another.

use tokensmith::Error;
use tokensmith::RetryPolicy;
use tokensmith::clerk::Client;

use crate::server::{Server, answer};

#[tokio::test]
async fn e1_a_redirect_to_another_origin_tells_it_nothing() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::with([answer(200, "", "{}")]);
        let location = format!("location: http://{}/v1/machines\r\n", other.address());
        // The kinds of credentials that Clerk does not have come by headers and queries of the call.
        for (name, value) in [
            ("authorization", "Bearer canary"),
            ("authorization", "Basic Y2FuYXJ5"),
            ("x-api-key", "canary"),
            ("cookie", "session=canary"),
        ] {
            let server = Server::with([answer(status, &location, "")]);
            let client = Client::builder().bearer_auth("canary").base_url(server.base_url());
            let client = client.retry(RetryPolicy::never()).build().unwrap();
            let call = client.machines().create("canary").with_query("api_key", "canary");
            let error = call.with_header(name, value).send().await.unwrap_err();
            assert!(matches!(error, Error::Status(_)), "{status}: {error:?}");
            assert_eq!(error.status().unwrap(), status);
            assert_eq!(server.count(), 1);
        }
        assert_eq!(other.connections(), 0, "{status}");
    }
}
