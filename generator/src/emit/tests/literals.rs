//! Escaping must not change data (threat B14): what the specification says is what the code holds.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

use super::fixture::{api, files};
use crate::emit::literal;
use crate::ir::{Scalar, TypeRef};

/// What appears on the wire in the fixture.
const WIRE: &[&str] = &[
    "id",
    "secretKey",
    "errors",
    "+name",
    "-name",
    "machine",
    "ListMachines",
    "/machines/{machine_id}",
    "x-version",
    "2025-11-10",
    "format",
    "json",
    "https://api.example.com/v1",
    "CLERK_API_URL",
    "bearerAuth",
    "CLERK_SECRET_KEY",
    "x-api-key",
    "api_key",
    "session",
    "machine_id",
    "trace",
    "limit",
    "theme",
    "dark",
    "filter",
    "order",
    "image/png",
    "multipart/form-data",
    "file",
    "files",
];

#[test]
fn every_value_of_the_wire_is_a_literal_with_the_same_bytes() {
    let hard = "\"\\ */ \n\r\t\0 {} \u{202e}\u{feff}é\u{10ffff}'#";
    let mut found = BTreeSet::new();
    for (path, text) in files(api(&|text| format!("{text}{hard}"))) {
        if path.ends_with(".rs") {
            let file = syn::parse_file(&text).unwrap();
            collect(quote::quote!(#file), &mut found);
        }
    }
    for wire in WIRE {
        assert!(found.contains(&format!("{wire}{hard}")), "{wire}");
    }
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse2::<LitStr>(TokenTree::from(literal).into()) {
                    found.insert(text.value());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

fn scalar(value: Scalar, ty: TypeRef) -> Option<String> {
    literal::scalar(&value, &ty)
}

#[test]
fn a_number_is_written_exactly_or_not_at_all() {
    let int = |value, ty| scalar(Scalar::Int(value), ty);
    assert_eq!(int(i128::from(i64::MIN), TypeRef::Int64).unwrap(), "-9223372036854775808");
    assert_eq!(int(i128::from(u64::MAX), TypeRef::Uint64).unwrap(), "18446744073709551615");
    assert_eq!(int(i128::from(u64::MAX), TypeRef::Int64), None);
    assert_eq!(int(1 << 31, TypeRef::Int32), None);
    assert_eq!(int(-7, TypeRef::Double).unwrap(), "-7.0");
    assert_eq!(int(1, TypeRef::String), None);
    let float = |value| scalar(Scalar::Float(value), TypeRef::Double);
    assert_eq!(float(-0.1).unwrap(), "-0.1");
    assert_eq!(float(1e300).unwrap().parse(), Ok(1e300));
    assert_eq!(float(f64::NAN), None);
    assert_eq!(float(f64::INFINITY), None);
}

#[test]
fn a_constant_of_a_form_says_its_own_type() {
    let typed = |value| literal::typed(&value);
    assert_eq!(typed(Scalar::Bool(true)).unwrap(), "true");
    assert_eq!(typed(Scalar::Int(i128::from(i64::MIN))).unwrap(), "-9223372036854775808i64");
    assert_eq!(typed(Scalar::Int(i128::from(u64::MAX))).unwrap(), "18446744073709551615u64");
    let most = "170141183460469231731687303715884105727i128";
    assert_eq!(typed(Scalar::Int(i128::MAX)).unwrap(), most);
    assert_eq!(typed(Scalar::Float(-0.5)).unwrap(), "-0.5f64");
    assert_eq!(typed(Scalar::Float(f64::NAN)), None);
}

#[test]
fn a_time_limit_that_makes_no_sense_is_none() {
    let seconds = literal::seconds;
    assert!(seconds(Some(30.0)).unwrap().contains("from_secs(30)"));
    assert!(seconds(Some(2.5)).unwrap().contains("from_millis(2500)"));
    for value in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300] {
        assert_eq!(seconds(Some(value)), None);
    }
    assert_eq!(seconds(None), None);
}
