use super::*;

#[test]
fn formats_decide_the_type_of_numbers_and_strings() {
    let cases = [
        (Type::Integer, None, TypeRef::Int64),
        (Type::Integer, Some("int32"), TypeRef::Int32),
        (Type::Integer, Some("uint64"), TypeRef::Uint64),
        (Type::Number, None, TypeRef::Double),
        (Type::Number, Some("float"), TypeRef::Double),
        (Type::String, Some("date-time"), TypeRef::DateTime),
        (Type::String, Some("password"), TypeRef::Secret),
        (Type::String, Some("uri"), TypeRef::String),
        (Type::Boolean, None, TypeRef::Bool),
    ];
    for (ty, format, expected) in cases {
        let mut build = Build::new();
        let id = build.add(|s| {
            s.types = vec![ty];
            s.format = format.map(str::to_owned);
        });
        assert_eq!(build.ty(id), (expected, vec![]), "{ty:?} {format:?}");
    }
}

#[test]
fn dates_and_times_are_texts_where_that_is_asked_for() {
    let mut build = Build::new();
    let id = build.add(|s| {
        s.types = vec![Type::String];
        s.format = Some("date-time".to_owned());
    });
    let mut diags = Diagnostics::default();
    let mut cx = Cx::new(&build.resolved, DateTimes::Texts, &mut diags);
    assert_eq!(schema::lower(&mut cx, id, 0).whole(), TypeRef::String);
    assert_eq!(
        crate::lower::docs::of_use(&cx, id).facts,
        ["Format: `date-time`."],
        "the type no longer tells"
    );
}

#[test]
fn a_reference_marked_secret_is_secret() {
    let mut build = Build::new();
    let token = build.string();
    let token = build.named("Token", token);
    let marked = build.add(|s| {
        s.reference = Some(token);
        s.secret = true;
    });
    assert_eq!(build.ty(marked).0, TypeRef::Secret);
}

#[test]
fn null_makes_items_and_values_optional() {
    let mut build = Build::new();
    let item = build.add(|s| s.types = vec![Type::String, Type::Null]);
    let list = build.add(|s| {
        s.types = vec![Type::Array];
        s.items = Some(item);
    });
    let map = build.add(|s| {
        s.types = vec![Type::Object];
        s.additional = Additional::Schema(item);
    });
    let nullable = TypeRef::Nullable(Box::new(TypeRef::String));
    assert_eq!(build.ty(list).0, TypeRef::List(Box::new(nullable.clone())));
    assert_eq!(build.ty(map).0, TypeRef::Map(Box::new(nullable)));
}

#[test]
fn what_cannot_be_typed_stays_json_and_is_reported() {
    let mut build = Build::new();
    let never = build.add(|s| s.never = true);
    let any = build.add(|_| ());
    assert_eq!(build.ty(never), (TypeRef::Json, vec![codes::UNTYPED.name]));
    assert_eq!(build.ty(any), (TypeRef::Json, vec![]));
}

#[test]
fn an_anonymous_schema_inside_itself_ends() {
    let mut build = Build::new();
    let list = build.typed(Type::Array);
    build.schema(list).items = Some(list);
    let (ty, codes) = build.ty(list);
    assert_eq!(ty, TypeRef::List(Box::new(TypeRef::Json)));
    assert_eq!(codes, [codes::UNTYPED.name]);
}

#[test]
fn string_values_make_an_open_enum_and_other_values_do_not() {
    let mut build = Build::new();
    let order = build.add(|s| {
        s.types = vec![Type::String];
        s.enumeration = Some(vec![text("asc"), text("desc"), node(Value::Null), text("asc")]);
        s.rename.values = vec![ValueNote {
            name: Some("Ascending".to_owned()),
            ..ValueNote::of("asc".to_owned())
        }];
    });
    build.named("Order", order);
    let flag = build.add(|s| {
        s.types = vec![Type::Boolean];
        s.enumeration = Some(vec![node(Value::Bool(true))]);
    });
    let owner = build.object(&[("deleted!", flag), ("order", order)]);
    build.named("Owner", owner);
    let (api, diags) = build.lower();
    let TypeKind::Enum(found) = definition(&api, "Order") else { panic!("no enum") };
    let variants: Vec<_> = found.variants.iter().map(|v| (&*v.wire, &*v.name.0)).collect();
    assert_eq!(variants, [("asc", "Ascending"), ("desc", "desc")]);
    assert_eq!(codes_of(&diags), [codes::TOLERATED.name], "the duplicate is reported");
    let [deleted, order] = fields(&api, "Owner") else { panic!("two fields") };
    assert_eq!((&deleted.ty, deleted.presence), (&TypeRef::Bool, Presence::Required));
    assert_eq!(deleted.constant, Some(Scalar::Bool(true)));
    assert_eq!(deleted.docs.facts, ["Documented value: `true`."]);
    assert_eq!(order.presence, Presence::Maybe, "null is one of the values");
}

#[test]
fn facts_say_bounds_in_words() {
    let mut build = Build::new();
    let name = build.add(|s| {
        s.types = vec![Type::String];
        s.bounds.min_length = Some(1);
        s.bounds.max_length = Some(255);
        s.pattern = Some("a`b".to_owned());
    });
    let ttl = build.add(|s| {
        s.types = vec![Type::Integer];
        s.bounds.minimum = Some(crate::resolve::Number::Int(1));
        s.default = Some(node(Value::Int(3600)));
    });
    let scopes = build.add(|s| {
        s.types = vec![Type::Array];
        s.items = Some(name);
        s.bounds.max_items = Some(150);
    });
    let owner = build.object(&[("name", name), ("ttl", ttl), ("scopes", scopes)]);
    build.named("Owner", owner);
    let (api, _) = build.lower();
    let facts: Vec<&[String]> = fields(&api, "Owner").iter().map(|f| &*f.docs.facts).collect();
    assert_eq!(facts[0], ["1 to 255 characters.", "Pattern: ``a`b``."]);
    assert_eq!(facts[1], ["At least 1.", "Default: `3600`."]);
    assert_eq!(facts[2], ["At most 150 items."]);
}
