//! Threat F3: servers that are slow in every place. Each ends in its own kind of error.

use std::time::Duration;

use tokensmith::clerk::Client;
use tokensmith::{Error, TimeoutKind};

use super::KEY;
use crate::server::BlackHole;

#[tokio::test]
async fn f3_a_server_that_takes_no_connection_ends_in_the_limit_on_connecting() {
    let hole = BlackHole::new().await;
    let limit = Duration::from_millis(20);
    let builder = Client::builder().bearer_auth(KEY).base_url(hole.base_url());
    let client = builder.connect_timeout(limit).build().unwrap();
    let error = client.machines().create("n").send().await.unwrap_err();
    let Error::Timeout(detail) = &error else { panic!("{error:?}") };
    assert_eq!((detail.kind(), detail.limit()), (TimeoutKind::Connect, limit));
    assert!(error.is_connect(), "nothing was sent");
}
