use super::*;
use crate::ir::{AnswerType, Location, Notation};

#[test]
fn operations_are_grouped_and_named_without_the_group() {
    let mut build = Build::new();
    build.operation("ListMachines", |_| ());
    build.operation("CreateMachineScope", |op| op.tags = vec!["machines".to_owned()]);
    build.operation("ping", |op| {
        op.tags.clear();
        op.path = "/v1/health/{id}".to_owned();
    });
    build.operation("whatever", |op| {
        op.group = Some("machines".to_owned());
        op.rename.name = Some("do_it".to_owned());
    });
    let (api, _) = build.lower();
    let groups: Vec<_> = api.groups.iter().map(|g| (&*g.name.0, g.operations.len())).collect();
    assert_eq!(groups, [("machines", 3), ("health", 1)]);
    let names: Vec<_> = api.operations.iter().map(|op| &*op.name.0).collect();
    assert_eq!(names, ["list", "create scope", "ping", "do_it"]);
}

#[test]
fn required_constants_are_sent_without_being_asked_for() {
    let mut build = Build::new();
    let version = build.add(|s| {
        s.types = vec![Type::String];
        s.constant = Some(text("a/b"));
    });
    let header = build.parameter("Api-Version", Place::Header, true, version);
    let query = build.parameter("v", Place::Query, true, version);
    let path = build.parameter("p", Place::Path, true, version);
    let optional = build.parameter("o", Place::Query, false, version);
    build.operation("op", |op| {
        op.path = "/{p}/x".to_owned();
        op.parameters = vec![path, header, query, optional];
    });
    let (api, _) = build.lower();
    let op = &api.operations[0];
    assert_eq!(op.constant_headers, [("Api-Version".to_owned(), "a/b".to_owned())]);
    assert_eq!(op.constant_query, [("v".to_owned(), "a/b".to_owned())]);
    assert_eq!(op.path, "/a%2Fb/x");
    assert_eq!(op.parameters.len(), 1, "an optional constant stays a choice");
}

#[test]
fn what_has_no_notation_is_a_text_of_the_caller() {
    let mut build = Build::new();
    let value = build.string();
    let object = build.object(&[("a", value)]);
    let objects = build.add(|s| {
        s.types = vec![Type::Array];
        s.items = Some(object);
    });
    let list = build.parameter("l", Place::Query, false, objects);
    let mut xml = build.parameter("x", Place::Query, false, object);
    xml.content = Some(build.media("application/xml", Some(object)));
    let plain = build.parameter("q", Place::Query, false, value);
    let required = build.parameter("l", Place::Header, true, objects);
    build.operation("kept", |op| op.parameters = vec![list, xml, plain]);
    build.operation("kept too", |op| op.parameters = vec![required]);
    let (api, diags) = build.lower();
    let types = |index: usize| {
        let parameters = api.operations[index].parameters.iter();
        parameters.map(|parameter| parameter.ty.clone()).collect::<Vec<_>>()
    };
    let texts = TypeRef::List(Box::new(TypeRef::String));
    assert_eq!(types(0), [texts.clone(), TypeRef::String, TypeRef::String]);
    assert_eq!(types(1), [texts]);
    assert_eq!(codes_of(&diags), [codes::UNSUPPORTED.name; 3]);
    assert!(!diags.has_errors());
}

#[test]
fn explode_counts_for_lists_and_objects_alone() {
    let mut build = Build::new();
    let value = build.string();
    let list = build.add(|s| s.items = Some(value));
    let object = build.object(&[("a", value)]);
    let cases = [
        (value, Style::Form, false, Notation::FORM),
        (list, Style::Form, false, Notation { explode: false, ..Notation::FORM }),
        (object, Style::DeepObject, false, deep()),
        (object, Style::DeepObject, true, deep()),
    ];
    for (schema, style, explode, _) in &cases {
        let mut parameter = build.parameter("p", Place::Query, false, *schema);
        (parameter.style, parameter.explode) = (*style, *explode);
        build.operation("op", |op| op.parameters = vec![parameter]);
    }
    let (api, _) = build.lower();
    let found: Vec<_> = api.operations.iter().map(|op| op.parameters[0].notation).collect();
    assert_eq!(found, cases.map(|(_, _, _, notation)| notation));
}

fn deep() -> Notation {
    Notation { style: ir::Style::DeepObject, ..Notation::FORM }
}

#[test]
fn path_parameters_come_first() {
    let mut build = Build::new();
    let value = build.string();
    let query = build.parameter("q", Place::Query, true, value);
    let path = build.parameter("id", Place::Path, true, value);
    build.operation("op", |op| op.parameters = vec![query, path]);
    let (api, _) = build.lower();
    assert_eq!(api.operations[0].parameters[0].location, Location::Path);
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_form_of_no_object_is_written_by_the_caller() {
    for required in [true, false] {
        let mut build = Build::new();
        let value = build.string();
        let media = build.media(FORM, Some(value));
        let at = media.at;
        build.operation("op", |op| {
            op.body = Some(RequestBody {
                description: None,
                required: Some(required),
                content: vec![media],
                at,
            });
        });
        let (api, diags) = build.lower();
        let body = api.operations[0].body.as_ref().unwrap();
        assert!(matches!(body.content, ir::Content::Text(_)));
        assert_eq!((&*body.media_type, body.required), (FORM, required));
        assert_eq!(codes_of(&diags), [codes::UNSUPPORTED.name]);
    }
}

#[test]
fn of_several_media_types_the_one_that_says_most_is_sent() {
    let mut build = Build::new();
    let value = build.string();
    let object = build.object(&[("a", value)]);
    let names = [
        "image/png",
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/merge-patch+json",
        "application/json",
    ];
    for count in 1..=names.len() {
        let content = names[..count].iter().map(|name| build.media(name, Some(object)));
        let content: Vec<_> = content.collect();
        let at = content[0].at;
        build.operation(&format!("op{count}"), |op| {
            op.body = Some(RequestBody { description: None, required: Some(true), content, at });
        });
    }
    let (api, _) = build.lower();
    let main = api.operations.iter().filter(|op| op.alternative.is_none());
    let chosen: Vec<_> = main.map(|op| &*op.body.as_ref().unwrap().media_type).collect();
    assert_eq!(chosen, names);
}

#[test]
fn media_types_are_carried_as_written_and_plain_json_is_preferred() {
    let mut build = Build::new();
    let value = build.string();
    let object = build.object(&[("a", value)]);
    let names = ["application/merge-patch+json; v=1", "text/json", "application/json"];
    for count in 1..=names.len() {
        let mut media = |name: &&str| build.media(name, Some(object));
        let content: Vec<_> = names[..count].iter().map(&mut media).collect();
        let error = vec![build.media("application/problem+json", Some(object))];
        let at = content[0].at;
        let responses = vec![
            build.response(Status::Code(404), error),
            build.response(Status::Code(200), content.clone()),
        ];
        build.operation(&format!("op{count}"), |op| {
            op.body = Some(RequestBody { description: None, required: Some(true), content, at });
            op.responses = responses;
        });
    }
    let (api, _) = build.lower();
    let main = api.operations.iter().filter(|op| op.alternative.is_none());
    let chosen: Vec<_> = main.map(|op| &*op.body.as_ref().unwrap().media_type).collect();
    assert_eq!(chosen, [names[0], names[0], names[2]]);
    assert_eq!(api.operations[0].accept, [names[0], "application/problem+json"]);
    assert_eq!(api.operations[2].accept, [names[2], "application/problem+json"]);
}

#[test]
fn one_body_for_all_errors_needs_no_enum_and_several_do() {
    let mut build = Build::new();
    let value = build.string();
    let (a, b) = (build.object(&[("a", value)]), build.object(&[("b", value)]));
    build.named("Problem", a);
    build.named("Other", b);
    let mut responses = Vec::new();
    for status in [Status::Range(4), Status::Code(404), Status::Code(400)] {
        let media = build.media("application/problem+json", Some(a));
        responses.push(build.response(status, vec![media]));
    }
    let bare = build.response(Status::Code(500), vec![]);
    let no_content = build.response(Status::Code(204), vec![]);
    responses.extend([bare, no_content]);
    build.operation("one", |op| op.responses = responses.clone());
    let media = build.media("application/json", Some(b));
    responses.push(build.response(Status::Code(409), vec![media]));
    build.operation("several", |op| op.responses = responses);

    let (api, _) = build.lower();
    let [one, several] = &api.operations[..] else { panic!("two operations") };
    assert_eq!(one.success.ty, AnswerType::Empty);
    assert_eq!(one.success.cases.len(), 1, "204 is a documented success");
    assert_eq!(one.errors.ty, AnswerType::One(Payload::Json(TypeRef::Named(ir::TypeId(0)))));
    let order: Vec<_> = one.errors.cases.iter().map(|case| case.status).collect();
    assert_eq!(order, [ir::Status::Code(400), ir::Status::Code(404), ir::Status::Range(4)]);
    assert_eq!(several.errors.ty, AnswerType::Set(0));
    let names: Vec<_> = api.answers[0].variants.iter().map(|v| &*v.name.0).collect();
    assert_eq!(names, ["Problem", "Other"]);
}

#[test]
fn default_is_the_success_where_there_is_no_other_and_still_an_error() {
    let mut build = Build::new();
    let value = build.string();
    let media = build.media("text/plain", Some(value));
    let response = build.response(Status::Default, vec![media]);
    build.operation("op", |op| op.responses = vec![response]);
    let (api, _) = build.lower();
    assert_eq!(api.operations[0].success.ty, AnswerType::One(Payload::Text));
    assert_eq!(api.operations[0].errors.ty, AnswerType::One(Payload::Text));
}

#[test]
fn only_schemes_that_are_used_are_offered_and_public_comes_last() {
    use crate::resolve::{SchemeKind, SecurityScheme};
    let mut build = Build::new();
    for (name, kind) in [("unused", "basic"), ("used", "bearer")] {
        let at = build.at();
        build.resolved.schemes.push(SecurityScheme {
            deprecated: false,
            name: name.to_owned(),
            description: None,
            kind: SchemeKind::Http(kind.to_owned()),
            env: Vec::new(),
            at,
        });
    }
    build.resolved.security = Some(Security(vec![vec![], vec![1]]));
    build.operation("a", |_| ());
    build.operation("b", |op| op.security = Some(Security(vec![])));
    let (api, _) = build.lower();
    assert_eq!(api.schemes.len(), 1);
    assert_eq!(api.schemes[0].id, "used");
    assert_eq!(api.security.0, [vec![0], vec![]]);
    assert_eq!(api.operations[0].security, None);
    assert_eq!(api.operations[1].security, Some(ir::Security(vec![])));
}

#[test]
fn what_many_ways_lead_to_is_asked_once_whether_it_is_a_list() {
    let mut build = Build::new();
    let mut schema = build.string();
    for _ in 0..3 {
        // Many thousand million ways lead down.
        schema = build.add(|s| s.all_of = vec![schema; 10_000]);
    }
    let media = build.media("application/json", Some(schema));
    let response = build.response(Status::Code(200), vec![media]);
    build.operation("getMachines", |op| op.responses = vec![response]);
    assert_eq!(crate::lower::method_names::of(&build.resolved), ["get"]);
}
