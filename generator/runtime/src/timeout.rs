//! Time limits: which one applies, and the race against it.

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;

use crate::clock::Clock;
use crate::transport::BoxFuture;

/// The limit on connecting unless a client sets another.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);
/// The limit on a whole call unless somebody sets another.
const TOTAL: Duration = Duration::from_secs(60);

/// The limit on a whole call: the caller's word before the client's before the operation's before
/// the API's.
pub(crate) fn total(
    call: Option<Duration>,
    client: Option<Duration>,
    operation: Option<Duration>,
    api: Option<Duration>,
) -> Duration {
    call.or(client).or(operation).or(api).unwrap_or(TOTAL)
}

/// A limit that is running. It begins with the first guarded future.
pub(crate) struct Deadline {
    sleep: BoxFuture<'static, ()>,
}

/// The limit passed.
#[derive(Debug)]
pub(crate) struct Passed;

impl Deadline {
    pub(crate) fn new(clock: &dyn Clock, limit: Duration) -> Self {
        Self { sleep: clock.sleep(limit) }
    }

    /// What `future` gives, unless the limit passes before. What is ready wins.
    pub(crate) async fn guard<T>(&mut self, future: impl Future<Output = T>) -> Result<T, Passed> {
        let mut future = pin!(future);
        poll_fn(|context| {
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(value));
            }
            self.sleep.as_mut().poll(context).map(|()| Err(Passed))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_closest_to_the_call_wins() {
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(total(seconds(1), seconds(2), seconds(3), seconds(4)), Duration::from_secs(1));
        assert_eq!(total(None, seconds(2), seconds(3), seconds(4)), Duration::from_secs(2));
        assert_eq!(total(None, None, seconds(3), seconds(4)), Duration::from_secs(3));
        assert_eq!(total(None, None, None, seconds(4)), Duration::from_secs(4));
        assert_eq!(total(None, None, None, None), TOTAL);
    }
}
