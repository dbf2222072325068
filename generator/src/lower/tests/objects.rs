use super::*;

#[test]
fn required_fields_come_first_and_null_and_absence_are_told_apart() {
    let mut build = Build::new();
    let plain = build.string();
    let nullable = build.add(|s| s.types = vec![Type::String, Type::Null]);
    let owner = build.object(&[("a", plain), ("b!", plain), ("c", nullable), ("d!", nullable)]);
    build.named("Owner", owner);
    let (api, _) = build.lower();
    let found: Vec<_> =
        fields(&api, "Owner").iter().map(|f| (f.wire.as_str(), f.presence)).collect();
    assert_eq!(
        found,
        [
            ("b", Presence::Required),
            ("d", Presence::Nullable),
            ("a", Presence::Optional),
            ("c", Presence::Maybe),
        ]
    );
}

#[test]
fn additional_members_are_kept_only_where_the_document_speaks_of_them() {
    for (said, expected) in [
        (Additional::Unsaid, None),
        (Additional::Forbidden, None),
        (Additional::Any, Some(TypeRef::Json)),
    ] {
        let mut build = Build::new();
        let member = build.string();
        let owner = build.object(&[("a", member)]);
        build.schema(owner).additional = said;
        build.named("Owner", owner);
        let (api, _) = build.lower();
        let TypeKind::Struct(found) = definition(&api, "Owner") else { panic!("no struct") };
        assert_eq!(found.additional, expected, "{said:?}");
    }
}

#[test]
fn an_object_without_members_is_a_map() {
    let mut build = Build::new();
    let free = build.typed(Type::Object);
    let closed = build.add(|s| {
        s.types = vec![Type::Object];
        s.additional = Additional::Forbidden;
    });
    build.named("Closed", closed);
    assert_eq!(build.ty(free).0, TypeRef::Map(Box::new(TypeRef::Json)));
    let (api, _) = build.lower();
    assert!(fields(&api, "Closed").is_empty());
}

#[test]
fn all_of_merges_members_and_later_ones_win() {
    let mut build = Build::new();
    let (text, number) = (build.string(), build.typed(Type::Integer));
    let base = build.object(&[("id!", text), ("name", text)]);
    let base = build.named("Base", base);
    let extra = build.object(&[("count!", number)]);
    let only_required = build.add(|s| s.required = vec!["name".to_owned()]);
    let annotation = build.add(|s| s.description = Some("More.".to_owned()));
    let all = build.add(|s| s.all_of = vec![base, extra, only_required, annotation]);
    build.named("All", all);
    let (api, diags) = build.lower();
    assert_eq!(codes_of(&diags), Vec::<&str>::new());
    let found: Vec<_> = fields(&api, "All").iter().map(|f| (&*f.wire, f.presence)).collect();
    assert_eq!(
        found,
        [("id", Presence::Required), ("name", Presence::Required), ("count", Presence::Required)]
    );
}

#[test]
fn all_of_one_reference_is_that_type() {
    let mut build = Build::new();
    let text = build.string();
    let base = build.object(&[("id!", text)]);
    let base = build.named("Base", base);
    let use_of_it = build.add(|s| {
        s.all_of = vec![base];
        s.types = vec![Type::Null];
        s.description = Some("Its base.".to_owned());
    });
    let owner = build.object(&[("base!", use_of_it)]);
    build.named("Owner", owner);
    let (api, _) = build.lower();
    let [field] = fields(&api, "Owner") else { panic!("one field") };
    assert_eq!(field.ty, TypeRef::Named(ir::TypeId(0)));
    assert_eq!(field.presence, Presence::Nullable);
    assert_eq!(field.docs.description.as_deref(), Some("Its base."));
}

#[test]
fn members_of_different_types_stay_json_and_are_reported() {
    let mut build = Build::new();
    let (a, b) = (build.string(), build.typed(Type::Integer));
    let all = build.add(|s| s.all_of = vec![a, b]);
    assert_eq!(build.ty(all), (TypeRef::Json, vec![codes::UNTYPED.name]));
}

#[test]
fn all_of_that_leads_back_to_itself_is_an_error() {
    let mut build = Build::new();
    let text = build.string();
    let (a, b) = (build.object(&[("x", text)]), build.object(&[("y", text)]));
    build.schema(a).all_of = vec![b];
    build.schema(b).all_of = vec![a];
    build.named("A", a);
    build.named("B", b);
    let (_, diags) = build.lower();
    assert_eq!(codes_of(&diags), [codes::REF_CYCLE.name, codes::REF_CYCLE.name]);
    assert!(diags.has_errors());
}

#[test]
fn recursion_through_a_property_that_two_members_describe_ends() {
    let mut build = Build::new();
    let a = build.object(&[]);
    build.named("A", a);
    let at = build.schema(a).at;
    let property = |schema| Property {
        name: "child".to_owned(),
        schema,
        rename: None,
        tolerated: Tolerated::default().into(),
        at,
    };
    build.schema(a).properties.push(property(a));
    let b = build.add(|s| s.all_of = vec![a]);
    build.named("B", b);
    build.schema(b).properties.push(property(b));
    let c = build.add(|s| s.all_of = vec![a]);
    build.named("C", c);
    build.schema(c).properties.push(property(b));
    let (api, _) = build.lower();
    assert_eq!(fields(&api, "B")[0].ty, TypeRef::Named(ir::TypeId(1)));
    assert_eq!(fields(&api, "C")[0].ty, TypeRef::Named(ir::TypeId(1)));
}

#[test]
fn anonymous_schemas_are_named_after_their_place() {
    let mut build = Build::new();
    let text = build.string();
    let item = build.object(&[("id!", text)]);
    let list = build.add(|s| {
        s.types = vec![Type::Array];
        s.items = Some(item);
    });
    let owner = build.object(&[("scoped_machines!", list)]);
    build.named("Machine", owner);
    let (api, _) = build.lower();
    assert!(api.types.iter().any(|t| t.inline && t.name.0 == "Machine scoped machine"));
}

#[test]
fn a_required_member_that_nothing_describes_stays_json() {
    let mut build = Build::new();
    let owner = build.object(&[]);
    build.schema(owner).required.push("ghost".to_owned());
    build.named("Owner", owner);
    let (api, diags) = build.lower();
    assert_eq!(fields(&api, "Owner")[0].ty, TypeRef::Json);
    assert_eq!(codes_of(&diags), [codes::UNTYPED.name]);
}

#[test]
fn a_long_chain_of_types_is_no_recursion() {
    let mut build = Build::new();
    let ids: Vec<SchemaId> = (0..20_000).map(|_| build.object(&[])).collect();
    for (n, id) in ids.iter().enumerate() {
        build.named(&format!("T{n}"), *id);
        let at = build.schema(*id).at;
        if let Some(next) = ids.get(n + 1) {
            let next = Property {
                name: "next".to_owned(),
                schema: *next,
                rename: None,
                tolerated: Tolerated::default().into(),
                at,
            };
            build.schema(*id).properties.push(next);
        }
    }
    let (api, _) = build.lower();
    assert_eq!(api.types.len(), 20_000);
}

#[test]
fn null_that_is_a_string_needs_a_field_that_can_be_null() {
    let mut build = Build::new();
    let (plain, nullable) =
        (build.string(), build.add(|s| s.types = vec![Type::String, Type::Null]));
    let owner = build.object(&[("a!", plain), ("b", plain), ("c!", nullable), ("d", nullable)]);
    for property in &mut build.schema(owner).properties {
        property.tolerated.nulls = vec![String::new()];
    }
    build.named("Owner", owner);
    let (api, diags) = build.lower();
    let read: Vec<_> = fields(&api, "Owner").iter().map(|f| f.tolerated.nulls.len()).collect();
    assert_eq!(read, [0, 1, 1, 1]);
    assert_eq!(codes_of(&diags), [codes::INVALID_EXTENSION.name]);
}

#[test]
fn an_alias_that_is_another_name_is_refused_and_the_others_are_kept() {
    let mut build = Build::new();
    let text = build.string();
    let owner = build.object(&[("a", text), ("b", text)]);
    let aliases = ["b", "c", "a"].map(str::to_owned);
    build.schema(owner).properties[0].tolerated.aliases = aliases.to_vec();
    build.schema(owner).properties[1].tolerated.aliases = vec!["d".to_owned()];
    build.named("Owner", owner);
    let (api, diags) = build.lower();
    let kept: Vec<_> = fields(&api, "Owner").iter().map(|f| &f.tolerated.aliases[..]).collect();
    assert_eq!(kept, [["c"], ["d"]]);
    assert!(codes_of(&diags).contains(&codes::INVALID_EXTENSION.name));
}

#[test]
fn an_array_stands_for_a_list_that_nothing_else_is_required_beside() {
    let array = |required: &str, member: fn(&mut Build) -> SchemaId| {
        let mut build = Build::new();
        let (member, total) = (member(&mut build), build.typed(Type::Integer));
        let owner = build.object(&[("data!", member), (required, total)]);
        build.schema(owner).array = Some("data".to_owned());
        // `$ref` with the extension beside it says more than the reference.
        let marked = build.add(|s| s.reference = Some(owner));
        build.named("Owner", marked);
        let (api, _) = build.lower();
        let TypeKind::Struct(found) = definition(&api, "Owner") else { panic!("no struct") };
        found.array.clone()
    };
    fn list(build: &mut Build) -> SchemaId {
        let item = build.string();
        build.add(|s| {
            s.types = vec![Type::Array];
            s.items = Some(item);
        })
    }
    assert_eq!(array("total", list).as_deref(), Some("data"));
    assert_eq!(array("total!", list), None);
    assert_eq!(array("total", Build::string), None);
}
