//! Laws of spelling and claiming, and the scopes of a whole API.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::scope::{Reserved, Wish, claim};
use super::spell::{self, Case};
use super::{FREE, with_underscore};
use crate::ir::Name;

const CASES: [Case; 3] = [Case::Snake, Case::Camel, Case::Module];

fn spelt(text: &str, case: Case) -> String {
    spell::name(&Name(text.to_owned()), case)
}

fn claimed(names: &[&str], case: Case, reserved: Reserved) -> Vec<String> {
    let wishes: Vec<Wish> =
        names.iter().map(|name| Wish::new(&Name((*name).to_owned()), case, reserved)).collect();
    claim(&wishes, reserved.idents, case).into_iter().map(|grant| grant.ident).collect()
}

#[test]
fn names_are_spelt_as_rust_spells_them() {
    for (text, snake, camel) in [
        ("rotateSecretKey", "rotate_secret_key", "RotateSecretKey"),
        ("getOAuthToken", "get_oauth_token", "GetOAuthToken"),
        ("type", "r#type", "Type"),
        ("gen", "r#gen", "Gen"),
        ("self", "self_", "SelfValue"),
        ("", "value", "Value"),
        ("👍", "value", "Value"),
        ("2fa", "v2fa", "V2fa"),
        ("2025-11-10", "v2025_11_10", "V2025_11_10"),
        ("+1", "plus_1", "Plus1"),
        ("<=", "less_equal", "LessEqual"),
    ] {
        assert_eq!(spelt(text, Case::Snake), snake, "{text}");
        assert_eq!(spelt(text, Case::Camel), camel, "{text}");
    }
}

#[test]
fn modules_are_names_of_files_on_every_system() {
    assert_eq!(spelt("aux", Case::Module), "aux_");
    assert_eq!(spelt("COM1", Case::Module), "com1_");
    assert_eq!(spelt("type", Case::Module), "type_");
    assert_eq!(spelt("../../etc/passwd", Case::Module), "etc_passwd");
    assert!(spelt(&"long ".repeat(100), Case::Module).len() <= 64);
}

#[test]
fn documentation_can_have_a_file_for_a_type_of_any_name() {
    assert_eq!(spelt(&"long ".repeat(100), Case::Camel), "Long".repeat(32));
    assert_eq!(spelt(&"a".repeat(1000), Case::Camel).len(), 160);
    let names = ["long ".repeat(100), "long ".repeat(101)];
    let claimed = claimed(&[&names[0], &names[1]], Case::Camel, FREE);
    assert!(claimed.iter().all(|name| name.len() < 200) && claimed[0] != claimed[1], "{claimed:?}");
}

#[test]
fn operators_tell_names_apart_only_where_they_must() {
    let names = ["name", "+name", "-name", "created-at"];
    assert_eq!(claimed(&names, Case::Camel, FREE), ["Name", "PlusName", "MinusName", "CreatedAt"]);
    assert_eq!(claimed(&["+name"], Case::Camel, FREE), ["Name"]);
    assert_eq!(claimed(&["+1", "-1"], Case::Snake, FREE), ["plus_1", "minus_1"]);
}

#[test]
fn the_name_that_is_the_identifier_keeps_it() {
    assert_eq!(claimed(&["fooBar", "foo_bar"], Case::Snake, FREE), ["foo_bar_2", "foo_bar"]);
    assert_eq!(claimed(&["foo_bar", "fooBar"], Case::Snake, FREE), ["foo_bar", "foo_bar_2"]);
}

#[test]
fn a_number_never_takes_the_name_of_another() {
    let names = ["foo", "Foo", "foo_2", "FOO"];
    assert_eq!(claimed(&names, Case::Snake, FREE), ["foo", "foo_3", "foo_2", "foo_4"]);
    assert_eq!(claimed(&["v1", "V1"], Case::Camel, FREE), ["V1_2", "V1"]);
}

#[test]
fn what_a_scope_keeps_is_never_granted() {
    let reserved = Reserved { idents: &["send"], instead: with_underscore };
    assert_eq!(claimed(&["send", "Send", "send_"], Case::Snake, reserved).len(), 3);
    assert_eq!(claimed(&["send", "sent"], Case::Snake, reserved), ["send_", "sent"]);
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[aAbB_+\\-12 ]{0,5}",
        2 => proptest::sample::select(vec!["self", "Self", "type", "r#type", "unknown", "foo_2", "µ", "μ", "é", "e\u{301}"])
            .prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_text_has_a_valid_identifier(text in any_name()) {
        for case in CASES {
            let ident = spelt(&text, case);
            prop_assert!(ident.is_ascii());
            prop_assert!(syn::parse_str::<syn::Ident>(&ident).is_ok(), "{ident}");
            prop_assert!(ident.len() <= 163);
            prop_assert!(case != Case::Module || (ident.len() <= 65 && !ident.starts_with("r#")));
        }
    }

    #[test]
    fn spelling_an_identifier_again_changes_nothing(text in any_name()) {
        for case in [Case::Snake, Case::Module] {
            let once = spelt(&text, case);
            // One that had to be cut may be cut again where it got a letter.
            prop_assume!(once.len() < 150);
            prop_assert_eq!(spelt(once.trim_start_matches("r#"), case), once);
        }
    }

    #[test]
    fn names_in_a_scope_differ_whatever_they_are(names in prop::collection::vec(any_name(), 0..20)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let reserved = Reserved { idents: &["value", "a"], instead: with_underscore };
        for case in CASES {
            let idents = claimed(&names, case, reserved);
            let distinct: BTreeSet<&String> = idents.iter().collect();
            prop_assert_eq!(distinct.len(), names.len(), "{:?}", &idents);
            for ident in &idents {
                prop_assert!(syn::parse_str::<syn::Ident>(ident).is_ok(), "{ident}");
                prop_assert!(!reserved.idents.contains(&ident.as_str()));
            }
        }
    }

    #[test]
    fn distinct_plain_names_do_not_depend_on_their_order(names in prop::collection::btree_set("[a-c]{1,3}", 0..8)) {
        let forward: Vec<&str> = names.iter().map(String::as_str).collect();
        let backward: Vec<&str> = names.iter().rev().map(String::as_str).collect();
        let mut reversed = claimed(&backward, Case::Snake, FREE);
        reversed.reverse();
        prop_assert_eq!(claimed(&forward, Case::Snake, FREE), reversed);
    }

    #[test]
    fn an_unrelated_name_renames_nobody(names in prop::collection::vec("[abAB_+]{1,3}", 0..8)) {
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        let before = claimed(&names, Case::Snake, FREE);
        names.insert(0, "unrelated");
        prop_assert_eq!(&claimed(&names, Case::Snake, FREE)[1..], &before[..]);
    }
}
