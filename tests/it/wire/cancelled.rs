//! Threat F16: a call that is dropped leaves nothing behind.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use super::client;
use crate::server::{CHUNKED, Connection, Server, Signal, json};

const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;

/// Polls `future` until `signal`, and drops it.
async fn drop_at(future: impl Future, signal: &Signal) {
    tokio::select! {
        biased;
        () = signal.told() => {}
        _ = future => panic!("the server has not answered"),
    }
}

#[tokio::test]
async fn f16_a_call_that_is_dropped_ends_its_connection_and_the_next_one_is_clean() {
    for said in ["", "HTTP/1.1 200 OK\r\n", CHUNKED, &format!("{CHUNKED}5\r\n{{\"d")] {
        let (here, gone) = (Signal::new(), Signal::new());
        let first = Connection::new().hear().say(said).tell(&here).silence().tell(&gone);
        let server = Server::script([first, Connection::new().hear().say(json(200, DELETED))]);
        let client = client(&server);
        drop_at(client.machines().delete("m").send(), &here).await;
        gone.told().await;
        assert!(client.machines().delete("m").send().await.unwrap().deleted, "{said:?}");
        assert_eq!((server.count(), server.connections()), (2, 2), "{said:?}");
    }
}

#[tokio::test]
async fn f16_a_call_can_be_dropped_after_any_number_of_polls() {
    let server = Server::every(Connection::new().hear().say(json(200, DELETED)));
    let client = client(&server);
    for polls in 0.. {
        let mut done = false;
        {
            let mut call = pin!(client.machines().delete("m").send());
            let mut left = polls;
            poll_fn(|context| {
                if left == 0 {
                    return Poll::Ready(());
                }
                left -= 1;
                done = call.as_mut().poll(context).is_ready();
                if done { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
        assert!(client.machines().delete("m").send().await.unwrap().deleted);
        if done {
            break;
        }
    }
}
