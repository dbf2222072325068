//! The order of keys changes no name.

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
    each(documents().into_iter().filter(|(case, _)| !decides(case)), |before| {
        let spec = from_text(before.clone());
        let turned = json(root(&spec), &mut |place, keys| {
            // The first media type is the one that is preferred.
            if place.last() != Some(&"content") {
                keys.reverse();
            }
        });
        let (before, after) = (public(&crate_of(&before)), public(&crate_of(&turned)));
        let (lost, won) = differences(&before, &after);
        assert!(lost == won, "{lost:#?} became {won:#?}");
    });
}
