//! Positions: kept, resumed from, and not believed.

use super::*;

/// The number that stands behind `=` at the end of the query, before the credential.
fn asked(uri: &Uri) -> u64 {
    let query = uri.query().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(_, value)| value.parse().ok()).next_back().unwrap_or(0)
}

/// Three pages of one item each.
fn three(pagination: &'static Pagination) -> Call {
    let page = |uri: &Uri| {
        let at = asked(uri);
        if at > 2 {
            return r#"{"data":[]}"#.to_owned();
        }
        let next = if at < 2 { format!("\"{}\"", at + 1) } else { "null".to_owned() };
        format!(r#"{{"data":[{at}],"meta":{{"next":{next}}},"last":{at}}}"#)
    };
    let addressed =
        move |uri: &Uri| page(uri).replace("\"1\"", "\"?n=1\"").replace("\"2\"", "\"/x?n=2\"");
    match pagination.next {
        Next::Url { .. } => call(Server(addressed)),
        _ => call(Server(page)),
    }
}

static FROM_ZERO: Pagination =
    Pagination { next: Next::Page { parameter: "page", first: 0 }, ..OFFSET };

#[tokio::test]
async fn a_stream_goes_on_from_the_position_of_another_one() {
    for pagination in [&OFFSET, &FROM_ZERO, &CURSOR, &URL] {
        let mut items: Items = three(pagination).items(pagination);
        for expected in 0..3 {
            assert_eq!(items.try_next().await.unwrap(), Some(expected));
            let kept = items.position().expect("a position").as_str().to_owned();
            let resumed = three(pagination).items(pagination).resume(Resume::from(kept));
            let (rest, end) = all(resumed).await;
            assert!(end.is_ok(), "{end:?}");
            assert_eq!(rest, (expected..3).collect::<Vec<_>>(), "{pagination:?}");
        }
        assert_eq!(items.try_next().await.unwrap(), None);
        assert_eq!(items.position(), None);
    }
}

#[tokio::test]
async fn after_an_error_the_position_is_the_page_that_failed() {
    let transport = script(&[r#"{"data":[0],"meta":{"next":"1"}}"#]);
    transport.answer_json(StatusCode::BAD_REQUEST, "{}");
    let mut items: Items = call(transport).items(&CURSOR);
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    assert!(items.try_next().await.is_err());
    let resumed = three(&CURSOR).items(&CURSOR).resume(items.position().expect("a position"));
    assert_eq!(all(resumed).await.0, [1, 2]);

    let mut items: Items = three(&OFFSET).items(&OFFSET).max_pages(1);
    assert_eq!(items.try_next().await.unwrap(), Some(0));
    assert!(items.try_next().await.is_err());
    let resumed = three(&OFFSET).items(&OFFSET).resume(items.position().expect("a position"));
    assert_eq!(all(resumed).await.0, [1, 2]);
}

#[tokio::test]
async fn a_position_holds_no_credential() {
    let transport =
        script(&[r#"{"data":[0],"meta":{"next":"/x?n=1&api_key=k%20e%20y"}}"#, r#"{"data":[1]}"#]);
    let mut items: Items = call(transport).items(&URL);
    while items.try_next().await.unwrap() != Some(1) {}
    assert_eq!(items.position().expect("a position").as_str(), "address=/x?n=1");
}

/// A position is a caller's text: it can lead no further than a server's.
#[tokio::test]
async fn positions_of_other_pages_are_an_error_and_nothing_is_sent() {
    let bad: &[(&'static Pagination, &[&str])] = &[
        (&OFFSET, &["", "start", "offset", "offset=-1", "offset=x", "page=1", "cursor=1"]),
        (&PAGE, &["start", "offset=1", "page=99999999999999999999"]),
        (&CURSOR, &["address=/x", "offset=1", "x"]),
        (
            &URL,
            &[
                "cursor=1",
                "address=",
                "address=@evil.example/",
                "address=.evil.example/",
                "address=:1/",
                "address=https://api.example.com/",
                "address=/../x",
                "address=/a\\b",
                "address=?n=1",
            ],
        ),
    ];
    for (pagination, texts) in bad {
        for text in *texts {
            let transport = script(&[]);
            let resumed = call(transport.clone()).items(pagination).resume(Resume::from(*text));
            assert_eq!(kind(&all(resumed).await.1), PaginationErrorKind::Position, "{text}");
            assert!(transport.requests().is_empty());
        }
    }
    let transport = script(&[r#"{"data":[]}"#]);
    let resumed =
        call(transport.clone()).items::<i64, Value>(&URL).resume("address=//evil.example/".into());
    assert!(all(resumed).await.1.is_ok());
    assert_eq!(transport.requests()[0].uri().host(), Some("api.example.com"));
}
