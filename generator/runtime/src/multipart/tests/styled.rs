//! Styles of parts, and the headers that a description gives them.

use super::*;
use crate::api::{Parameter, Style};

#[tokio::test]
async fn a_style_makes_parts_of_the_pairs_that_a_query_would_have() {
    let as_query = |name| Parameter { name, ..Parameter::QUERY };
    let mut call = call();
    call.part_as(&as_query("object"), &value(r#"{"a b":"c&d"}"#));
    let deep = Parameter { style: Style::DeepObject, ..as_query("deep") };
    call.part_as(&deep, &value(r#"{"a":{"b":"é"},"c":["d"]}"#));
    let joined = Parameter { explode: false, ..as_query("joined") };
    call.part_as(&joined, &value(r#"["a=b","c/d"]"#));
    let piped = Parameter { style: Style::PipeDelimited, explode: false, ..as_query("piped") };
    call.part_as(&piped, &value("[1,2]"));
    call.part_as(&as_query("gone"), &value("null"));
    let named =
        |name: &str, text: &str| part(&format!("form-data; name=\"{name}\""), "text/plain", text);
    assert_eq!(
        sent(call.clone()).await,
        [
            named("a b", "c&d"),
            named("deep[a][b]", "é"),
            named("deep[c][0]", "d"),
            named("joined", "a=b,c/d"),
            named("piped", "1|2"),
        ]
    );
    call.part_as(&joined, &value(r#"["a,b"]"#));
    let Err(Error::Build(error)) = call.request::<core::convert::Infallible>() else {
        panic!("one item was sent as two")
    };
    assert_eq!(error.parameter(), Some("joined"));
}

#[tokio::test]
async fn headers_of_a_name_go_with_all_of_its_parts_unless_one_has_its_own() {
    let header = |name| Parameter { name, ..Parameter::HEADER };
    let mut call = call();
    call.part_header("files", &header("X-Rate"), &value(r#"["a",1]"#));
    call.part_header("files", &header("x-gone"), &1i64);
    call.part_header("files", &header("X-Gone"), &value("null"));
    let own = Part::new("2").header("x-rate", "mine").header("x-more", "m");
    call.files("files", "text/csv", vec![Part::new("1"), own]);
    call.part("text", "", &"t".to_owned());
    let sent = sent(call).await;
    let headers: Vec<_> = sent.iter().map(|part| part.headers.join("|")).collect();
    assert_eq!(headers, ["x-rate: a,1", "x-rate: mine|x-more: m", ""]);
}

#[test]
fn a_header_of_a_part_that_is_never_given_is_refused_by_both_names() {
    let sum = Parameter { name: "X-Sum", ..Parameter::HEADER };
    let mut call = call();
    call.part_header("file", &sum, &1i64);
    let Err(Error::Build(error)) = call.clone().request::<core::convert::Infallible>() else {
        panic!("a header was lost")
    };
    assert_eq!(error.parameter(), Some("X-Sum"));
    assert!(error.to_string().contains("`file`"), "{error}");
    call.part("other", "", &1i64);
    assert!(call.clone().request::<core::convert::Infallible>().is_err());
    // Who says that there are none knows where the header goes.
    call.files("file", "", Vec::new());
    assert!(call.request::<core::convert::Infallible>().is_ok());
}

#[tokio::test]
async fn a_constant_header_begins_no_body_and_goes_with_its_part_alone() {
    let version = Parameter { name: "X-V", ..Parameter::HEADER };
    let mut call = call();
    call.part_constant("file", &version, &1i64);
    call.part_header("file", &version, &value("null"));
    let request = call.clone().request::<core::convert::Infallible>().expect("a request");
    assert!(!request.headers().contains_key("content-type"), "no body was begun");
    call.part("other", "", &1i64);
    call.part_constant("file", &version, &1i64);
    assert_eq!(sent(call.clone()).await.len(), 1);
    call.file("file", "", Part::new("x"));
    let headers: Vec<_> = sent(call).await.into_iter().map(|part| part.headers).collect();
    assert_eq!(headers, [vec![], vec!["x-v: 1".to_owned()]]);
}

/// Threat D5.
#[test]
fn a_header_of_a_part_cannot_become_two() {
    let refused = |change: &dyn Fn(&mut Call)| {
        let mut call = call();
        change(&mut call);
        call.file("file", "", Part::new("x"));
        matches!(call.request::<core::convert::Infallible>(), Err(Error::Build(_)))
    };
    let name = Parameter { name: "x-a", ..Parameter::HEADER };
    assert!(refused(&|call| call.part_header("file", &name, &"a\r\nb: c".to_owned())));
    assert!(!refused(&|call| call.part_header("file", &name, &"a".to_owned())));
    for (name, value) in [("x", "a\nb"), ("x\r\ny", "a"), ("Content-Type", "a/b"), ("host", "a")] {
        assert!(
            refused(&|call| call.file("other", "", Part::new("x").header(name, value))),
            "{name:?}: {value:?}"
        );
    }
}
