//! What `reqwest` is where there are sockets.

use core::iter;
use core::time::Duration;
use std::error::Error as _;

use reqwest::{Body, ClientBuilder, Error, Identity, redirect, retry};

use super::ReqwestTransport;
use crate::clock::TokioClock;
use crate::config_error::{ConfigError, Kind};
use crate::secret::Secret;
use crate::transport::{TransportError, TransportErrorKind};

impl ReqwestTransport {
    /// Shows a client certificate to servers that ask for one (mutual TLS). All else is as in the transport
    /// that clients have by default, which `connect_timeout` is given to as well: 10 s there.
    ///
    /// `pem` holds the certificate, those of its issuers if the server wants them, and the private key, one
    /// after the other in PEM (RFC 7468); the key as PKCS #8, PKCS #1 or SEC 1, and not encrypted. The TLS
    /// library keeps a copy of the key for as long as the transport lives.
    ///
    /// # Errors
    /// When there is no certificate or no key in it, or they do not belong together. The error shows nothing
    /// of either.
    pub fn with_identity(pem: &Secret, connect_timeout: Duration) -> Result<Self, ConfigError> {
        // What the library says of a text that is nearly right is not known to hold none of it.
        let wrong = |what| move |_: Error| ConfigError::from(Kind::Identity(what));
        let identity = Identity::from_pem(pem.expose_secret().as_bytes())
            .map_err(wrong("is no PEM text of a certificate and its private key"))?;
        client(connect_timeout)
            .identity(identity)
            .build()
            .map(Self::from_client)
            .map_err(wrong("and its private key are of no use for TLS"))
    }
}

/// Neither a server nor the environment can send the request elsewhere, and nothing is sent twice but by a
/// call, which says so to hooks and has a budget for it: `reqwest` would keep a copy of each request. Whether
/// `http://` is fine is decided for each request when it is assembled, where loopback can be told from the
/// rest; so not here.
pub(super) fn client(connect_timeout: Duration) -> ClientBuilder {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .retry(retry::never().max_retries_per_request(0))
        .connect_timeout(connect_timeout)
}

#[expect(clippy::unused_async, reason = "the one for browsers waits")]
pub(super) async fn streamed(body: crate::Body) -> Result<Body, TransportError> {
    Ok(Body::wrap_stream(body))
}

/// The kind of an error of a request that the server has not seen, or has not looked at.
pub(super) fn kind(error: &Error) -> Option<TransportErrorKind> {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => Some(TransportErrorKind::ConnectTimeout),
        (true, false) => Some(TransportErrorKind::Connect),
        (false, _) => is_unprocessed(error).then_some(TransportErrorKind::Unprocessed),
    }
}

/// Whether the server said so, by the stream or by closing the connection in good order.
fn is_unprocessed(error: &Error) -> bool {
    let mut sources = iter::successors(error.source(), |&error| error.source());
    sources.find_map(|source| source.downcast_ref::<h2::Error>()).is_some_and(|error| {
        error.is_remote()
            && (error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
                || error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR))
    })
}

pub(super) fn clock() -> TokioClock {
    TokioClock
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use futures_util::StreamExt as _;

    use super::*;
    use crate::transport::Transport as _;

    /// The error of a request to a server that answers by this frame, and how many requests came.
    fn answered(frame: &'static [u8]) -> (TransportErrorKind, usize) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            drop(listener);
            let (mut bytes, mut requests) = (Vec::new(), 0);
            let mut at = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len();
            stream.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).unwrap();
            let mut buffer = [0; 1024];
            while let Ok(count @ 1..) = stream.read(&mut buffer) {
                bytes.extend_from_slice(&buffer[..count]);
                while let Some(head) = bytes.get(at..at + 9) {
                    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
                    if head[3] == 1 {
                        requests += 1;
                        if requests > 1 {
                            return requests;
                        }
                        let _ = stream.write_all(frame);
                    }
                    at += 9 + length;
                }
            }
            requests
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let kind = runtime.block_on(async {
            let client = client(Duration::from_secs(10)).http2_prior_knowledge().build().unwrap();
            let transport = ReqwestTransport::from_client(client);
            let mut request = http::Request::new(crate::Body::from("x"));
            *request.method_mut() = http::Method::POST;
            *request.uri_mut() = format!("http://{address}/").parse().unwrap();
            let attempt = crate::transport::Attempt {
                operation: "Create",
                connect_timeout: Duration::from_secs(10),
                api: &crate::api::Api::DEFAULT,
            };
            match transport.send(request, attempt).await {
                Ok(mut response) => response.body_mut().next().await.unwrap().unwrap_err().kind(),
                Err(error) => error.kind(),
            }
        });
        // The connection lives there.
        drop(runtime);
        (kind, server.join().unwrap())
    }

    #[test]
    fn a_request_that_the_server_did_not_look_at_is_told_from_others_and_not_sent_again_here() {
        const REFUSED: &[u8] = &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7];
        const CANCELLED: &[u8] = &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8];
        const GOING_AWAY: &[u8] = &[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(answered(REFUSED), (TransportErrorKind::Unprocessed, 1));
        assert_eq!(answered(GOING_AWAY), (TransportErrorKind::Unprocessed, 1));
        assert_eq!(answered(CANCELLED), (TransportErrorKind::Request, 1));
    }

    #[test]
    fn a_server_that_says_so_after_it_began_to_answer_is_not_believed() {
        const BEGUN: &[u8] =
            &[0, 0, 1, 1, 4, 0, 0, 0, 1, 0x88, 0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7];
        assert_eq!(answered(BEGUN), (TransportErrorKind::Body, 1));
    }

    /// A certificate of nobody, made for this test, and its key.
    const PEM: &str = include_str!("identity.pem");
    const MARK: &str = "-----BEGIN PRIVATE KEY-----";

    fn with(pem: &str) -> Result<ReqwestTransport, ConfigError> {
        ReqwestTransport::with_identity(&Secret::from(pem), Duration::from_secs(1))
    }

    #[test]
    fn a_certificate_with_its_key_is_an_identity_in_either_order() {
        let (certificate, key) = PEM.split_at(PEM.find(MARK).unwrap());
        assert!(with(PEM).is_ok());
        assert!(with(&format!("{key}{certificate}")).is_ok());
        assert!(with(&PEM.replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn what_is_no_identity_is_an_error_that_shows_nothing_of_it() {
        let (certificate, key) = PEM.split_at(PEM.find(MARK).unwrap());
        let line = key.lines().nth(1).unwrap();
        let other = format!("{certificate}{OTHER_KEY}");
        for (pem, what) in [
            ("", "is no PEM text"),
            ("canary", "is no PEM text"),
            (certificate, "is no PEM text"),
            (key, "is no PEM text"),
            (&PEM[..PEM.len() - 40], "is no PEM text"),
            (&PEM.replace(line, "canary!"), "is no PEM text"),
            (&PEM.replace(line, "Y2FuYXJ5"), "are of no use"),
            (&PEM.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "is no PEM text"),
            (&other, "are of no use"),
        ] {
            let error = with(pem).unwrap_err();
            let text = format!("{error} {error:?} {error:#?}");
            assert!(error.to_string().starts_with("the client certificate "), "{text}");
            assert!(text.contains(what), "{pem}: {text}");
            assert!(std::error::Error::source(&error).is_none(), "{text}");
            for shown in ["canary", "Y2FuYXJ5", line] {
                assert!(!text.contains(shown), "{text}");
            }
        }
        assert!(!format!("{:?}", with(PEM).unwrap()).contains(line));
    }

    /// A key that belongs to no certificate here.
    const OTHER_KEY: &str = "
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgycQ/v4xb/A86LZN6
pHdTp0cQshljv1lGMoY0qYmd1RmhRANCAAT58wGn3QArOBag3NkcLQtoZ+JK1M3X
nwiugNh27auCQWSlXsXppYJPo9xHYPd/JAGeAGdwnLhsrshSXVB4Z17e
-----END PRIVATE KEY-----
";
}
