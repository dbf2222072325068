//! The passes before names.

use super::*;

#[test]
fn equal_anonymous_types_are_one_and_named_ones_stay() {
    let mut api = api();
    let a = api.enumeration("A kind", true, &["x"]);
    let b = api.enumeration("B kind", true, &["x"]);
    let outer_a = api.structure("A", true, vec![field("kind", TypeRef::Named(a), Required)]);
    let outer_b = api.structure("B", true, vec![field("kind", TypeRef::Named(b), Required)]);
    api.enumeration("First", false, &["y"]);
    api.enumeration("Second", false, &["y"]);
    api.call("op", |op| {
        op.success = one(TypeRef::Named(outer_a));
        op.errors = one(TypeRef::Named(outer_b));
    });
    dedup::run(&mut api, &mut Diagnostics::default());
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.0.as_str()).collect();
    assert_eq!(names, ["A kind", "A", "First", "Second"]);
    assert_eq!(api.operations[0].success.ty, api.operations[0].errors.ty);
    assert_eq!(api.fields(TypeId(1))[0].ty, TypeRef::Named(TypeId(0)));
}

#[test]
fn what_nothing_is_typed_by_gives_no_equal_type_its_name() {
    let mut api = api();
    api.structure("X", true, vec![field("a", TypeRef::String, Required)]);
    let used = api.structure("Body object", true, vec![field("a", TypeRef::String, Required)]);
    api.call("op", |op| op.success = one(TypeRef::Named(used)));
    run_all(&mut api, &mut Diagnostics::default());
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.0.as_str()).collect();
    assert_eq!(names, ["Body object"]);
}

#[test]
fn equal_sets_of_answers_are_one_and_keep_only_what_is_said_of_all() {
    let mut api = api();
    for said in ["of a", "of b"] {
        let variants = [Payload::Text, Payload::Empty].map(|payload| AnswerVariant {
            name: Name(format!("{payload:?}")),
            ident: Ident::PENDING,
            payload,
            docs: Docs { description: Some(said.to_owned()), ..Docs::default() },
        });
        let name = Name(format!("{said} error"));
        let (ident, variants) = (Ident::PENDING, variants.to_vec());
        api.answers.push(AnswerSet { name, ident, kind: SetKind::Errors, variants });
    }
    for index in [0, 1] {
        api.call("op", |op| op.errors.ty = AnswerType::Set(index));
    }
    dedup::run(&mut api, &mut Diagnostics::default());
    assert_eq!(api.answers.len(), 1);
    assert_eq!(api.operations[1].errors.ty, AnswerType::Set(0));
    assert_eq!(api.answers[0].variants[0].docs.description, None);
}

#[test]
fn usage_follows_references_and_tells_groups_apart() {
    let mut api = api();
    let inner = api.structure("Inner", false, vec![]);
    let list = TypeRef::List(Box::new(TypeRef::Named(inner)));
    let outer = api.structure("Outer", false, vec![field("inner", list, Required)]);
    let lonely = api.structure("Lonely", false, vec![]);
    api.call("read", |op| op.success = one(TypeRef::Named(outer)));
    api.call("write", |op| op.body = body(TypeRef::Named(inner), true));
    let second = Group { operations: vec![OperationId(1)], ..api.groups[0].clone() };
    api.groups[0].operations.truncate(1);
    api.groups.push(second);
    usage::run(&mut api, &mut Diagnostics::default());
    let of = |id: TypeId| api.ty(id).usage;
    let received = Usage { response: true, group: GroupUse::One(0), ..Usage::default() };
    assert_eq!(of(outer), received);
    assert_eq!(of(inner), Usage { request: true, group: GroupUse::Shared, ..received });
    assert_eq!(of(lonely), Usage::default());
}

#[test]
fn callers_make_what_setters_take_and_not_the_body_that_a_call_puts_together() {
    let mut api = api();
    let part = api.structure("Part", false, vec![]);
    let parts = TypeRef::List(Box::new(TypeRef::Named(part)));
    let whole = api.structure("Whole", false, vec![field("parts", parts, Required)]);
    api.call("write", |op| op.body = body(TypeRef::Named(whole), true));
    let given = |api: &mut Api| {
        flatten::run(api, &mut Diagnostics::default());
        given::run(api, &mut Diagnostics::default());
        [whole, part].map(|id| api.ty(id).usage.given)
    };
    assert_eq!(given(&mut api), [false, true]);
    let nested = field("whole", TypeRef::Named(whole), Required);
    let outer = api.structure("Outer", false, vec![nested]);
    api.call("write more", |op| op.body = body(TypeRef::Named(outer), true));
    assert_eq!(given(&mut api), [true, true]);
}

#[test]
fn constants_are_sent_by_requests_and_tolerated_in_answers() {
    let mut api = api();
    let kind = api.enumeration("Kind", true, &["x"]);
    let constant = || Field {
        constant: Some(Scalar::String("x".to_owned())),
        ..field("kind", TypeRef::Named(kind), Required)
    };
    let sent = api.structure("Sent", false, vec![constant()]);
    let received = api.structure("Received", false, vec![constant()]);
    let both = api.structure("Both", false, vec![constant()]);
    api.call("op", |op| {
        op.body = body(TypeRef::Named(sent), true);
        op.success = one(TypeRef::Named(received));
    });
    api.call("echo", |op| {
        op.body = body(TypeRef::Named(both), true);
        op.success = one(TypeRef::Named(both));
    });
    let mut diags = Diagnostics::default();
    usage::run(&mut api, &mut diags);
    constants::run(&mut api, &mut diags);
    assert_eq!(api.fields(sent)[0].ty, TypeRef::String);
    assert!(api.fields(sent)[0].constant.is_some());
    assert_eq!(api.fields(received)[0].ty, TypeRef::Named(kind));
    assert_eq!(api.fields(received)[0].constant, None);
    assert_eq!(api.fields(both)[0].ty, TypeRef::Named(kind));
    assert!(api.fields(both)[0].constant.is_some());
}

#[test]
fn a_constant_that_its_type_does_not_hold_is_asked_for() {
    let mut api = api();
    let constant = |value, ty| Field { constant: Some(value), ..field("size", ty, Required) };
    let sent = api.structure("Sent", false, vec![constant(Scalar::Int(1 << 80), TypeRef::Json)]);
    let both = api.structure("Both", false, vec![constant(Scalar::Float(2.0), TypeRef::Int64)]);
    api.call("op", |op| op.body = body(TypeRef::Named(sent), true));
    api.call("echo", |op| {
        op.body = body(TypeRef::Named(both), true);
        op.success = one(TypeRef::Named(both));
    });
    let mut diags = Diagnostics::default();
    usage::run(&mut api, &mut diags);
    constants::run(&mut api, &mut diags);
    // A type that is only sent is that of the constant.
    assert_eq!(api.fields(sent)[0].ty, TypeRef::Int128);
    assert!(api.fields(sent)[0].constant.is_some());
    assert_eq!(api.fields(both)[0].constant, None);
}

#[test]
fn a_tag_is_sent_as_a_number_where_json_has_that_number() {
    let mut api = api();
    let cases = [
        (TypeRef::Int64, "-4", Some(Scalar::Int(-4))),
        (TypeRef::Double, "1.5", Some(Scalar::Float(1.5))),
        (TypeRef::Bool, "true", Some(Scalar::Bool(true))),
        (TypeRef::Int64, "+4", None),
        (TypeRef::Int64, "007", None),
        (TypeRef::Double, "nan", None),
        (TypeRef::Double, "1e400", None),
    ];
    let tag = |(index, (ty, text, _)): (usize, &(TypeRef, &str, _))| {
        let constant = Some(Scalar::String((*text).to_owned()));
        Field { constant, ..field(&format!("f{index}"), ty.clone(), Required) }
    };
    let fields = cases.iter().enumerate().map(tag).collect();
    let both = api.structure("Both", false, fields);
    api.call("echo", |op| {
        op.body = body(TypeRef::Named(both), true);
        op.success = one(TypeRef::Named(both));
    });
    let mut diags = Diagnostics::default();
    usage::run(&mut api, &mut diags);
    constants::run(&mut api, &mut diags);
    for (field, (_, text, sent)) in api.fields(both).iter().zip(cases) {
        assert_eq!(field.constant, sent, "{text}");
    }
}

#[test]
fn members_of_one_direction_are_needed_in_that_direction_only() {
    let mut api = api();
    let fields = || {
        let id = Field { read_only: true, ..field("id", TypeRef::String, Required) };
        let seen = Field { read_only: true, ..field("seen", TypeRef::String, Presence::Nullable) };
        let secret = Field { write_only: true, ..field("secret", TypeRef::Secret, Required) };
        vec![id, seen, secret, field("name", TypeRef::String, Required)]
    };
    let [sent, received, both] =
        ["Sent", "Received", "Both"].map(|name| api.structure(name, false, fields()));
    api.call("send", |op| op.body = body(TypeRef::Named(sent), true));
    api.call("receive", |op| op.success = one(TypeRef::Named(received)));
    api.call("echo", |op| {
        op.body = body(TypeRef::Named(both), true);
        op.success = one(TypeRef::Named(both));
    });
    usage::run(&mut api, &mut Diagnostics::default());
    for _ in 0..2 {
        direction::run(&mut api, &mut Diagnostics::default());
    }
    let needed = |id| -> Vec<&str> {
        let fields = api.fields(id).iter().filter(|field| field.presence.is_required());
        fields.map(|field| field.wire.as_str()).collect()
    };
    assert_eq!(needed(sent), ["secret", "name"]);
    assert_eq!(needed(received), ["id", "seen", "name"]);
    assert_eq!(needed(both), ["name"]);
    let others: Vec<_> =
        api.fields(both)[1..].iter().map(|f| (&*f.wire, f.presence, f.docs.facts.len())).collect();
    let maybe = Presence::Maybe;
    assert_eq!(others, [("id", Optional, 1), ("seen", maybe, 1), ("secret", Optional, 1)]);
}

#[test]
fn recursion_is_boxed_once_and_lists_end_it_by_themselves() {
    let mut api = api();
    let (a, b, c) = (TypeId(0), TypeId(1), TypeId(2));
    api.structure("A", false, vec![field("b", TypeRef::Named(b), Required)]);
    api.structure("B", false, vec![field("a", TypeRef::Named(a), Optional)]);
    let list = TypeRef::List(Box::new(TypeRef::Named(c)));
    api.structure("C", false, vec![field("children", list.clone(), Required)]);
    let mut diags = Diagnostics::default();
    cycles::run(&mut api, &mut diags);
    assert_eq!(api.fields(a)[0].ty, TypeRef::Named(b));
    assert_eq!(api.fields(b)[0].ty, TypeRef::Boxed(Box::new(TypeRef::Named(a))));
    assert_eq!(api.fields(c)[0].ty, list);
    assert_eq!(codes_of(&diags), Vec::<&str>::new());
}

#[test]
fn recursion_through_an_alias_is_boxed_at_the_field() {
    let mut api = api();
    let alias = api.add("Alias", false, TypeKind::Alias(TypeRef::Named(TypeId(1))));
    let node = api.structure("Node", false, vec![field("next", TypeRef::Named(alias), Optional)]);
    cycles::run(&mut api, &mut Diagnostics::default());
    assert_eq!(api.fields(node)[0].ty, TypeRef::Boxed(Box::new(TypeRef::Named(alias))));
    assert_eq!(api.ty(alias).kind, TypeKind::Alias(TypeRef::Named(node)));
}

#[test]
fn a_member_that_no_value_could_end_becomes_optional_and_is_reported() {
    let mut api = api();
    let me = TypeRef::Named(TypeId(0));
    let id = api.structure(
        "Node",
        false,
        vec![field("next", me, Required), field("id", TypeRef::String, Required)],
    );
    let mut diags = Diagnostics::default();
    cycles::run(&mut api, &mut diags);
    let [id, next] = api.fields(id) else { panic!("two fields") };
    assert_eq!(
        (id.wire.as_str(), next.wire.as_str()),
        ("id", "next"),
        "required fields come first"
    );
    assert_eq!(next.presence, Optional);
    assert!(matches!(next.ty, TypeRef::Boxed(_)));
    assert_eq!(codes_of(&diags), [codes::UNTYPED.name]);
}

#[test]
fn aliases_of_themselves_stay_json() {
    let mut api = api();
    let tree = TypeRef::List(Box::new(TypeRef::Named(TypeId(0))));
    let tree = api.add("Tree", false, TypeKind::Alias(tree));
    let a = api.add("A", false, TypeKind::Alias(TypeRef::Named(TypeId(2))));
    let b = api.add("B", false, TypeKind::Alias(TypeRef::Named(a)));
    let mut diags = Diagnostics::default();
    cycles::run(&mut api, &mut diags);
    assert_eq!(api.ty(tree).kind, TypeKind::Alias(TypeRef::Json));
    assert_eq!(api.ty(b).kind, TypeKind::Alias(TypeRef::Json));
    assert_eq!(codes_of(&diags), [codes::UNTYPED.name, codes::REF_CYCLE.name]);
}

#[test]
fn long_chains_of_types_are_no_recursion() {
    let mut api = api();
    for n in 0..20_000 {
        let next = TypeRef::Named(TypeId((n + 1) % 20_000));
        api.structure(&format!("T{n}"), false, vec![field("next", next, Optional)]);
    }
    run_all(&mut api, &mut Diagnostics::default());
    assert!(matches!(api.fields(TypeId(19_999))[0].ty, TypeRef::Boxed(_)));
}

#[test]
fn only_anonymous_types_that_nothing_refers_to_are_dropped() {
    let mut api = api();
    api.structure("Lost", true, vec![]);
    let kept = api.structure("Kept", true, vec![]);
    api.structure("Named", false, vec![field("kept", TypeRef::Named(kept), Required)]);
    reach::run(&mut api, &mut Diagnostics::default());
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.0.as_str()).collect();
    assert_eq!(names, ["Kept", "Named"]);
    assert_eq!(api.fields(TypeId(1))[0].ty, TypeRef::Named(TypeId(0)));
}

#[test]
fn a_body_is_asked_for_field_by_field_where_nothing_is_lost_by_it() {
    let mut api = api();
    let read_only = Field { read_only: true, ..field("id", TypeRef::String, Required) };
    let asks = api.structure("Asks", false, vec![field("a", TypeRef::String, Required), read_only]);
    let free = api.structure("Free", false, vec![field("a", TypeRef::String, Optional)]);
    let alias = api.add("Alias", false, TypeKind::Alias(TypeRef::Named(asks)));
    let bodies = [
        (TypeRef::Named(asks), true, Some(1)),
        (TypeRef::Named(alias), true, Some(1)),
        (TypeRef::Named(asks), false, None),
        (TypeRef::Named(free), false, Some(1)),
        (TypeRef::List(Box::new(TypeRef::Named(free))), true, None),
    ];
    for (ty, required, _) in &bodies {
        api.call("op", |op| op.body = body(ty.clone(), *required));
    }
    flatten::run(&mut api, &mut Diagnostics::default());
    for (operation, (ty, required, expected)) in api.operations.iter().zip(&bodies) {
        let found = match operation.body.as_ref().unwrap().json().unwrap().1 {
            BodyShape::Fields(fields) => Some(fields.len()),
            BodyShape::Whole(_) => None,
        };
        assert_eq!(found, *expected, "{ty:?}, required: {required}");
    }
}

#[test]
fn a_group_needs_the_types_that_it_reaches_and_is_a_feature_of_its_own_name() {
    let mut api = api();
    let inner = api.structure("Inner", false, vec![]);
    let outer =
        api.structure("Outer", false, vec![field("inner", TypeRef::Named(inner), Required)]);
    let own = api.structure("Own", false, vec![]);
    let lonely = api.structure("Lonely", false, vec![]);
    api.call("read", |op| op.success = one(TypeRef::Named(outer)));
    api.call("write", |op| {
        op.body = body(TypeRef::Named(inner), true);
        op.success = one(TypeRef::Named(own));
    });
    features::run(&mut api, &[]);
    assert_eq!(api.features, None, "nothing to choose from");
    let name = Name("serde".to_owned());
    let second = Group { name, operations: vec![OperationId(1)], ..api.groups[0].clone() };
    api.groups[0].operations.truncate(1);
    api.groups.push(second);
    names::run(&mut api, &mut Diagnostics::default());
    features::run(&mut api, &["serde"]);
    let features = api.features.unwrap();
    assert_eq!(features.groups, ["things", "serde_operations"]);
    let users = |id: TypeId| &features.types[id.0 as usize][..];
    assert_eq!(users(inner), [0, 1]);
    assert_eq!(users(outer), [0]);
    assert_eq!(users(own), [1]);
    assert_eq!(users(lonely), [0; 0]);
}

#[test]
fn what_is_large_is_held_in_a_box_wherever_it_stands() {
    let mut api = api();
    let texts = |count: usize| {
        (0..count).map(|index| field(&format!("f{index}"), TypeRef::String, Optional)).collect()
    };
    let small = api.structure("Small", false, texts(40));
    let large = api.structure("Large", false, texts(50));
    let alias = api.add("Alias", false, TypeKind::Alias(TypeRef::Named(large)));
    let nullable = |id| TypeRef::Nullable(Box::new(TypeRef::Named(id)));
    let fields = [TypeRef::Named(small), TypeRef::Named(alias), nullable(large)];
    let listed = TypeRef::List(Box::new(TypeRef::Named(large)));
    let fields = fields.into_iter().chain([listed]).enumerate();
    let fields = fields.map(|(index, ty)| field(&format!("f{index}"), ty, Optional)).collect();
    let holder = api.structure("Holder", false, fields);
    // What is large is in boxes by now, so this is not.
    let outer = api.structure("Outer", false, vec![field("h", TypeRef::Named(holder), Required)]);
    sizes::run(&mut api, &mut Diagnostics::default());
    let boxed: Vec<bool> =
        api.fields(holder).iter().map(|field| matches!(field.ty, TypeRef::Boxed(_))).collect();
    assert_eq!(boxed, [false, true, true, false]);
    assert_eq!(api.fields(outer)[0].ty, TypeRef::Named(holder));
}
