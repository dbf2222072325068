use http::HeaderValue;
use proptest::prelude::*;

use super::*;

fn of(values: &[&str]) -> Option<String> {
    let values = values.iter().map(|value| (LINK, HeaderValue::from_str(value).expect("a value")));
    next(&values.collect())
}

#[test]
fn the_target_of_the_next_relation_is_found() {
    for value in [
        r#"<https://x/y?a=1,2;3>; rel="next""#,
        r#"<https://x/y?a=1,2;3>; rel=next"#,
        r#"<https://x/y?a=1,2;3> ;REL = "NEXT""#,
        r#"<https://x/y?a=1,2;3>;rel="prev next last""#,
        r#"<https://x/y?a=1,2;3>; rel="ne\xt""#,
        r#"<https://x/y?a=1,2;3>; title="a, <b>; rel=prev"; rel="next""#,
        r#"<https://x/y?a=1,2;3>;;; junk; rel=next; rel=prev"#,
        r#"<https://x/y?a=1,2;3>; rel="next"#,
        r#"</first>; rel=first, <https://x/y?a=1,2;3>; rel=next, </other>; rel=next"#,
        r#"junk, </a>; title="\",<b>; rel=next"; rel=prev, < https://x/y?a=1,2;3 >; rel=next"#,
        r#"</a>; rel=next; anchor="/elsewhere", <https://x/y?a=1,2;3>; rel=next"#,
        r#",,</a>,<https://x/y?a=1,2;3>; rel	=	next	"#,
    ] {
        assert_eq!(of(&[value]).as_deref(), Some("https://x/y?a=1,2;3"), "{value}");
    }
}

#[test]
fn other_relations_and_malformed_links_are_no_next_page() {
    for value in [
        "",
        "next",
        "</a>",
        r#"</a>; rel="nextish""#,
        r#"</a>; rel="prev"; rel="next""#,
        r#"</a>; relation=next"#,
        r#"</a>, rel=next"#,
        r#"</a; rel=next"#,
        r#"/a; rel=next"#,
        r#"</a>; title="rel=next"#,
        r#"</a>; title=";rel=next;" "#,
    ] {
        assert_eq!(of(&[value]), None, "{value}");
    }
}

#[test]
fn several_headers_are_one_list() {
    assert_eq!(of(&["</a>; rel=prev", "</b>; rel=next"]).as_deref(), Some("/b"));
    assert_eq!(next(&HeaderMap::new()), None);
}

#[test]
fn what_is_no_text_is_not_overlooked() {
    let value = HeaderValue::from_bytes(b"</\xff>; rel=next").expect("a value");
    let target = next(&HeaderMap::from_iter([(LINK, value)])).expect("a target");
    assert_eq!(target, "/\u{fffd}");
}

#[test]
fn what_is_beyond_the_bound_is_not_read() {
    let far = format!("{}</a>; rel=next", "x".repeat(MOST));
    assert_eq!(of(&[&far]), None);
}

proptest! {
    #[test]
    fn any_value_gives_a_target_or_none(values: Vec<Vec<u8>>) {
        let values = values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok());
        next(&values.map(|value| (LINK, value)).collect());
    }

    #[test]
    fn any_arrangement_of_signs_is_read(value in r#"[<>;,="\\ a]{0,12}(rel=next)?[<>;,="\\ a]{0,12}"#) {
        of(&[&value]);
    }

    #[test]
    fn a_well_formed_target_is_given_as_it_is(
        target in "/[!-;=?-~]{0,20}",
        title in r#"[ !#-\[\]-~]{0,12}"#,
    ) {
        let value = format!("</p>; rel=prev; title=\"{title}\", <{target}>; title=\"{title}\"; rel=\"next\"");
        prop_assert_eq!(of(&[&value]), Some(target));
    }
}
