//! What a type tolerates beside its described form.

use std::collections::BTreeMap;

use super::super::{from_slice, to_vec};
use crate::emit as rt;

/// A token as one API writes it in three ways.
#[derive(Debug, PartialEq)]
struct Token {
    id: String,
    scope: Option<Vec<String>>,
    ip: rt::Maybe<String>,
    expires_at: Option<rt::DateTime>,
    parent: Option<Box<Token>>,
    others: BTreeMap<String, rt::Value>,
}
const TOKEN: &rt::Shape = &rt::Shape {
    name: "Token",
    required: &["id"],
    optional: &["scope", "ip", "expires_at", "parent"],
};
const TOLERANCE: &rt::Tolerance = &rt::Tolerance {
    aliases: &[("scopes", 1), ("grants", 1), ("token_id", 0)],
    nulls: &[("", 2), ("", 3), ("never", 3), ("none", 0)],
    array: None,
};
impl rt::Json for Token {
    fn empty() -> Self {
        Self {
            id: rt::empty(),
            scope: rt::empty(),
            ip: rt::empty(),
            expires_at: rt::empty(),
            parent: rt::empty(),
            others: rt::empty(),
        }
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        let Self { id, scope, ip, expires_at, parent, others } = self;
        r.tolerant(TOKEN, TOLERANCE, &mut [id, scope, ip, expires_at, parent], Some(others))
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        let Self { id, scope, ip, expires_at, parent, others } = self;
        w.object_with(TOKEN, &[id, scope, ip, expires_at, parent], others);
    }
}

/// A list that some versions of an API send without what is around it.
#[derive(Debug, PartialEq)]
struct Page {
    data: Vec<i64>,
    total: Option<i64>,
}
const PAGE: &rt::Shape = &rt::Shape { name: "Page", required: &["data"], optional: &["total"] };
const OR_DATA: &rt::Tolerance = &rt::Tolerance { aliases: &[], nulls: &[], array: Some(0) };
impl rt::Json for Page {
    fn empty() -> Self {
        Self { data: rt::empty(), total: rt::empty() }
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.tolerant(PAGE, OR_DATA, &mut [&mut self.data, &mut self.total], None)
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(PAGE, &[&self.data, &self.total]);
    }
}

fn token(text: &str) -> Token {
    from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(text: &str) -> String {
    from_slice::<Token>(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn an_alias_is_read_where_the_key_is_not_there() {
    let scope = |text: &str| token(text).scope;
    assert_eq!(scope(r#"{"id":"1","scopes":["a"]}"#), Some(vec!["a".to_owned()]));
    assert_eq!(scope(r#"{"scopes":null,"id":"1"}"#), None);
    // The first alias of the table wins over the others, wherever it stands.
    assert_eq!(scope(r#"{"grants":["c"],"scopes":["b"],"id":"1"}"#), Some(vec!["b".to_owned()]));
    assert_eq!(token(r#"{"token_id":"7"}"#).id, "7");
}

#[test]
fn the_key_wins_over_its_aliases_before_and_after_it() {
    for text in [
        r#"{"id":"1","scopes":["b","c"],"scope":["a"]}"#,
        r#"{"scope":["a"],"id":"1","scopes":["b"],"grants":17}"#,
    ] {
        let read = token(text);
        assert_eq!(read.scope, Some(vec!["a".to_owned()]), "{text}");
        assert!(read.others.is_empty(), "an alias is no other member: {text}");
    }
    assert_eq!(token(r#"{"id":"1","scopes":["b"],"scope":null}"#).scope, None);
}

#[test]
fn what_is_written_is_the_key_alone() {
    let written = to_vec(&token(r#"{"scopes":["a"],"token_id":"1","x":[2]}"#)).expect("JSON");
    assert_eq!(String::from_utf8_lossy(&written), r#"{"id":"1","scope":["a"],"x":[2]}"#);
}

#[test]
fn aliases_that_are_wrong_are_errors_under_their_own_names() {
    assert_eq!(
        refused(r#"{"id":"1","scopes":["a",2]}"#),
        "$.scopes[1]: expected a string, found a number (at byte 24)"
    );
    assert!(refused(r#"{"id":"1","scopes":[],"scopes":[]}"#).starts_with("$.scopes: "));
    assert!(refused(r#"{"id":"1","scopes":[}"#).contains("at byte 20"));
    assert!(refused(r#"{"scopes":["a"]}"#).starts_with("$.id: "));
}

#[test]
fn members_after_an_alias_are_read_in_nested_objects_too() {
    let text = r#"{"scopes":["a"],"parent":{"grants":["b"],"id":"2","x":1},"id":"1","y":2}"#;
    let read = token(text);
    let parent = read.parent.expect("a parent");
    assert_eq!((parent.scope, parent.id), (Some(vec!["b".to_owned()]), "2".to_owned()));
    assert_eq!(read.others.keys().collect::<Vec<_>>(), ["y"]);
    let deep = format!("{}{}{}", r#"{"id":"","parent":"#.repeat(130), "null", "}".repeat(130));
    assert!(refused(&deep).contains("deep"));
}

#[test]
fn strings_that_stand_for_null_are_null_in_their_members_alone() {
    let read = token(r#"{"id":"","ip":"","expires_at":""}"#);
    assert_eq!((read.id, read.ip, read.expires_at), (String::new(), rt::Maybe::Null, None));
    assert_eq!(token(r#"{"id":"1","expires_at":"\u006eever"}"#).expires_at, None);
    assert_eq!(token(r#"{"id":"1","ip":"never"}"#).ip, rt::Maybe::Value("never".to_owned()));
    assert!(token(r#"{"id":"1","expires_at":"2025-02-01T00:00:00Z"}"#).expires_at.is_some());
    assert!(refused(r#"{"id":"1","expires_at":" "}"#).starts_with("$.expires_at: "));
    assert!(refused(r#"{"id":"1","expires_at":"}"#).starts_with("$.expires_at: "));
    // A member that cannot be null has the string.
    assert_eq!(token(r#"{"id":"none"}"#).id, "none");
}

#[test]
fn an_array_in_the_place_of_an_object_is_its_member() {
    let page = |text: &str| from_slice::<Page>(text.as_bytes());
    assert_eq!(page("\u{feff} [1,2]").unwrap(), Page { data: vec![1, 2], total: None });
    assert_eq!(page("[]").unwrap(), Page { data: vec![], total: None });
    let whole = page(r#"{"total":3,"data":[1]}"#).unwrap();
    assert_eq!(whole, Page { data: vec![1], total: Some(3) });
    assert_eq!(to_vec(&page("[1]").unwrap()).unwrap(), br#"{"data":[1]}"#);
    let error = page(r#"[1,"2"]"#).unwrap_err().to_string();
    assert!(error.starts_with("$[1]: expected a 64-bit integer"), "{error}");
    assert!(page("7").unwrap_err().to_string().contains("expected an object"));
    assert!(page("[1] 2").is_err());
    // What does not say so takes no array.
    assert!(refused("[]").contains("expected an object"));
}

/// A token, a page, or a text.
#[derive(Debug, PartialEq)]
enum Found {
    Token(Token),
    Page(Page),
    Text(String),
    Unknown(rt::Value),
}
const FOUND: &rt::Union = &rt::Union {
    tag: None,
    arms: &[
        rt::Arm::object(TOKEN).keeps_others().tolerates(TOLERANCE),
        rt::Arm::object(PAGE).tolerates(OR_DATA),
        rt::Arm::TEXT,
    ],
};
impl rt::Json for Found {
    fn empty() -> Self {
        Self::Unknown(rt::empty())
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.union(FOUND, &mut |arm, r| match arm {
            0 => r.arm(self, Self::Token),
            1 => r.arm(self, Self::Page),
            2 => r.arm(self, Self::Text),
            _ => r.arm(self, Self::Unknown),
        })
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        match self {
            Self::Token(value) => value.write(w),
            Self::Page(value) => value.write(w),
            Self::Text(value) => value.write(w),
            Self::Unknown(value) => value.write(w),
        }
    }
}

#[test]
fn what_a_type_tolerates_it_tolerates_within_a_union() {
    let found = |text: &str| from_slice::<Found>(text.as_bytes()).unwrap();
    let expected = token(r#"{"token_id":"t","grants":["a"],"expires_at":"never"}"#);
    assert_eq!(expected.id, "t");
    let by_other_names = r#"{"token_id":"t","grants":["a"],"expires_at":"never"}"#;
    assert_eq!(found(by_other_names), Found::Token(expected));
    assert_eq!(found("[1, 2]"), Found::Page(Page { data: vec![1, 2], total: None }));
    assert_eq!(found(r#"["a"]"#), Found::Unknown(rt::Value::from(vec!["a"])));
}
