//! The server does what its scripts say: other tests rest on it.

use std::io::ErrorKind;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{CHUNKED, Connection, Server, Signal, chunk, json, kept};

const GET: &str = "GET / HTTP/1.1\r\n\r\n";

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address()).await.unwrap()
}

async fn say(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn requests_are_kept_as_they_came() {
    let server = Server::with([json(200, "1"), json(200, "2"), json(200, "3")]);
    let requests = [
        GET,
        "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ];
    for request in requests {
        let mut stream = connect(&server).await;
        say(&mut stream, request).await;
        rest(&mut stream).await;
    }
    assert_eq!(server.requests(), requests);
    assert_eq!(server.raw(), requests.map(str::as_bytes));
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_connection_can_carry_several_requests_and_steps_have_their_order() {
    let (here, go_on) = (Signal::new(), Signal::new());
    let script = Connection::new().hear().say(kept(200, "", "a")).hear().tell(&here).wait(&go_on);
    let server = Server::script([script.say(CHUNKED).trickle(chunk("b")).say(chunk(""))]);
    let mut stream = connect(&server).await;
    say(&mut stream, &GET.repeat(2)).await;
    here.told().await;
    assert_eq!(server.count(), 2);
    go_on.tell();
    let text = rest(&mut stream).await;
    assert!(text.ends_with("\r\n\r\n1\r\nb\r\n0\r\n\r\n"), "{text}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_reset_is_one() {
    let server = Server::every(Connection::new().hear_head().reset());
    for _ in 0..2 {
        let mut stream = connect(&server).await;
        say(&mut stream, "POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc").await;
        let error = stream.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    assert!(server.requests().iter().all(|head| head.ends_with("\r\n\r\n")));
}

#[tokio::test]
async fn silence_lasts_until_one_side_leaves() {
    let gone = Signal::new();
    let silent = Connection::new().hear().silence().tell(&gone);
    let server = Server::script([silent.clone(), silent]);
    let mut stream = connect(&server).await;
    say(&mut stream, GET).await;
    drop(stream);
    gone.told().await;
    let mut stream = connect(&server).await;
    say(&mut stream, GET).await;
    drop(server);
    assert!(stream.read_u8().await.is_err());
}

#[tokio::test]
async fn repetition_ends_when_the_client_leaves() {
    let gone = Signal::new();
    let server = Server::script([Connection::new().hear().repeat("x").tell(&gone)]);
    let mut stream = connect(&server).await;
    say(&mut stream, GET).await;
    assert_eq!(stream.read_u8().await.unwrap(), b'x');
    drop(stream);
    gone.told().await;
}
