//! What a page says of being the last one, and cursors that are in its last item.

use super::*;

static MORE: Pagination = Pagination { more: Some("/meta/more"), ..CURSOR };
static LAST: Pagination = Pagination {
    next: Next::Last { parameter: "after", pointer: "/id" },
    more: Some("/more"),
    total: None,
    ..OFFSET
};
static SPARSE: Pagination = Pagination { or_absent: true, ..OFFSET };

/// Items as they came.
async fn raw(mut items: ItemStream<Value, Value>) -> (Vec<String>, Result<(), Error<Value>>) {
    let mut given = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(item)) => given.push(format!("{item:?}")),
            Ok(None) => return (given, Ok(())),
            Err(error) => return (given, Err(error)),
        }
    }
}

#[tokio::test]
async fn a_page_that_says_that_it_is_the_last_one_ends_all_styles() {
    let page =
        |more: &str| format!(r#"{{"data":[1],"total":9,"meta":{{"next":"c","more":{more}}}}}"#);
    for pagination in [&MORE, &MORE_BY_OFFSET, &MORE_BY_PAGE, &MORE_BY_URL] {
        let transport = script(&[&page("false")]);
        let (items, end) = all(call(transport).items(pagination)).await;
        assert_eq!((items, end.is_ok()), (vec![1], true), "{pagination:?}");
    }
}

static MORE_BY_OFFSET: Pagination = Pagination { more: Some("/meta/more"), ..OFFSET };
static MORE_BY_PAGE: Pagination = Pagination { more: Some("/meta/more"), ..PAGE };
static MORE_BY_URL: Pagination = Pagination { more: Some("/meta/more"), ..URL };

/// Only `false` says it: an answer without the member, or with `true`, leaves it to the style.
#[tokio::test]
async fn anything_else_than_false_leaves_the_end_to_the_style() {
    for more in ["true", "null", "0", r#""""#, "{}"] {
        let first = format!(r#"{{"data":[1],"meta":{{"next":"c","more":{more}}}}}"#);
        let transport = script(&[&first, r#"{"data":[2]}"#]);
        let (items, end) = all(call(transport.clone()).items(&MORE)).await;
        assert_eq!((items, end.is_ok()), (vec![1, 2], true), "{more}");
        assert_eq!(queries(&transport), ["", "after=c"]);
    }
    // An empty page stays the end where pages are counted: the same request again would have no end.
    let transport = script(&[r#"{"data":[],"meta":{"more":true}}"#]);
    assert!(all(call(transport).items(&MORE_BY_OFFSET)).await.1.is_ok());
}

#[tokio::test]
async fn the_last_item_has_the_cursor_of_the_next_page() {
    let transport = script(&[
        r#"{"data":[{"id":"a"},{"id":"b c"}],"more":true}"#,
        r#"{"data":[{"id":7}],"more":true}"#,
        r#"{"data":[{"id":"e"}],"more":false}"#,
    ]);
    let (items, end) = raw(call(transport.clone()).items(&LAST)).await;
    assert_eq!((items.len(), end.is_ok()), (4, true));
    assert_eq!(queries(&transport), ["", "after=b%20c", "after=7"]);
}

#[tokio::test]
async fn pages_by_their_last_item_end_with_an_empty_one_and_can_be_resumed() {
    let transport = script(&[r#"{"data":[{"id":"a"}]}"#, r#"{"data":[]}"#]);
    assert!(raw(call(transport.clone()).items(&LAST)).await.1.is_ok());
    assert_eq!(queries(&transport), ["", "after=a"]);

    let transport = script(&[r#"{"data":[{"id":"a"}]}"#, r#"{"data":[{"id":"b"}]}"#]);
    let mut stream: ItemStream<Value, Value> = call(transport.clone()).items(&LAST);
    for _ in 0..2 {
        assert!(stream.try_next().await.unwrap().is_some());
    }
    let position = stream.position().unwrap();
    assert_eq!(position.as_str(), "cursor=a");
    let again = script(&[r#"{"data":[],"more":false}"#]);
    assert!(raw(call(again.clone()).items(&LAST).resume(position)).await.1.is_ok());
    assert_eq!(queries(&again), ["after=a"]);
}

#[tokio::test]
async fn a_last_item_without_a_cursor_and_one_that_was_there_before_are_errors() {
    let transport = script(&[r#"{"data":[{"id":null}],"more":true}"#]);
    let (_, end) = raw(call(transport).items(&LAST)).await;
    let Err(Error::Pagination(error)) = end else { panic!("{end:?}") };
    assert_eq!(error.kind(), PaginationErrorKind::Position);

    let same = r#"{"data":[{"id":"a"}],"more":true}"#;
    let (items, end) = raw(call(script(&[same, same])).items(&LAST)).await;
    let Err(Error::Pagination(error)) = end else { panic!("{end:?}") };
    assert_eq!((items.len(), error.kind()), (2, PaginationErrorKind::Repeated));
}

#[tokio::test]
async fn an_array_that_need_not_be_there_is_an_empty_page_where_that_is_documented() {
    let transport = script(&[r#"{"data":[1]}"#, "{}"]);
    let (items, end) = all(call(transport).items(&SPARSE)).await;
    assert_eq!((items, end.is_ok()), (vec![1], true));
    static CURSORS: Pagination = Pagination { or_absent: true, ..CURSOR };
    let transport = script(&[r#"{"meta":{"next":"c"}}"#, r#"{"data":[1]}"#]);
    let (items, end) = all(call(transport).items(&CURSORS)).await;
    assert_eq!((items, end.is_ok()), (vec![1], true));
    let (_, end) = all(call(script(&["{}"])).items(&OFFSET)).await;
    assert!(matches!(end, Err(Error::Decode(_))), "{end:?}");
}

#[tokio::test]
async fn an_answer_without_content_is_the_end() {
    static EITHER: Operation = Operation { success: &[Case::new(&[200, 204], 0)], ..LIST };
    let transport = script(&[r#"{"data":[1],"total":5}"#]);
    transport.answer(Response::builder().status(204).body(Body::empty()).unwrap());
    let call = call(transport.clone());
    let mut either = call.inner.client.call(&EITHER);
    either.path("kind", &"a".to_owned());
    let (items, end) = all(either.items(&OFFSET)).await;
    assert_eq!((items, end.is_ok()), (vec![1], true));
    assert_eq!(transport.requests().len(), 2);
}
