//! Which arm a value is read as, and that nothing of it is lost.

use std::cell::Cell;

use serde_json::{Value, json};

use super::union_samples::*;
use crate::emit as rt;
use crate::json::{self, Json};

/// What is read, for `Debug`; what is written must be equal.
fn read<T: Json + std::fmt::Debug>(value: &Value) -> String {
    let text = serde_json::to_vec(value).unwrap();
    let read: T = json::from_slice(&text).unwrap();
    let written: Value = serde_json::from_slice(&json::to_vec(&read).unwrap()).unwrap();
    assert_eq!(written, *value, "{read:?}");
    format!("{read:?}")
}

#[test]
fn the_tag_decides_wherever_it_stands() {
    let before = r#"{"kind": "circle", "radius": 1.5}"#;
    let after = r#"{"radius": 1.5, "more": [{"kind": "square"}], "kind": "circle"}"#;
    for text in [before, after] {
        let read: Shape = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(format!("{read:?}"), r#"Circle(Circle { kind: "circle", radius: 1.5 })"#);
    }
}

#[test]
fn an_unknown_tag_keeps_the_json() {
    let value = json!({"kind": "star", "points": [1, null, {"a": "b"}]});
    assert!(read::<Shape>(&value).starts_with("Unknown("));
}

#[test]
fn an_arm_without_a_tag_takes_an_unknown_one_where_it_loses_nothing() {
    for (value, arm) in [
        (json!({"kind": "bot", "id": 1, "login": "a"}), "Base"),
        (json!({"id": 1, "login": "a"}), "Base"),
        (json!({"kind": "bot", "id": 1, "login": "a", "new": true}), "Unknown"),
    ] {
        let read = read::<Heir>(&value);
        assert!(read.starts_with(&format!("{arm}(")), "{value} is {read}");
    }
}

#[test]
fn an_arm_with_tags_takes_an_unknown_one_where_it_is_the_default() {
    for (value, arm) in [
        (json!({"kind": "person", "id": 1, "login": "a"}), "Base"),
        (json!({"kind": "bot", "id": 1, "login": "a"}), "Base"),
        (json!({"id": 1, "login": "a"}), "Base"),
        (json!({"kind": "bot", "id": 1, "login": "a", "new": true}), "Unknown"),
    ] {
        let read = read::<Mapped>(&value);
        assert!(read.starts_with(&format!("{arm}(")), "{value} is {read}");
    }
}

#[test]
fn a_known_tag_with_another_value_says_where() {
    let text = br#"{"shapes": [{"kind": "square", "side": "x"}]}"#;
    let error = json::from_slice::<Drawing>(text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.shapes[0].side: expected a number, found a string (at byte 39)"
    );
}

#[test]
fn a_tag_that_the_type_lacks_is_written_by_the_union() {
    let value = json!({"kind": "point"});
    assert_eq!(read::<Shape>(&value), "Point(Point)");
    let written = json::to_vec(&Shape::Point(Point { x: Some(1) })).unwrap();
    assert_eq!(written, br#"{"kind":"point","x":1}"#);
}

#[test]
fn without_a_tag_the_members_decide() {
    for (value, arm) in [
        (json!({"id": 1}), "Team"),
        (json!({"id": 1, "login": "a"}), "User"),
        (json!({"id": 1, "slug": "a"}), "Team"),
        (json!({"id": 1, "login": "a", "kind": "bot"}), "Unknown"),
        (json!({"id": 1, "login": "a", "slug": "b"}), "Unknown"),
        (json!({"color": "red", "size": "l"}), "Labels"),
        (json!({"color": "red", "size": 1}), "Unknown"),
        (json!({"id": "1", "login": "2"}), "Labels"),
        (json!([]), "Unknown"),
        (json!(null), "Unknown"),
    ] {
        let read = read::<Owner>(&value);
        assert!(read.starts_with(&format!("{arm}(")), "{value} is {read}");
    }
}

#[test]
fn a_member_that_nobody_describes_does_not_hinder_an_open_arm() {
    let read: Owner = json::from_slice(br#"{"id": 1, "slug": "a", "new": true}"#).unwrap();
    assert!(matches!(read, Owner::Team(_)));
    let read: Owner = json::from_slice(br#"{"new": true}"#).unwrap();
    assert!(matches!(read, Owner::Unknown(_)), "nothing of it would be left");
}

#[test]
fn members_further_in_decide_where_another_arm_describes_them() {
    let both = json!({"user": {"id": 1, "login": "a", "slug": "b"}});
    for (value, arm) in [
        (json!({"user": {"id": 1, "login": "a", "kind": "bot"}, "id": 7}), "Login"),
        (json!({"user": {"id": 1, "slug": "b"}}), "Membership"),
        (json!({"user": {"id": 1}, "id": 7}), "Membership"),
        (both.clone(), "Unknown"),
        (json!([{"id": 7}, {"user": {"id": 1, "login": "a"}}]), "Logins"),
        (json!([{"id": 7}, {"user": {"id": 1, "slug": "b"}}]), "Memberships"),
        (json!([{}, both]), "Unknown"),
    ] {
        let read = read::<Related>(&value);
        assert!(read.starts_with(&format!("{arm}(")), "{value} is {read}");
        let within = self::read::<Within>(&value);
        let expected = if arm == "Unknown" { "Unknown(" } else { "Related(" };
        assert!(within.starts_with(expected), "{value} is {within}");
    }
}

#[test]
fn members_further_in_that_nobody_describes_decide_nothing() {
    let text = br#"{"user": {"id": 1, "login": "a", "new": {"slug": 1}}, "id": 7}"#;
    let read: Related = json::from_slice(text).unwrap();
    assert!(matches!(read, Related::Login(_)), "{read:?}");
    let text = br#"{"user": {"id": 1, "login": "a", "new": {"slug": 1}}}"#;
    let read: Loose = json::from_slice(text).unwrap();
    assert!(matches!(read, Loose::Login(_)), "JSON describes no member: {read:?}");
}

#[test]
fn null_is_read_by_the_arm_that_keeps_it() {
    assert!(read::<Change>(&json!({"user": null, "id": 1})).starts_with("Cleared("));
    assert!(read::<Change>(&json!({"id": 1})).starts_with("Login("));
    let nobody: Change = json::from_slice(br#"{"id": null}"#).unwrap();
    assert!(matches!(nobody, Change::Login(_)), "{nobody:?}");
}

#[test]
fn null_within_a_value_is_no_null_in_its_place() {
    assert!(read::<Marks>(&json!({"marks": [1, null]})).starts_with("Counted("));
    assert!(read::<Marks>(&json!({"marks": [null], "note": null})).starts_with("Noted("));
}

#[test]
fn scalars_are_told_by_their_json_type() {
    for (value, arm) in [
        (json!(1), "Integer(1)"),
        (json!(1.5), "Number(1.5)"),
        (json!(true), "Boolean(true)"),
        (json!("1"), r#"Text("1")"#),
        (json!(["a"]), r#"List(["a"])"#),
        (json!([1]), "IntegerList([1])"),
        (json!([]), "List([])"),
        (json!(["a", 1]), "Unknown([\"a\", 1])"),
    ] {
        assert_eq!(read::<Scalar>(&value), arm);
    }
    // An integer that i64 cannot hold is still a number.
    let read: Scalar = json::from_slice(b"1e300").unwrap();
    assert!(matches!(read, Scalar::Number(_)));
}

#[test]
fn a_union_within_a_union_is_asked_what_it_knows() {
    for (value, arm) in [
        (json!({"kind": "square", "side": 1.5}), "Shape(Square("),
        (json!({"kind": "star", "points": 5}), "Unknown("),
        (json!({"kind": "star"}), "Owner(Labels("),
        (json!({"id": 2}), "Owner(Team("),
        (json!("x"), "Text("),
    ] {
        let read = read::<Any>(&value);
        assert!(read.starts_with(arm), "{value} is {read}");
    }
}

#[test]
fn an_arm_with_a_secret_hides_what_no_arm_fits() {
    let read: Holder = json::from_slice(br#"{"token": 7, "canary": "canary"}"#).unwrap();
    assert_eq!(format!("{read:?}"), "Unknown([REDACTED])");
    let read: Holder = json::from_slice(br#"{"token": "canary"}"#).unwrap();
    assert_eq!(format!("{read:?}"), "Token(Token { token: [REDACTED] })");
}

#[test]
fn what_is_no_json_is_an_error_in_every_arm() {
    for text in ["", "{", "[1,", "\"", "tru", r#"{"id": 1, "x": [}"#, r#"{"id": 1} 2"#] {
        assert!(json::from_slice::<Owner>(text.as_bytes()).is_err(), "{text}");
        assert!(json::from_slice::<Scalar>(text.as_bytes()).is_err(), "{text}");
    }
    assert!(json::from_slice::<Owner>(br#"{"x": 1, "x": 2}"#).is_err());
}

thread_local! {
    static READS: Cell<usize> = const { Cell::new(0) };
}

/// A text that counts how often it is read.
#[derive(Clone, PartialEq)]
struct Counted(String);

impl Json for Counted {
    fn empty() -> Self {
        Self(String::new())
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        READS.set(READS.get() + 1);
        self.0.read(r)
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        self.0.write(w);
    }
}

/// `{child: Node, x: text}` or `{child: Node, x: number}`: the last member of each level decides.
#[derive(Clone, PartialEq)]
enum Node {
    A(Box<Deep<bool>>),
    B(Box<Deep<f64>>),
    C(Box<Deep<Counted>>),
    Unknown(Value),
}

#[derive(Clone, PartialEq)]
struct Deep<T> {
    child: Option<Node>,
    x: T,
}

const DEEP: &rt::Shape = &rt::Shape { name: "Deep", required: &["x"], optional: &["child"] };

impl<T: Json> Json for Deep<T> {
    fn empty() -> Self {
        Self { child: None, x: T::empty() }
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(DEEP, &mut [&mut self.x, &mut self.child])
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(DEEP, &[&self.x, &self.child]);
    }
}

impl Node {
    const UNION: &'static rt::Union = &rt::Union {
        tag: None,
        arms: &[rt::Arm::object(DEEP), rt::Arm::object(DEEP), rt::Arm::object(DEEP)],
    };
}

impl Json for Node {
    fn empty() -> Self {
        Self::Unknown(rt::empty())
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.union(Self::UNION, &mut |arm, r| match arm {
            0 => r.arm(self, Self::A),
            1 => r.arm(self, Self::B),
            2 => r.arm(self, Self::C),
            _ => r.arm(self, Self::Unknown),
        })
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        match self {
            Self::A(value) => w.arm("A", value),
            Self::B(value) => w.arm("B", value),
            Self::C(value) => w.arm("C", value),
            Self::Unknown(value) => w.unknown_arm("Unknown", value, false),
        }
    }
}

#[test]
fn trying_arms_does_not_multiply_with_depth() {
    const LEVELS: usize = 100;
    let text = r#"{"child":"#.repeat(LEVELS) + r#"{"x":"a"}"# + &r#","x":"a"}"#.repeat(LEVELS);
    READS.set(0);
    let read: Node = json::from_slice(text.as_bytes()).unwrap();
    assert!(matches!(&read, Node::C(deep) if matches!(deep.child, Some(Node::C(_)))));
    assert_eq!(json::to_vec(&read).unwrap().len(), text.len());
    assert_eq!(READS.get(), LEVELS + 1, "each leaf is read once, by the arm that it fits");
}

trait HasArms: Json + 'static {
    const UNION: &'static rt::Union;
}

impl HasArms for Node {
    const UNION: &'static rt::Union = Self::UNION;
}

/// A union whose only arm is another one.
#[derive(Clone, PartialEq, Debug)]
enum Nest<T> {
    Inner(T),
    Unknown(Value),
}

impl<T: HasArms> HasArms for Nest<T> {
    const UNION: &'static rt::Union = &rt::Union { tag: None, arms: &[rt::Arm::union(T::UNION)] };
}

impl<T: HasArms> Json for Nest<T> {
    fn empty() -> Self {
        Self::Unknown(rt::empty())
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.union(Self::UNION, &mut |arm, r| match arm {
            0 => r.arm(self, Self::Inner),
            _ => r.arm(self, Self::Unknown),
        })
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        match self {
            Self::Inner(value) => w.arm("Inner", value),
            Self::Unknown(value) => w.unknown_arm("Unknown", value, false),
        }
    }
}

#[test]
fn what_an_arm_leaves_out_does_not_multiply_with_unions_in_unions() {
    type Four<T> = Nest<Nest<Nest<Nest<T>>>>;
    const LEVELS: usize = 12;
    READS.set(0);
    let read: Four<Four<Four<Node>>> = json::from_slice(br#"{"x":"a","child":null}"#).unwrap();
    assert_eq!(json::to_vec(&read).unwrap(), br#"{"x":"a"}"#);
    assert!(!matches!(read, Nest::Unknown(_)));
    assert_eq!(READS.get(), LEVELS + 1, "each level tries it once, and then it is taken");
}
