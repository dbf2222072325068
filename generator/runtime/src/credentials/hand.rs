//! A clock whose hands a test moves.

use core::future::poll_fn;
use core::task::{Poll, Waker};
use core::time::Duration;
use std::sync::{Arc, Mutex};

use crate::clock::Clock;
use crate::transport::BoxFuture;

/// Stands still until it is told otherwise, and jumps over pauses; clones share the hands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hand(Arc<Mutex<(Duration, Vec<Waker>)>>);

impl Hand {
    pub(crate) fn advance(&self, by: Duration) {
        let mut hands = self.0.lock().unwrap();
        hands.0 += by;
        hands.1.drain(..).for_each(Waker::wake);
    }
}

impl Clock for Hand {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (clock, mut end) = (self.clone(), None);
        Box::pin(poll_fn(move |context| {
            let mut hands = clock.0.lock().unwrap();
            if hands.0 >= *end.get_or_insert(hands.0 + duration) {
                return Poll::Ready(());
            }
            hands.1.push(context.waker().clone());
            Poll::Pending
        }))
    }

    fn pause(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.advance(duration);
        Box::pin(core::future::ready(()))
    }

    fn now(&self) -> Duration {
        self.0.lock().unwrap().0
    }
}
