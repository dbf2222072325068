//! One dialect for all schemas.

use super::*;

fn schema(version: &str, text: &str) -> Schema {
    let rest = format!("components: {{schemas: {{S: {text}, T: {{type: object}}}}}}\n");
    named(&clean_as(version, &rest), "S").clone()
}

#[test]
fn nullable_becomes_one_more_type() {
    let schema = schema("3.0.3", "{type: string, nullable: true}");
    assert_eq!(schema.types, [Type::String, Type::Null]);
}

#[test]
fn nullable_beside_composition_is_kept_though_no_type_is_written() {
    let schema = schema("3.0.3", "{allOf: [{$ref: '#/components/schemas/T'}], nullable: true}");
    assert_eq!(schema.types, []);
    assert!(schema.allows_null_itself());
}

#[test]
fn boolean_exclusive_bounds_become_numbers() {
    let schema = schema("3.0.3", "{type: integer, minimum: 3, exclusiveMinimum: true, maximum: 9}");
    assert_eq!(schema.bounds.minimum, None);
    assert_eq!(schema.bounds.exclusive_minimum, Some(Number::Int(3)));
    assert_eq!(schema.bounds.maximum, Some(Number::Int(9)));
}

#[test]
fn what_explains_beside_a_reference_is_kept_in_both_versions() {
    for version in ["3.0.3", "3.1.0"] {
        let schema = schema(version, "{$ref: '#/components/schemas/T', description: Beside.}");
        assert!(schema.reference.is_some(), "{version}");
        assert_eq!(schema.description.as_deref(), Some("Beside."), "{version}");
    }
}

#[test]
fn what_limits_beside_a_reference_counts_in_3_1_and_warns_in_3_0() {
    let text = "{$ref: '#/components/schemas/T', minProperties: 1}";
    assert_eq!(schema("3.1.0", text).bounds.min_properties, Some(1));
    let rest = format!("components: {{schemas: {{S: {text}, T: {{type: object}}}}}}\n");
    let problems = problems_as("3.0.3", &rest);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("ignored-key@"), "{problems:?}");
}

#[test]
fn additional_properties_are_unsaid_any_forbidden_or_a_schema() {
    let additional = |text: &str| schema("3.1.0", text).additional;
    assert_eq!(additional("{type: object}"), Additional::Unsaid);
    assert_eq!(additional("{additionalProperties: true}"), Additional::Any);
    assert_eq!(additional("{additionalProperties: {}}"), Additional::Any);
    assert_eq!(additional("{additionalProperties: false}"), Additional::Forbidden);
    assert_eq!(additional("{unevaluatedProperties: false}"), Additional::Forbidden);
    assert!(matches!(additional("{additionalProperties: {type: string}}"), Additional::Schema(_)));
}

#[test]
fn boolean_schemas_are_any_or_never() {
    assert!(schema("3.1.0", "true").is_any());
    assert!(schema("3.1.0", "false").never);
}

#[test]
fn keywords_that_nobody_follows_are_recorded_with_their_places() {
    let schema = schema("3.1.0", "{contains: {}, if: {}, dependentRequired: {}}");
    let keys: Vec<&str> = schema.unsupported.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["if", "contains", "dependentRequired"]);
}

#[test]
fn a_plain_name_on_a_property_is_the_fields_and_elsewhere_the_types() {
    let schema =
        schema("3.1.0", "{x-sdk-name: Type, properties: {a: {x-sdk-name: field, type: string}}}");
    assert_eq!(schema.rename.name.as_deref(), Some("Type"));
    assert_eq!(schema.properties[0].rename.as_deref(), Some("field"));
}

#[test]
fn names_of_values_by_position_are_joined_to_their_values() {
    let schema = schema("3.1.0", "{enum: [1, b], x-enum-varnames: [One, Bee]}");
    let names: Vec<_> =
        schema.rename.values.iter().map(|note| (&*note.value, note.name.as_deref())).collect();
    assert_eq!(names, [("1", Some("One")), ("b", Some("Bee"))]);
}

#[test]
fn our_names_of_values_win_and_others_add_what_they_say() {
    let schema = schema(
        "3.1.0",
        "{enum: [a, b], x-enum-varnames: [Alpha, Beta], x-enum-descriptions: [First., Second.], \
         x-sdk-name: {values: {a: Ours}}}",
    );
    let notes: Vec<_> = schema
        .rename
        .values
        .iter()
        .map(|note| (&*note.value, note.name.as_deref(), note.description.as_deref()))
        .collect();
    assert_eq!(notes, [("a", Some("Ours"), Some("First.")), ("b", Some("Beta"), Some("Second."))]);
}

#[test]
fn discriminators_map_to_names_and_references_and_name_what_is_missing() {
    let rest = "components:\n  schemas:\n    Cat: {type: object}\n    Pet:\n      oneOf: [{$ref: '#/components/schemas/Cat'}]\n      discriminator:\n        propertyName: kind\n        mapping: {c: Cat, d: '#/components/schemas/Cat'}\n";
    let resolved = clean(rest);
    let mapping = named(&resolved, "Pet").discriminator.clone().unwrap().mapping;
    assert_eq!(mapping[0].1, resolved.named[0].1);
    assert_eq!(mapping[1].1, resolved.named[0].1);
    let problems = problems(&rest.replace("c: Cat", "c: Cta"));
    assert_eq!(problems, ["dangling-ref@11: there is no schema `Cta` (did you mean `Cat`?)"]);
}
