//! Threat F16: a call that is dropped, at whatever point, leaves nothing behind.

use core::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::{Attempt, Transport};

/// A transport that takes its time at every step and counts what it has not finished.
#[derive(Clone, Debug, Default)]
struct Slow {
    open: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
    clock: ManualClock,
}

/// Something that is under way.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(slow: &Slow) -> Self {
        slow.open.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(&slow.open))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Pending a few times.
async fn dawdle() {
    for _ in 0..3 {
        let mut waited = false;
        core::future::poll_fn(|_| {
            if core::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

struct SlowBody {
    _open: Open,
    steps: usize,
}

impl Stream for SlowBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.steps += 1;
        match self.steps {
            1 | 3 | 5 => Poll::Pending,
            2 | 4 => Poll::Ready(Some(Ok(Bytes::from_static(b"a")))),
            _ => Poll::Ready(None),
        }
    }
}

impl Transport for Slow {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let open = Open::new(self);
        let first = self.sent.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
        Box::pin(async move {
            dawdle().await;
            let mut response = status(if first { 503 } else { 200 });
            *response.body_mut() = Body::stream(SlowBody { _open: open, steps: 0 });
            Ok(response)
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

#[test]
fn a_call_can_be_dropped_after_any_poll_and_the_next_one_works() {
    let mut dropped = 0;
    loop {
        let slow = Slow::default();
        let client = ClientBuilder::new(&API).transport(slow.clone()).build().unwrap();
        let mut future = client.call(&GET).send::<Text, Infallible>();
        if (0..dropped).any(|_| poll(&mut future).is_ready()) {
            break;
        }
        drop(future);
        assert_eq!(slow.open.load(Ordering::SeqCst), 0, "dropped after {dropped} polls");
        slow.sent.store(0, Ordering::SeqCst);
        let text = ready(client.call(&GET).send::<Text, Infallible>()).unwrap();
        assert_eq!(text.0, "aa");
        assert_eq!(slow.sent.load(Ordering::SeqCst), 2);
        assert_eq!(slow.open.load(Ordering::SeqCst), 0);
        assert_eq!(Arc::strong_count(&slow.open), 2, "the transport and this test");
        dropped += 1;
    }
    assert!(dropped > 10, "two attempts and a pause, not {dropped} steps");
}
