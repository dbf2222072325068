use super::*;
use crate::ir::Union;

fn union<'a>(api: &'a ir::Api, name: &str) -> &'a Union {
    match definition(api, name) {
        TypeKind::Union(found) => found,
        other => panic!("{name} is {other:?}"),
    }
}

fn names(found: &Union) -> Vec<&str> {
    found.branches.iter().map(|branch| branch.name.0.as_str()).collect()
}

#[test]
fn a_branch_that_is_added_renames_none() {
    let alternatives = |count: usize| {
        let mut build = Build::new();
        let (number, text) = (build.typed(Type::Integer), build.string());
        let texts = build.add(|s| (s.types, s.items) = (vec![Type::Array], Some(text)));
        let numbers = build.add(|s| (s.types, s.items) = (vec![Type::Array], Some(number)));
        let url = build.object(&[("url!", text)]);
        let same = build.object(&[("url!", text), ("name!", text)]);
        let cat = build.object(&[("name!", text)]);
        build.named("PetCat", cat);
        let all = [number, cat, url, texts, text, numbers, same];
        let pet = build.add(|s| s.one_of = all[..count].to_vec());
        build.named("Pet", pet);
        let (api, _) = build.lower();
        names(union(&api, "Pet")).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = alternatives(7);
    assert_eq!(all, ["integer", "cat", "url", "list", "text", "integer list", "name"]);
    for count in 2..7 {
        assert_eq!(alternatives(count), all[..count]);
    }
}

#[test]
fn null_and_what_is_listed_twice_are_no_branches() {
    let mut build = Build::new();
    let (number, text) = (build.typed(Type::Integer), build.string());
    let (null, more) = (build.typed(Type::Null), build.typed(Type::Integer));
    let pet = build.add(|s| s.any_of = vec![number, null, text, number, more]);
    build.named("Pet", pet);
    let owner = build.object(&[("pet!", pet)]);
    build.named("Owner", owner);
    let (api, diags) = build.lower();
    assert_eq!(names(union(&api, "Pet")), ["integer", "text"]);
    assert_eq!(fields(&api, "Owner")[0].presence, Presence::Nullable);
    assert_eq!(codes_of(&diags), [""; 0]);
}

#[test]
fn a_branch_of_another_type_than_what_stands_beside_it_is_none() {
    let mut build = Build::new();
    let text = build.string();
    let (a, b) = (build.object(&[("a", text)]), build.object(&[("b", text)]));
    let pet = build.object(&[("id", text)]);
    build.schema(pet).one_of = vec![a, text, b];
    build.named("Pet", pet);
    let (api, _) = build.lower();
    assert_eq!(names(union(&api, "Pet")), ["a", "b"]);
}

#[test]
fn several_lists_of_alternatives_hold_together() {
    let mut build = Build::new();
    let text = build.string();
    let branches: Vec<SchemaId> =
        ["a!", "b!", "c!", "d!", "e!", "f!"].map(|name| build.object(&[(name, text)])).to_vec();
    let choices: Vec<SchemaId> =
        branches.chunks(2).map(|pair| build.add(|s| s.one_of = pair.to_vec())).collect();
    let all = build.add(|s| s.all_of = choices);
    build.named("All", all);
    let (api, diags) = build.lower();
    assert_eq!(codes_of(&diags), [""; 0]);
    let mut required: Vec<Vec<&str>> = Vec::new();
    for definition in &api.types {
        if let TypeKind::Struct(found) = &definition.kind {
            let mut names: Vec<&str> = found.fields.iter().map(|f| f.wire.as_str()).collect();
            names.sort_unstable();
            required.push(names);
        }
    }
    required.sort_unstable();
    required.retain(|names| names.len() == 3);
    assert_eq!(required.len(), 8, "one of each: {required:?}");
}

#[test]
fn composition_that_repeats_itself_ends() {
    let mut build = Build::new();
    let text = build.string();
    let mut layer: Vec<SchemaId> =
        (0..8).map(|index| build.object(&[(&format!("m{index}"), text)])).collect();
    for _ in 0..12 {
        let choice = build.add(|s| s.one_of = layer.clone());
        layer = (0..8)
            .map(|index| {
                let own = build.object(&[(&format!("n{index}"), text)]);
                build.schema(own).any_of = vec![choice, text];
                build.add(|s| s.all_of = vec![own, choice])
            })
            .collect();
    }
    let top = build.add(|s| s.one_of = layer);
    build.named("Top", top);
    let (api, _) = build.lower();
    assert!(api.types.len() < 100_000);
}

#[test]
fn strings_that_lead_to_each_other_are_looked_at_once() {
    let mut build = Build::new();
    let mut layer: Vec<SchemaId> = (0..8).map(|_| build.string()).collect();
    for _ in 0..20 {
        layer = (0..8).map(|_| build.add(|s| s.any_of = layer.clone())).collect();
    }
    let top = build.add(|s| s.one_of = layer);
    build.named("Top", top);
    let (api, _) = build.lower();
    assert!(matches!(definition(&api, "Top"), TypeKind::Alias(_) | TypeKind::Union(_)));
}

#[test]
fn an_alternative_that_extends_what_lists_it_is_a_struct() {
    let mut build = Build::new();
    let text = build.string();
    let pet = build.object(&[("kind!", text)]);
    let more = build.object(&[("lives", text)]);
    let cat = build.add(|s| s.all_of = vec![pet, more]);
    let dog = build.add(|s| s.all_of = vec![pet]);
    build.schema(pet).one_of = vec![cat, dog];
    build.named("Pet", pet);
    build.named("Cat", cat);
    let (api, _) = build.lower();
    assert_eq!(fields(&api, "Cat").len(), 2);
    assert!(matches!(definition(&api, "Pet"), TypeKind::Union(_)));
}
