//! Samples are values of their types, end, and become Rust.

use super::super::sample::{self, Direction, SECRET};
use super::super::{Cx, spelled};
use super::fixture::{api, config, plain};
use crate::emit::input;
use crate::ir::*;

/// A struct of the fixture that contains itself, and has a credential.
const MACHINE: TypeRef = TypeRef::Named(TypeId(0));

fn with<T>(change: impl FnOnce(&mut Api), look: impl FnOnce(Cx<'_>) -> T) -> T {
    let mut api = api(&plain);
    change(&mut api);
    let config = config();
    look(Cx::new(std::slice::from_ref(&api), &api, &config))
}

fn of(cx: Cx<'_>, ty: &TypeRef, direction: Direction) -> String {
    sample::of(cx, ty, direction).to_string()
}

fn machine(api: &mut Api) -> &mut Struct {
    match &mut api.types[0].kind {
        TypeKind::Struct(machine) => machine,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_type_that_contains_itself_has_a_sample_with_an_end_and_without_its_credential() {
    let change = |api: &mut Api| machine(api).fields[1].docs.example = None;
    let sample = with(change, |cx| of(cx, &MACHINE, Direction::Received));
    let expected = format!(
        "{{\"id\": \"an example\", \"secretKey\": \"{SECRET}\", \"parent\": \"an example\", \
         \"type\": 1, \"at\": \"2026-01-31T12:00:00Z\", \"labels\": [\"labels\"], \"old\": true}}"
    );
    assert_eq!(sample, expected);
}

#[test]
fn members_that_go_the_other_way_are_left_out() {
    let change = |api: &mut Api| {
        machine(api).fields[0].read_only = true;
        machine(api).fields[1].write_only = true;
    };
    let (sent, received) = with(change, |cx| {
        (of(cx, &MACHINE, Direction::Sent), of(cx, &MACHINE, Direction::Received))
    });
    assert!(!sent.contains("\"id\"") && sent.contains("\"secretKey\""), "{sent}");
    assert!(received.contains("\"id\"") && !received.contains("\"secretKey\""), "{received}");
}

#[test]
fn an_example_of_another_type_is_not_taken() {
    let change = |api: &mut Api| {
        machine(api).fields[3].docs.example = Some(Json::Number("3000000000".to_owned()));
        machine(api).fields[3].docs.sample = Some(Json::Number("7".to_owned()));
    };
    let sample = with(change, |cx| of(cx, &MACHINE, Direction::Sent));
    assert!(sample.contains("\"type\": 7"), "{sample}");
}

#[test]
fn an_answer_is_within_its_envelope() {
    let envelope = Envelope {
        payload: "/result/~1all".to_owned(),
        success: Some("/success".to_owned()),
        error: None,
    };
    let response = |status| ResponseDoc {
        status,
        docs: Docs::default(),
        bodies: vec![ResponseBody {
            payload: Payload::Json(TypeRef::Bool),
            media_type: "application/json".to_owned(),
            accept: "application/json".to_owned(),
            envelope: Some(0),
            example: None,
        }],
        headers: Vec::new(),
    };
    let change = |api: &mut Api| api.operations[0].envelopes = vec![envelope];
    with(change, |cx| {
        let operation = &cx.api.operations[0];
        let shown = |response: ResponseDoc| {
            // A response that lives as long as the operation.
            let response = Box::leak(Box::new(response));
            sample::response(cx, operation, response)
        };
        let success = shown(response(Status::Code(200))).map(|json| json.to_string());
        assert_eq!(success.unwrap(), r#"{"result": {"/all": true}, "success": true}"#);
        let failure = shown(response(Status::Range(4))).map(|json| json.to_string());
        assert_eq!(failure.unwrap(), r#"{"result": {"/all": true}, "success": false}"#);
    });
}

#[test]
fn samples_are_spelled_as_methods_take_them() {
    let spelled = with(
        |_| (),
        |cx| {
            let operation = &cx.api.operations[1];
            let inputs = input::inputs(cx, operation);
            let spell = |input: &input::Input<'_>| {
                let value = sample::of_input(cx, operation, input);
                format!("{} {}", input.ident.as_str(), spelled::input(cx, input, &value).unwrap())
            };
            inputs.iter().map(spell).collect::<Vec<_>>()
        },
    );
    let [machine_id, name, order, scopes, ttl, child] = spelled.as_slice() else {
        panic!("{spelled:?}")
    };
    assert_eq!(machine_id, "machine_id \"an example\"");
    assert_eq!(name, "name \"an example\"");
    assert_eq!(order, "order \"an example\"", "a value that the enum does not know");
    assert_eq!(scopes, "scopes [\"scopes\"]");
    assert_eq!(ttl, "ttl 1");
    assert!(
        child.starts_with("child \u{1}Machine::new(\"an example\", \"")
            && child
                .contains(".with_at(\"2026-01-31T12:00:00Z\".parse::<the_client::DateTime>()?)"),
        "{child}"
    );
}

#[test]
fn lists_that_are_empty_and_values_that_are_null_say_their_type() {
    let field = |presence, ty, value| {
        with(
            |api| {
                let operation = &mut api.operations[1];
                operation.body.as_mut().unwrap().example =
                    Some(Json::Object(vec![("ttl".to_owned(), value)]));
                let TypeKind::Struct(body) = &mut api.types[2].kind else { panic!() };
                body.fields[4].presence = presence;
                body.fields[4].ty = ty;
            },
            |cx| {
                let operation = &cx.api.operations[1];
                let inputs = input::inputs(cx, operation);
                let ttl = inputs.iter().find(|input| input.ident.as_str() == "ttl").unwrap();
                spelled::input(cx, ttl, &sample::of_input(cx, operation, ttl)).unwrap()
            },
        )
    };
    let list = || TypeRef::List(TypeRef::String.into());
    let empty = Json::Array(Vec::new());
    assert_eq!(field(Presence::Optional, list(), empty), "[\"\"; 0]");
    assert_eq!(field(Presence::Nullable, TypeRef::Int64, Json::Number("5".to_owned())), "5");
    assert_eq!(field(Presence::Maybe, TypeRef::Double, Json::Number("5".to_owned())), "5.0");
}
