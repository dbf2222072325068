//! Whether null is a legal value of a schema, in all the ways in which documents say so.

use std::collections::BTreeSet;

use super::Cx;
use crate::resolve::{Schema, SchemaId, Type};
use crate::source::Value;

/// References followed before the answer is no.
const FARTHEST: u32 = 64;

/// Whether a schema accepts null (and says so: the schema `{}` does not count, JSON has a null of its own).
pub(super) fn accepts(cx: &Cx<'_>, id: SchemaId) -> bool {
    visit(cx, id, &mut BTreeSet::new(), FARTHEST)
}

/// Whether nothing but null is legal.
pub(super) fn only(schema: &Schema) -> bool {
    let by_type = schema.types == [Type::Null] && !says_more(schema);
    let by_value = schema.constant.as_ref().is_some_and(|value| value.value == Value::Null)
        || schema.enumeration.as_ref().is_some_and(|values| {
            !values.is_empty() && values.iter().all(|value| value.value == Value::Null)
        });
    by_type || by_value
}

/// Whether the schema says anything beside its types. `type: null` next to more is 3.0's `nullable`.
fn says_more(schema: &Schema) -> bool {
    schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.properties.is_empty()
        || schema.items.is_some()
        || schema.enumeration.is_some()
        || schema.constant.is_some()
}

/// Whether a schema stands there to say that null is legal, and says no more than a type beside.
fn marks(schema: &Schema) -> bool {
    let types = schema.types.iter().any(|ty| *ty != Type::Null) || schema.nullable;
    schema.component.is_none() && schema.allows_null_itself() && types && schema.says_types_only()
}

fn visit(cx: &Cx<'_>, id: SchemaId, seen: &mut BTreeSet<SchemaId>, left: u32) -> bool {
    if left == 0 || !seen.insert(id) {
        return false;
    }
    let schema = cx.schema(id);
    let in_values = schema.constant.iter().chain(schema.enumeration.iter().flatten());
    if schema.allows_null_itself() || in_values.into_iter().any(|node| node.value == Value::Null) {
        return true;
    }
    if !schema.types.is_empty() {
        return false;
    }
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of);
    let anything = |member: &SchemaId| cx.schema(*member).is_any() && schema.properties.is_empty();
    if alternatives.any(|member| anything(member) || visit(cx, *member, seen, left - 1)) {
        return true;
    }
    // Who writes `nullable` as a member of its own means the whole, though all members would have to allow null.
    if schema.all_of.iter().any(|member| marks(cx.schema(*member))) {
        return true;
    }
    let mut members = schema.reference.iter().chain(&schema.all_of);
    let mut typed = members.clone().filter(|member| !cx.schema(**member).is_any()).peekable();
    typed.peek().is_some()
        && schema.properties.is_empty()
        && members.all(|member| cx.schema(*member).is_any() || visit(cx, *member, seen, left - 1))
}

#[cfg(test)]
mod tests {
    use crate::lower::tests::{Build, node};
    use crate::resolve::Type;
    use crate::source::Value;

    #[test]
    fn null_is_found_behind_references_alternatives_and_values() {
        let mut build = Build::new();
        let base = build.add(|s| s.types = vec![Type::String, Type::Null]);
        let behind = build.add(|s| s.reference = Some(base));
        let null = build.add(|s| s.types = vec![Type::Null]);
        let text = build.string();
        let either = build.add(|s| s.any_of = vec![text, null]);
        let listed = build.add(|s| {
            s.types = vec![Type::String];
            s.enumeration = Some(vec![node(Value::String("a".into())), node(Value::Null)]);
        });
        build.check(|cx| {
            for id in [base, behind, either, listed] {
                assert!(super::accepts(cx, id), "{id:?}");
            }
            assert!(!super::accepts(cx, text));
        });
    }

    #[test]
    fn a_member_that_only_says_nullable_says_it_of_the_whole() {
        let mut build = Build::new();
        let text = build.string();
        let marked = build.add(|s| s.nullable = true);
        let typed = build.add(|s| s.types = vec![Type::String, Type::Null]);
        let null = build.add(|s| s.types = vec![Type::Null]);
        let of = |build: &mut Build, member| build.add(|s| s.all_of = vec![text, member]);
        let yes = [of(&mut build, marked), of(&mut build, typed)];
        let no = of(&mut build, null);
        build.check(|cx| {
            assert!(yes.iter().all(|id| super::accepts(cx, *id)));
            assert!(!super::accepts(cx, no));
        });
    }

    #[test]
    fn a_reference_to_itself_ends() {
        let mut build = Build::new();
        let id = build.add(|_| ());
        build.schema(id).any_of = vec![id];
        build.check(|cx| assert!(!super::accepts(cx, id)));
    }
}
