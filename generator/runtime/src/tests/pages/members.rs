//! Inputs of a page that are members of the JSON body.

use super::*;

static IN_BODY: Pagination = Pagination {
    limit: Some("/page/size"),
    next: Next::Cursor { parameter: "/page/after", pointer: "/meta/next" },
    ..CURSOR
};

static SKIPPED: Pagination = Pagination { next: Next::Offset { parameter: "/from" }, ..OFFSET };

fn bodies(transport: &MemoryTransport) -> Vec<String> {
    let body = |request: &http::Request<bytes::Bytes>| {
        String::from_utf8(request.body().to_vec()).expect("JSON")
    };
    transport.requests().iter().map(body).collect()
}

#[tokio::test]
async fn a_cursor_of_any_kind_is_put_into_the_body_as_it_came() {
    let transport = script(&[
        r#"{"data":[1],"meta":{"next":"a\"b"}}"#,
        r#"{"data":[2],"meta":{"next":7}}"#,
        r#"{"data":[3],"meta":{"next":{"id": 3}}}"#,
        r#"{"data":[4],"meta":{"next":null}}"#,
    ]);
    let body: Value = serde_json::json!({"q": "x"});
    let (items, end) = all(call(transport.clone()).body(&body).items(&IN_BODY)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2, 3, 4], true));
    assert_eq!(
        bodies(&transport),
        [
            r#"{"q":"x"}"#,
            r#"{"q":"x","page":{"after":"a\"b"}}"#,
            r#"{"q":"x","page":{"after":7}}"#,
            r#"{"q":"x","page":{"after":{"id": 3}}}"#,
        ]
    );
}

#[tokio::test]
async fn numbers_go_on_from_those_in_the_body_or_begin_one() {
    let transport = script(&[r#"{"data":[1,2],"total":5}"#, r#"{"data":[3],"total":5}"#]);
    let body: Value = serde_json::json!({"from": 2});
    let (items, end) = all(call(transport.clone()).body(&body).items(&SKIPPED)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2, 3], true));
    assert_eq!(bodies(&transport), [r#"{"from":2}"#, r#"{"from":4}"#]);

    let transport = script(&[r#"{"data":[1,2],"total":3}"#, r#"{"data":[3],"total":3}"#]);
    let (_, end) = all(call(transport.clone()).items(&SKIPPED)).await;
    assert!(end.is_ok(), "{end:?}");
    assert_eq!(bodies(&transport), ["", r#"{"from":2}"#]);
    assert_eq!(transport.requests()[1].headers()["content-type"], "application/json");
}

#[tokio::test]
async fn a_body_without_a_place_for_the_page_is_an_error_of_the_call() {
    let body: Value = serde_json::json!(["x"]);
    let transport = script(&[r#"{"data":[1],"total":5}"#]);
    let (items, end) = all(call(transport).body(&body).items(&SKIPPED)).await;
    assert_eq!(items, [1]);
    assert!(matches!(end, Err(Error::Build(_))), "{end:?}");
}

#[tokio::test]
async fn a_position_that_is_no_json_is_not_put_into_a_body() {
    let transport = script(&[r#"{"data":[1]}"#, r#"{"data":[1]}"#]);
    for wrong in ["cursor=a", r#"cursor="a","q":1"#, "cursor= 1", "cursor="] {
        let items: Items = call(transport.clone()).items(&IN_BODY).resume(Resume::from(wrong));
        assert_eq!(kind(&all(items).await.1), PaginationErrorKind::Position, "{wrong}");
    }
    let items: Items =
        call(transport.clone()).items(&IN_BODY).resume(Resume::from(r#"cursor="a""#));
    assert!(all(items).await.1.is_ok());
    assert_eq!(bodies(&transport), [r#"{"page":{"after":"a"}}"#]);
}
