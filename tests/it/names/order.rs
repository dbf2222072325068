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
