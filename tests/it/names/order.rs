//! The order of keys changes no name.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;

use super::hostile::all_names;
use super::public::public;
use super::{crate_of, differences, documents};
use crate::determinism::{from_text, json, root};
use crate::support::each;

proptest! {
    // Each document takes a while without optimisation.
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_hostile_names_changes_none(names in all_names()) {
        let before = public(&crate_of(&names.document()));
        let spec = from_text(names.document());
        let turned = json(root(&spec), &mut |_, keys| keys.reverse());
        let after = public(&crate_of(&turned));
        let (lost, won) = differences(&before, &after);
        prop_assert!(lost == won, "{lost:#?} became {won:#?}");
    }
}

#[test]
fn groups_of_operators_are_told_apart_whichever_is_first() {
    let operation = |path: &str, tag: &str| {
        format!(
            r#""{path}": {{"get": {{"tags": ["{tag}"], "responses": {{"204": {{"description": "Done."}}}}}}}}"#
        )
    };
    let document = |paths: [String; 3]| {
        let paths = paths.join(", ");
        format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "Votes", "version": "1"}},
                "servers": [{{"url": "https://api.example.com"}}], "paths": {{{paths}}}}}"#
        )
    };
    for (tags, groups) in [
        (["!", "_", "__"], ["not", "value"].as_slice()),
        (["+1", "-1", "1"], &["minus_1", "plus_1", "v1"]),
        (["Votes!", "votes", "VOTES"], &["votes"]),
    ] {
        let [first, second, third] = tags.map(|tag| operation("/PLACE", tag));
        let paths = [
            first.replace("PLACE", "a"),
            second.replace("PLACE", "b"),
            third.replace("PLACE", "c"),
        ];
        let before = public(&crate_of(&document(paths.clone())));
        let [first, second, third] = paths;
        let after = public(&crate_of(&document([third, second, first])));
        assert!(before == after, "{tags:?}: {:#?}", differences(&before, &after));
        for group in groups {
            let accessor = format!("src/api/client::Client::{group}()");
            assert!(before.contains(&accessor), "{tags:?}: no {accessor} in {before:#?}");
        }
    }
}

#[test]
fn one_type_of_places_that_are_called_alike_has_the_name_of_the_same_one() {
    let member = |name: &str, value: &str| {
        format!(
            r#""{name}_of_whatever_has_been_measured_this_year": {{"type": "object", "properties": {{
                "{name}": {{"type": "string"}}, "left": {{"type": "object", "properties": {{
                "{value}": {{"type": "string"}}}}}}}}}}"#
        )
    };
    // Two say the same, and the third wants their short name.
    let members = [member("depth", "metres"), member("width", "metres"), member("price", "euros")];
    let document = format!(
        r##"{{"openapi": "3.1.0", "info": {{"title": "Rooms", "version": "1"}},
            "servers": [{{"url": "https://api.example.com"}}], "paths": {{"/room": {{"get": {{
            "responses": {{"200": {{"description": "It.", "content": {{"application/json": {{
            "schema": {{"$ref": "#/components/schemas/Room"}}}}}}}}}}}}}}}},
            "components": {{"schemas": {{"Room": {{"type": "object", "properties": {{{}}}}}}}}}}}"##,
        members.join(", ")
    );
    let turned = json(root(&from_text(document.clone())), &mut |_, keys| keys.reverse());
    let (before, after) = (public(&crate_of(&document)), public(&crate_of(&turned)));
    let (lost, won) = differences(&before, &after);
    assert!(lost == won, "{lost:#?} became {won:#?}");
    let of_depth = "src/api/types::RoomDepthOfWhateverHasBeenMeasuredThisYearLeft";
    assert!(before.contains(of_depth), "{before:#?}");
}

#[test]
fn the_order_of_keys_changes_no_name() {
    let decides = |case: &str| {
        // Which of two operations has the id that both claim, and which of two alternatives is left out that
        // lead to each other: documents that are wrong, and told so.
        matches!(case, "wild/operations" | "schemas/one-of-recursion")
    };
    each(documents().into_iter().filter(|(case, _)| !decides(case)), |text| {
        let spec = from_text(text.clone());
        let before = names_and_files(&text);
        for arrange in [reverse, scatter] {
            let turned = json(root(&spec), &mut |place, keys| {
                // The first media type is the one that is preferred.
                if place.last() != Some(&"content") {
                    arrange(place, keys);
                }
            });
            let after = names_and_files(&turned);
            let (lost, won) = differences(&before, &after);
            assert!(lost == won, "{lost:#?} became {won:#?}");
        }
    });
}

/// Two schemas that say the same are one type, though one of them says it in another order.
#[test]
fn what_is_said_in_another_order_is_the_same() {
    let object = |members: [&str; 2]| {
        let members = members.map(|name| format!(r#""{name}": {{"type": "string"}}"#)).join(", ");
        format!(r#"{{"type": "object", "properties": {{{members}}}}}"#)
    };
    let (first, second) = (object(["left", "right"]), object(["right", "left"]));
    let shapes = public(&crate_of(&of_operations(&[("a", &first), ("b", &second)], "{}")));
    assert!(shapes.contains("src/api/types::GetAResponse"), "{shapes:#?}");
    assert!(!shapes.contains("src/api/types::GetBResponse"), "{shapes:#?}");
}

/// What several operations merge of the same schemas is named after the same one of them.
#[test]
fn what_is_merged_in_several_places_is_called_by_the_same_one() {
    let part = |name: &str| {
        format!(
            r#"{{"type": "object", "properties": {{"details": {{"type": "array", "items": {{
                "type": "object", "properties": {{"{name}": {{"type": "string"}}}}}}}}}}}}"#
        )
    };
    let schemas = format!(r#"{{"Left": {}, "Right": {}}}"#, part("issue"), part("code"));
    let merged = |own: &str| {
        format!(
            r##"{{"allOf": [{{"$ref": "#/components/schemas/Left"}},
                {{"$ref": "#/components/schemas/Right"}}],
                "properties": {{"{own}": {{"type": "string"}}}}}}"##
        )
    };
    let operations = [("longer", merged("more")), ("it", merged("own"))];
    let [longer, it] = operations.each_ref().map(|(path, schema)| (*path, schema.as_str()));
    let before = public(&crate_of(&of_operations(&[longer, it], &schemas)));
    let after = public(&crate_of(&of_operations(&[it, longer], &schemas)));
    assert!(before == after, "{:#?}", differences(&before, &after));
    assert!(before.contains("src/api/types::GetItResponseDetail"), "{before:#?}");
}

/// A document with an operation for each path, which answers with a schema.
fn of_operations(operations: &[(&str, &str)], schemas: &str) -> String {
    let paths: Vec<String> = operations
        .iter()
        .map(|(path, schema)| {
            format!(
                r#""/{path}": {{"get": {{"operationId": "get {path}", "responses": {{"200": {{
                    "description": "It.",
                    "content": {{"application/json": {{"schema": {schema}}}}}}}}}}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "It", "version": "1"}},
            "servers": [{{"url": "https://api.example.com"}}], "paths": {{{}}},
            "components": {{"schemas": {schemas}}}}}"#,
        paths.join(", ")
    )
}

/// What consumers can name, and the files that it stands in.
fn names_and_files(text: &str) -> BTreeSet<String> {
    let files = crate_of(text);
    let mut found = public(&files);
    found.extend(files.into_keys());
    found
}

fn reverse(_: &[&str], keys: &mut Vec<&String>) {
    keys.reverse();
}

/// Another order in each place, so that what says the same says it in several.
fn scatter(place: &[&str], keys: &mut Vec<&String>) {
    keys.sort_by_cached_key(|key| {
        let mut hasher = DefaultHasher::new();
        (place, key).hash(&mut hasher);
        hasher.finish()
    });
}
