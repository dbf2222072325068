//! The names pass, scope by scope.

use super::*;

#[test]
fn inputs_give_way_to_the_methods_of_calls_and_to_the_path() {
    let mut api = api();
    let fields =
        vec![field("id", TypeRef::String, Required), field("type", TypeRef::String, Required)];
    let ty = api.structure("Body", false, fields);
    api.call("op", |op| {
        op.parameters = vec![
            parameter("id", Location::Path, true),
            parameter("timeout", Location::Query, false),
            parameter("ID", Location::Header, false),
        ];
        op.body = body(TypeRef::Named(ty), true);
    });
    let mut diags = Diagnostics::default();
    flatten::run(&mut api, &mut diags);
    names::run(&mut api, &mut diags);
    let op = &api.operations[0];
    let parameters: Vec<&str> = op.parameters.iter().map(|p| p.ident.as_str()).collect();
    assert_eq!(parameters, ["id", "timeout_", "header_id"]);
    let Some((_, BodyShape::Fields(fields))) = op.body.as_ref().unwrap().json() else {
        panic!("fields")
    };
    let fields: Vec<&str> = fields.iter().map(|f| f.ident.as_str()).collect();
    assert_eq!(fields, ["body_id", "r#type"]);
    assert_eq!(codes_of(&diags), Vec::<&str>::new());
}

#[test]
fn operations_that_are_one_without_their_group_keep_its_words() {
    let mut api = api();
    for (name, id) in
        [("get", "GetThing"), ("get", "GetThings"), ("new", "NewThing"), ("things", "x")]
    {
        api.call(name, |op| op.id = id.to_owned());
    }
    names::run(&mut api, &mut Diagnostics::default());
    let methods: Vec<&str> = api.operations.iter().map(|op| op.method.as_str()).collect();
    assert_eq!(methods, ["get_thing", "get_things", "new_", "things"]);
    assert_eq!(api.groups[0].ident.as_str(), "Things");
    assert_eq!(api.operations[3].ident.as_str(), "ThingsCall", "the group has the name already");
    assert_eq!(api.operations[2].constant.as_str(), "NEW_");
}

#[test]
fn the_module_of_an_api_does_not_collide_with_the_root_of_the_crate() {
    for (name, module) in [
        ("rt", "rt_api"),
        ("http", "http_api"),
        ("HTTP", "http_api"),
        ("lib", "lib_api"),
        ("bin", "bin_api"),
        ("serde", "serde_api"),
        ("default", "default_api"),
        ("blocking", "blocking_api"),
        ("tracing", "tracing_api"),
        ("std", "std_api"),
        ("specsmith-runtime", "specsmith_runtime_api"),
        ("clerk", "clerk"),
    ] {
        let mut api = Api { name: Name(name.to_owned()), ..api() };
        let mut diags = Diagnostics::default();
        names::run(&mut api, &mut diags);
        assert_eq!(api.module.as_str(), module);
        assert_eq!(codes_of(&diags), Vec::<&str>::new());
    }
}

#[test]
fn modules_do_not_collide_with_those_of_the_client() {
    let mut api = api();
    for name in ["Types", "errors", "Client", "things", "Self"] {
        let group = Group { name: Name(name.to_owned()), ..api.groups[0].clone() };
        api.groups.push(group);
    }
    let mut diags = Diagnostics::default();
    // Without operations there is nothing to name in a group but the group.
    api.call("op", |_| ());
    for group in &mut api.groups {
        group.operations = vec![OperationId(0)];
    }
    names::run(&mut api, &mut diags);
    let modules: Vec<&str> = api.groups.iter().map(|g| g.module.as_str()).collect();
    assert_eq!(modules, ["things_2", "types_api", "errors_api", "client_api", "things", "self_"]);
    assert_eq!(codes_of(&diags), [codes::AMBIGUOUS_NAME.name]);
}

#[test]
fn an_unknown_value_of_the_document_leaves_unknown_to_the_catch_all() {
    let mut api = api();
    let id = api.enumeration("State", false, &["unknown", "self", "ok", ""]);
    names::run(&mut api, &mut Diagnostics::default());
    let TypeKind::Enum(found) = &api.ty(id).kind else { panic!("no enum") };
    let idents: Vec<&str> = found.variants.iter().map(|v| v.ident.as_str()).collect();
    assert_eq!(idents, ["ValueUnknown", "SelfValue", "Ok", "Value"]);
    assert_eq!(found.unknown_ident.as_str(), "Unknown");
}

#[test]
fn document_names_win_over_names_of_places() {
    let mut api = api();
    let place = api.structure("Machine object", true, vec![]);
    let named = api.structure("MachineObject", false, vec![]);
    names::run(&mut api, &mut Diagnostics::default());
    assert_eq!(api.ty(named).ident.as_str(), "MachineObject");
    assert_eq!(api.ty(place).ident.as_str(), "MachineObjectObject");
}

#[test]
fn additional_members_never_take_the_name_of_a_field() {
    let mut api = api();
    let id = api.structure("Open", false, vec![field("additional", TypeRef::Bool, Optional)]);
    let TypeKind::Struct(found) = &mut api.types[id.0 as usize].kind else { panic!("no struct") };
    found.additional = Some(TypeRef::Json);
    names::run(&mut api, &mut Diagnostics::default());
    let TypeKind::Struct(found) = &api.ty(id).kind else { panic!("no struct") };
    assert_eq!(found.fields[0].ident.as_str(), "additional");
    assert_eq!(found.additional_ident.as_str(), "additional_members");
}

#[test]
fn running_the_passes_again_changes_nothing() {
    let mut api = api();
    let a = api.enumeration("A kind", true, &["x", "X", "+x"]);
    let outer = api.structure("A", false, vec![field("kind", TypeRef::Named(a), Required)]);
    api.call("op", |op| {
        op.body = body(TypeRef::Named(outer), true);
        op.success = one(TypeRef::Named(outer));
    });
    run_all(&mut api, &mut Diagnostics::default());
    let once = api.clone();
    run_all(&mut api, &mut Diagnostics::default());
    assert_eq!(api, once);
}
