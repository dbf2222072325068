//! References that depend on how they are reached, and those that people wrote for another place.

use super::*;

/// The component that a property of a component is.
fn property(resolved: &Resolved, schema: &str, name: &str) -> Option<String> {
    let property = named(resolved, schema).properties.iter().find(|one| one.name == name).unwrap();
    resolved.schema(property.schema).component.clone()
}

#[test]
fn a_dynamic_reference_means_the_outermost_anchor_on_the_way() {
    let resolved = clean(
        "components:\n  schemas:\n    Base: {$id: base, $dynamicAnchor: node, properties: {child: {$dynamicRef: '#node'}}}\n    \
         Middle: {$id: middle, $dynamicAnchor: node, $ref: base}\n    \
         Outer: {$id: outer, $dynamicAnchor: node, $ref: middle}\n    \
         Beside: {$id: beside, properties: {base: {$ref: base}}}\n",
    );
    assert_eq!(property(&resolved, "Base", "child").as_deref(), Some("Base"));
    assert_eq!(property(&resolved, "Beside", "base").as_deref(), Some("Base"));
    for (name, hops) in [("Middle", 1), ("Outer", 2)] {
        let mut schema = named(&resolved, name);
        for _ in 0..hops {
            schema = resolved.schema(schema.reference.unwrap());
        }
        let child = resolved.schema(schema.properties[0].schema);
        assert_eq!(child.component.as_deref(), Some(name));
    }
}

#[test]
fn a_dynamic_reference_to_what_is_no_dynamic_anchor_is_a_reference() {
    let resolved = clean(
        "components:\n  schemas:\n    A: {$id: a, $anchor: plain, properties: {anchor: {$dynamicRef: '#plain'}, pointer: {$dynamicRef: 'b#/$defs/C'}, self: {$recursiveRef: '#'}}}\n    \
         B: {$id: b, $dynamicAnchor: plain, $ref: a, $defs: {C: {type: string}}}\n",
    );
    assert_eq!(property(&resolved, "A", "anchor").as_deref(), Some("A"));
    assert_eq!(property(&resolved, "A", "pointer").as_deref(), Some("C"));
    assert_eq!(property(&resolved, "A", "self").as_deref(), Some("A"));
}

#[test]
fn the_only_anchor_of_a_name_is_meant_wherever_it_stands() {
    let resolved = clean(
        "components:\n  schemas:\n    A: {$id: a, properties: {b: {$dynamicRef: '#b'}}}\n    B: {$id: b, $dynamicAnchor: b, type: string}\n",
    );
    assert_eq!(property(&resolved, "A", "b").as_deref(), Some("B"));
}

#[test]
fn a_dynamic_reference_that_leads_nowhere_or_to_itself_is_a_problem() {
    let dangling = problems("components: {schemas: {A: {properties: {b: {$dynamicRef: '#b'}}}}}\n");
    assert_eq!(
        dangling,
        ["dangling-ref@4: there is no anchor `b` (write a JSON Pointer, such as \
          `#/components/schemas/Name`)"]
    );
    let circle = problems(
        "components: {schemas: {A: {properties: {b: {$dynamicRef: '#b'}}, $defs: {B: {$dynamicAnchor: b, $dynamicRef: '#b'}}}}}\n",
    );
    assert_eq!(circle.len(), 1, "{circle:?}");
    assert!(circle[0].starts_with("ref-cycle@4: "), "{circle:?}");
}

#[test]
fn meanings_that_multiply_are_cut_off_and_told() {
    // Each level binds one name of its own, so that every way through them is another meaning.
    let mut text = document("3.1.0", "components:\n  schemas:\n");
    for level in 0..20 {
        let next = level + 1;
        for side in ["a", "b"] {
            text.push_str(&format!(
                "    {side}{level}: {{$id: {side}{level}, properties: {{a: {{$ref: a{next}}}, b: {{$ref: b{next}}}}}, $defs: {{x: {{$dynamicAnchor: n{level}, title: {side}}}}}}}\n"
            ));
        }
    }
    for side in ["a", "b"] {
        text.push_str(&format!("    {side}20: {{$id: {side}20, properties: {{"));
        for level in 0..20 {
            text.push_str(&format!("p{level}: {{$dynamicRef: '#n{level}'}}, "));
        }
        text.push_str("}}\n");
    }
    let (resolved, _, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert!(resolved.schemas.len() < 20_000, "{}", resolved.schemas.len());
    assert!(diags.iter().any(|problem| problem.code.name == "unsupported"));
}

#[test]
fn anchors_of_the_schema_of_an_operation_are_its_own() {
    let operation = "paths: {/v: {get: {operationId: v, responses: {200: {description: ok, content: {application/json: {schema: {$defs: {T: {$dynamicAnchor: T, $ref: '#/components/schemas/User'}}, $ref: '#/components/schemas/Page'}}}}}}}}\n";
    let schemas = "components:\n  schemas:\n    User: {type: object}\n    \
         Page: {type: object, properties: {item: {$dynamicRef: '#T'}}, $defs: {Any: {$dynamicAnchor: T}}}\n    \
         Other: {type: object, properties: {page: {$ref: '#/components/schemas/Page'}}}\n";
    for text in [schemas.to_owned(), format!("{operation}{schemas}")] {
        let resolved = clean(&text);
        assert_eq!(property(&resolved, "Other", "page").as_deref(), Some("Page"));
        let item = named(&resolved, "Page").properties[0].schema;
        assert_ne!(resolved.schema(item).component.as_deref(), Some("User"));
    }
    let resolved = clean(&format!("{operation}{schemas}"));
    let users = resolved.schemas.iter().filter_map(|schema| schema.properties.first());
    let mut of_user = users.filter(|item| {
        let item = resolved.schema(item.schema);
        let target = item.reference.map(|target| resolved.schema(target)).unwrap_or(item);
        target.component.as_deref() == Some("User")
    });
    assert!(of_user.next().is_some(), "the page of the operation is one of users");
}

#[test]
fn a_file_that_is_a_list_is_no_schema_with_anchors() {
    let text = document(
        "3.1.0",
        "components:\n  schemas:\n    A: {$dynamicAnchor: node, properties: {b: {$ref: 'b.yaml#/30'}, c: {$dynamicRef: '#node'}}}\n",
    );
    let list = format!("{}- {{type: object, $dynamicAnchor: node}}\n", "- 1\n".repeat(30));
    let (resolved, _, _) = resolve_files(&[("openapi.yaml", &text), ("b.yaml", &list)]);
    assert_eq!(property(&resolved, "A", "c").as_deref(), Some("A"));
}

#[test]
fn dynamic_references_in_a_long_row_end_with_a_problem() {
    let mut text = document("3.1.0", "components:\n  schemas:\n");
    text.push_str(
        "    A: {properties: {x: {$dynamicRef: '#/components/schemas/A/$defs/d0'}}, $defs: {",
    );
    for step in 0..2_000 {
        let next = step + 1;
        text.push_str(&format!(
            "d{step}: {{$dynamicRef: '#/components/schemas/A/$defs/d{next}'}}, "
        ));
    }
    text.push_str("d2000: {type: string}}}\n");
    let (_, _, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert!(diags.iter().any(|problem| problem.code.name == "unsupported"));
}

#[test]
fn pointers_into_what_was_a_file_once_are_read_as_they_were_meant() {
    let found = problems(
        "components:\n  schemas:\n    A: {properties: {b: {$ref: '#/definitions/B'}, c: {$ref: '#/definitions/C'}}, definitions: {B: {type: string}}}\n    C: {type: integer}\n",
    );
    assert_eq!(
        found,
        [
            "tolerated@6: `#/definitions/B` points at nothing in its file; it is read as \
             `#/components/schemas/A/definitions/B` (write that: what follows the `#` counts from \
             the start of the file)",
            "tolerated@6: `#/definitions/C` points at nothing in its file; it is read as \
             `#/components/schemas/C` (write that: what follows the `#` counts from the start of \
             the file)",
        ]
    );
}

#[test]
fn a_reference_to_the_whole_file_means_the_component_that_it_stands_in() {
    let found = problems(
        "components:\n  schemas:\n    A: {type: object, properties: {again: {$ref: '#'}}}\npaths: {/a: {get: {responses: {200: {description: ok, content: {a/b: {schema: {$ref: '#'}}}}}}}}\n",
    );
    assert_eq!(
        found,
        [
            "invalid-ref@6: `#` is a whole description, but a schema belongs here (refer to \
             something under `components.schemas`)",
            "tolerated@5: `#` is the whole description; it is read as `#/components/schemas/A` \
             (write that: what follows the `#` counts from the start of the file)",
        ]
    );
}

#[test]
fn older_names_of_schemas_are_names() {
    let found = problems(
        "components:\n  schemas:\n    A: {type: object, properties: {b: {$ref: 'http://example.com/b'}, c: {$ref: '#c'}, id: {type: string}}}\n    B: {id: 'http://example.com/b', type: string}\n    C: {$id: '#c', type: integer}\n",
    );
    assert_eq!(found, ["other-version@7: `id` of a schema is `$id` since 2017 (write `$id`)"]);
}
