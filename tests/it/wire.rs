//! The generated client against a server on this machine that records exact bytes and answers from a
//! script.

mod answers;
mod cancelled;
mod environment;
mod errors;
mod failures;
mod forward;
mod hostile;
mod memory;
mod options;
mod reconnect;
mod redirects;
mod requests;
mod secrets;
mod self_hosted;
mod slowness;
mod targets;
mod tolerance;
mod volume;

use tokensmith::RetryPolicy;
use tokensmith::clerk::Client;

use crate::server::Server;

/// The secret key that every request carries.
const KEY: &str = "sk_test_canary";

/// A client of this server that sends each call once.
fn client(server: &Server) -> Client {
    let builder = Client::builder().bearer_auth(KEY).base_url(server.base_url());
    builder.retry(RetryPolicy::never()).build().unwrap()
}
