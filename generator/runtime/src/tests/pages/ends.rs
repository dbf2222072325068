//! How the next page is asked for, and where pages end.

use super::*;

#[tokio::test]
async fn offsets_advance_by_the_items_that_came_and_end_at_the_total() {
    let pages =
        [r#"{"data":[1,2],"total":5}"#, r#"{"data":[3],"total":5}"#, r#"{"data":[4,5],"total":5}"#];
    let transport = script(&pages);
    let mut call = call(transport.clone());
    call.query("limit", &2i64);
    let (items, end) = all(call.items(&OFFSET)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2, 3, 4, 5], true));
    assert_eq!(queries(&transport), ["limit=2", "limit=2&offset=2", "limit=2&offset=3"]);
    let request = &transport.requests()[2];
    assert_eq!(request.uri().path(), "/v1/things/a%20b");
    assert_eq!(request.headers()["authorization"], "Bearer secret");
}

#[tokio::test]
async fn the_offset_of_the_caller_is_where_counting_begins() {
    let transport = script(&[r#"{"data":[1,2],"total":44}"#, r#"{"data":[3,4],"total":44}"#]);
    let mut call = call(transport.clone());
    call.query("offset", &40i64);
    assert_eq!(all(call.items(&OFFSET)).await.0, [1, 2, 3, 4]);
    assert_eq!(queries(&transport), ["offset=40", "offset=42"]);
}

#[tokio::test]
async fn pages_are_numbered_from_the_first_or_the_one_of_the_caller() {
    let transport = script(&[r#"{"data":[1],"total":2}"#, r#"{"data":[2],"total":2}"#]);
    assert!(all(call(transport.clone()).items(&PAGE)).await.1.is_ok());
    assert_eq!(queries(&transport), ["", "page=2"]);

    let transport = script(&[r#"{"data":[1],"total":8}"#, r#"{"data":[],"total":8}"#]);
    let mut call = call(transport.clone());
    call.query("page", &7i64);
    assert!(all(call.items(&PAGE)).await.1.is_ok());
    assert_eq!(queries(&transport), ["page=7", "page=8"]);
}

#[tokio::test]
async fn without_a_total_an_empty_page_is_the_last_one() {
    for empty in [r#"{"data":[]}"#, r#"{"data":null}"#] {
        let transport = script(&[r#"{"data":[1]}"#, r#"{"data":[2]}"#, empty]);
        let (items, end) = all(call(transport.clone()).items(&OFFSET)).await;
        assert_eq!((items, end.is_ok()), (vec![1, 2], true));
        assert_eq!(queries(&transport), ["", "offset=1", "offset=2"]);
    }
}

/// Threat F7: totals are claims.
#[tokio::test]
async fn absurd_totals_neither_end_nor_lengthen_anything() {
    for total in ["-1", "0", "1", "\"2\"", "1e400", "99999999999999999999", "null", "[]", "1.5"] {
        let page = |items| format!(r#"{{"total":{total},"data":{items}}}"#);
        let transport = script(&[&page("[1,2]"), &page("[3,4]"), &page("[]")]);
        let (items, end) = all(call(transport.clone()).items(&OFFSET)).await;
        assert_eq!((items, end.is_ok()), (vec![1, 2, 3, 4], true), "{total}");
    }
    for total in ["18446744073709551615", "4e15"] {
        let page = |items| format!(r#"{{"total":{total},"data":{items}}}"#);
        let transport = script(&[&page("[1]"), &page("[]")]);
        assert!(all(call(transport).items(&OFFSET)).await.1.is_ok(), "{total}");
    }
}

#[tokio::test]
async fn an_offset_that_cannot_grow_is_an_error() {
    let transport = script(&[r#"{"data":[1]}"#]);
    let mut call = call(transport);
    call.query("offset", &u64::MAX);
    let (items, end) = all(call.items(&OFFSET)).await;
    assert_eq!((items, kind(&end)), (vec![1], PaginationErrorKind::Limit));
}

/// Threat F7: a parameter that the server ignores.
#[tokio::test]
async fn the_same_items_again_are_an_error() {
    for pagination in [&OFFSET, &PAGE] {
        let transport = script(&[r#"{"data":[1,2],"at":1}"#, r#"{"data":[1,2],"at":2}"#]);
        let (items, end) = all(call(transport).items(pagination)).await;
        assert_eq!((items, kind(&end)), (vec![1, 2], PaginationErrorKind::Repeated));
    }
}

#[tokio::test]
async fn a_start_that_is_no_number_is_an_error_before_anything_is_sent() {
    for value in ["-1", "x", "", "1.5"] {
        let transport = script(&[]);
        let mut call = call(transport.clone());
        call.query("offset", &value.to_owned());
        let (_, end) = all(call.items(&OFFSET)).await;
        assert_eq!(kind(&end), PaginationErrorKind::Position);
        assert!(transport.requests().is_empty());
    }
}

#[tokio::test]
async fn a_cursor_leads_on_until_it_is_absent_null_or_empty() {
    for end in [
        r#"{"meta":{"next":null},"data":[3]}"#,
        r#"{"meta":{"next":""},"data":[3]}"#,
        r#"{"data":[3]}"#,
    ] {
        let transport = script(&[
            r#"{"data":[1],"meta":{"next":"a&b=c d"}}"#,
            r#"{"data":[],"meta":{"next":17}}"#,
            r#"{"data":[2],"meta":{"next":"e"}}"#,
            end,
        ]);
        let mut call = call(transport.clone());
        call.query("limit", &1i64);
        let (items, ended) = all(call.items(&CURSOR)).await;
        assert_eq!((items, ended.is_ok()), (vec![1, 2, 3], true), "{end}");
        let cursors = ["a%26b%3Dc%20d", "17", "e"].map(|cursor| format!("limit=1&after={cursor}"));
        assert_eq!(queries(&transport)[1..], cursors);
    }
}

/// Threat F7: A, B, A, B, and shorter and longer rounds; every page of the first round is given out.
#[tokio::test]
async fn a_cursor_that_was_there_before_is_an_error() {
    for round in [1, 2, 3, 50] {
        let next = move |uri: &Uri| {
            let query = uri.query().unwrap_or_default();
            let at = query.split('&').find_map(|pair| pair.strip_prefix("after=")).unwrap_or("c0");
            let at: usize = at[1..].parse().expect("our cursor");
            format!(r#"{{"data":[{at}],"meta":{{"next":"c{}"}}}}"#, at % round + 1)
        };
        let (items, end) = all(call(Server(next)).items(&CURSOR)).await;
        assert_eq!(items.len(), round + 1);
        assert_eq!(kind(&end), PaginationErrorKind::Repeated);
    }
    // The cursor that the caller gave counts too.
    let transport = script(&[r#"{"data":[],"meta":{"next":"a b"}}"#]);
    let mut call = call(transport);
    call.query("after", &"a b".to_owned());
    assert_eq!(kind(&all(call.items(&CURSOR)).await.1), PaginationErrorKind::Repeated);
}

#[tokio::test]
async fn a_cursor_that_is_no_scalar_is_an_error_with_its_path() {
    let transport = script(&[r#"{"data":[1],"meta":{"next":{"a":1}}}"#]);
    let (items, end) = all(call(transport).items(&CURSOR)).await;
    let Err(Error::Decode(error)) = end else { panic!("{end:?}") };
    assert_eq!((items.len(), error.path()), (0, Some("$.meta.next")));
}

#[tokio::test]
async fn more_pages_than_allowed_are_an_error_after_the_last_one() {
    let forever = |uri: &Uri| {
        let length = uri.query().map_or(0, str::len);
        format!(r#"{{"data":[],"meta":{{"next":"{}"}}}}"#, "x".repeat(length))
    };
    let (items, end) = all(call(Server(forever)).items(&CURSOR).max_pages(20)).await;
    assert_eq!((items.len(), kind(&end)), (0, PaginationErrorKind::Limit));

    let transport = script(&[r#"{"data":[1]}"#, r#"{"data":[2]}"#]);
    let (items, end) = all(call(transport.clone()).items(&OFFSET).max_pages(2)).await;
    assert_eq!((items, kind(&end)), (vec![1, 2], PaginationErrorKind::Limit));
    assert_eq!(transport.requests().len(), 2);

    let transport = script(&[r#"{"data":[1],"total":1}"#]);
    assert!(all(call(transport).items(&OFFSET).max_pages(1)).await.1.is_ok());
}

#[tokio::test]
async fn a_page_that_fails_is_asked_for_again_by_itself() {
    let transport = script(&[r#"{"data":[1],"meta":{"next":"b"}}"#]);
    transport.answer_json(StatusCode::SERVICE_UNAVAILABLE, "{}");
    transport.fail(crate::TransportErrorKind::Request);
    transport.answer_json(StatusCode::OK, r#"{"data":[2]}"#);
    let (items, end) = all(call(transport.clone()).items(&CURSOR)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2], true));
    assert_eq!(queries(&transport), ["", "after=b", "after=b", "after=b"]);
}

#[tokio::test]
async fn an_error_ends_the_stream_and_keeps_its_type() {
    let transport = script(&[r#"{"data":[1]}"#]);
    transport.answer_json(StatusCode::BAD_REQUEST, r#"{"code":7}"#);
    transport.answer_json(StatusCode::OK, r#"{"data":[2]}"#);
    let (items, end) = all(call(transport).items(&OFFSET)).await;
    assert_eq!(items, [1]);
    assert_eq!(end.unwrap_err().api(), Some(&serde_json::json!({"code": 7})));
}

#[tokio::test]
async fn an_item_that_does_not_decode_is_named_by_its_path_in_the_body() {
    for (page, path) in [
        (r#"{"data":[1,"canary"],"meta":{"next":"n"}}"#, "$.data[1]"),
        (r#"{"data":{},"meta":{"next":"n"}}"#, "$.data"),
        (r#"{"meta":{"next":"n"}}"#, "$.data"),
        ("{", "$"),
    ] {
        for pagination in [&OFFSET, &CURSOR] {
            let (_, end) = all(call(script(&[page, page])).items(pagination)).await;
            let Err(Error::Decode(error)) = end else { panic!("{end:?}") };
            assert_eq!(error.path(), Some(path), "{page}");
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
    }
}

#[tokio::test]
async fn pages_come_with_their_response_and_decode_as_a_whole() {
    let transport = script(&[r#"{"data":[1],"total":2}"#, r#"{"data":[2],"total":2}"#]);
    let mut pages: PageStream<Value, Value> = call(transport.clone()).pages(&OFFSET);
    let first = pages.try_next().await.unwrap().expect("a page");
    assert_eq!(first.status(), StatusCode::OK);
    assert_eq!(first.body()["data"][0], 1);
    assert_eq!(transport.requests().len(), 1, "the second page is not wanted yet");
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none());

    let mut pages: PageStream<Vec<i64>, Value> = call(script(&["{}", "{}"])).pages(&CURSOR);
    assert!(matches!(pages.try_next().await, Err(Error::Decode(_))));
    assert!(matches!(pages.try_next().await, Ok(None)));
}

#[test]
fn streams_are_lazy_movable_and_silent() {
    fn is_stream<S: Stream + Unpin + Send>(_: &S) {}
    let transport = script(&[]);
    let mut call = call(transport.clone());
    call.query("after", &"canary".to_owned());
    let items: Items = call.clone().items(&CURSOR);
    let pages: PageStream<Value, Value> = call.pages(&CURSOR);
    is_stream(&items);
    is_stream(&pages);
    let shown = format!("{items:?} {pages:?} {:?} {:#?}", items.position(), pages.position());
    assert!(shown.contains("List") && !shown.contains("canary"), "{shown}");
    assert!(transport.requests().is_empty());
}

static OR_ARRAY: Pagination = Pagination { or_array: true, ..PAGE };

#[tokio::test]
async fn an_array_in_the_place_of_pages_has_the_items() {
    let transport = script(&["[1,2]", " [3]", "[]"]);
    let (items, end) = all(call(transport.clone()).items(&OR_ARRAY)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2, 3], true));
    assert_eq!(queries(&transport), ["", "page=2", "page=3"]);
    // A page tells how many there are, and needs no empty one.
    let transport = script(&[r#"{"total":1,"data":[1]}"#]);
    let (items, end) = all(call(transport).items(&OR_ARRAY)).await;
    assert_eq!((items, end.is_ok()), (vec![1], true));
}

/// An API without pages ignores the parameter: all there is came with the first answer.
#[tokio::test]
async fn the_same_array_again_is_the_end() {
    let transport = script(&["[1,2]", " [1,2]", "[3]"]);
    let (items, end) = all(call(transport.clone()).items(&OR_ARRAY)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2], true));
    assert_eq!(queries(&transport), ["", "page=2"]);

    let transport = script(&["[1,2]", "[1,2]"]);
    let mut pages = call(transport).pages::<Value, Value>(&OR_ARRAY);
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none(), "the repetition is not given out");
    assert!(pages.position().is_none());
}

#[tokio::test]
async fn an_array_that_is_not_described_is_no_page() {
    let (items, end) = all(call(script(&["[1]"])).items(&PAGE)).await;
    assert!(items.is_empty() && matches!(end, Err(Error::Decode(_))));
}
