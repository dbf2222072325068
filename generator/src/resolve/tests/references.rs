//! Where references lead, and what is said when they do not.

use super::*;

#[test]
fn a_dangling_reference_names_the_sibling_that_was_meant() {
    let problems = problems(
        "components:\n  schemas:\n    Machine: {type: object}\n    A: {$ref: '#/components/schemas/Machin'}\n",
    );
    assert_eq!(
        problems,
        ["dangling-ref@7: `#/components/schemas/Machin` points at nothing: there is no `Machin` \
          (did you mean `#/components/schemas/Machine`?)"]
    );
}

#[test]
fn a_reference_to_another_kind_of_component_is_refused() {
    let problems = problems(
        "components:\n  parameters: {P: {name: p, in: query, schema: {}}}\n  schemas:\n    A: {$ref: '#/components/parameters/P'}\n",
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("invalid-ref@7: "), "{problems:?}");
    assert!(problems[0].contains("is a parameter, but a schema belongs here"), "{problems:?}");
}

#[test]
fn chains_of_references_end_at_the_one_schema_that_says_something() {
    let resolved = clean(
        "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/C'}\n    C: {type: string}\n",
    );
    let ids: Vec<SchemaId> = resolved.named.iter().map(|(_, id)| *id).collect();
    assert_eq!(ids[0], ids[2]);
    assert_eq!(ids[1], ids[2]);
    assert_eq!(named(&resolved, "A").component.as_deref(), Some("C"));
}

#[test]
fn references_in_a_circle_are_one_problem() {
    let problems = problems(
        "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/C'}\n    C: {$ref: '#/components/schemas/A'}\n",
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("ref-cycle@"), "{problems:?}");
}

#[test]
fn cycles_of_nothing_are_one_problem_and_cycles_through_content_are_recursion() {
    for (schemas, cycles) in [
        ("A: {$ref: '#/components/schemas/A'}", 1),
        ("A: {allOf: [{$ref: '#/components/schemas/A'}]}", 1),
        (
            "A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {allOf: [{$ref: '#/components/schemas/A'}]}",
            1,
        ),
        (
            "A: {description: a, $ref: '#/components/schemas/B'}, B: {title: b, $ref: '#/components/schemas/A'}",
            1,
        ),
        ("A: {allOf: [{allOf: [{$ref: '#/components/schemas/A'}]}]}", 1),
        ("A: {properties: {a: {$ref: '#/components/schemas/A'}}}", 0),
        ("A: {items: {$ref: '#/components/schemas/A'}}", 0),
        ("A: {additionalProperties: {$ref: '#/components/schemas/A'}}", 0),
        ("A: {oneOf: [{type: string}, {$ref: '#/components/schemas/A'}]}", 0),
        ("A: {allOf: [{properties: {a: {$ref: '#/components/schemas/A'}}}]}", 0),
        (
            "A: {properties: {b: {$ref: '#/components/schemas/B'}}}, B: {allOf: [{$ref: '#/components/schemas/A'}]}",
            0,
        ),
        ("A: {prefixItems: [{$ref: '#/components/schemas/A'}]}", 0),
    ] {
        let problems = problems(&format!("components: {{schemas: {{{schemas}}}}}\n"));
        let found = problems.iter().filter(|problem| problem.starts_with("ref-cycle@")).count();
        assert_eq!((found, problems.len()), (cycles, cycles), "{schemas}: {problems:?}");
    }
}

#[test]
fn objects_other_than_schemas_can_be_references_in_a_circle_too() {
    let problems = problems(
        "components:\n  responses:\n    A: {$ref: '#/components/responses/B'}\n    B: {$ref: '#/components/responses/A'}\n\
         paths:\n  /a:\n    get: {responses: {200: {$ref: '#/components/responses/A'}, 400: {$ref: '#/components/responses/B'}}}\n",
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("ref-cycle@"), "{problems:?}");
}

#[test]
fn a_pointer_may_lead_anywhere_and_is_decoded() {
    let resolved = clean(
        "paths:\n  /a/{id}:\n    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n    get: {}\n\
         components:\n  schemas:\n    A: {$ref: '#/paths/~1a~1%7Bid%7D/parameters/0/schema'}\n    B: {properties: {c: {type: boolean}}}\n    D: {$ref: '#/components/schemas/B/properties/c'}\n",
    );
    assert_eq!(named(&resolved, "A").types, [Type::Integer]);
    assert_eq!(resolved.operations[0].parameters[0].schema, resolved.named[0].1);
    assert_eq!(named(&resolved, "D").types, [Type::Boolean]);
}

#[test]
fn other_files_are_followed_and_their_own_references_are_theirs() {
    let root = document(
        "3.1.0",
        "paths:\n  /a: {$ref: 'sub/a.yaml#/paths/~1a'}\ncomponents: {schemas: {Shared: {type: string}}}\n",
    );
    let other = "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Own'\n\
                 components:\n  schemas:\n    Own: {properties: {shared: {$ref: '../openapi.yaml#/components/schemas/Shared'}, whole: {$ref: whole.yaml}}}\n";
    let files = [
        ("openapi.yaml", root.as_str()),
        ("sub/a.yaml", other),
        ("sub/whole.yaml", "type: number\n"),
    ];
    let (resolved, sources, diags) = resolve_files(&files);
    assert_eq!(lines(&sources, &diags), Vec::<String>::new());
    let names: Vec<&str> = resolved.named.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Shared", "Own", "whole"]);
    let shared = named(&resolved, "Own").properties[0].schema;
    assert_eq!(resolved.schema(shared).component.as_deref(), Some("Shared"));
}

#[test]
fn problems_in_other_files_are_reported_once_and_there() {
    let root = document("3.1.0", "paths:\n  /a: {$ref: 'a.yaml#/a'}\n  /b: {$ref: 'a.yaml#/a'}\n");
    let (_, sources, diags) =
        resolve_files(&[("openapi.yaml", &root), ("a.yaml", "a:\n  get: {sumary: s}\n")]);
    assert_eq!(
        lines(&sources, &diags),
        ["unknown-key@2: `sumary` is not a key of an operation (did you mean `summary`?)"]
    );
}

#[test]
fn path_items_that_refer_to_each_other_are_a_problem_and_not_a_hang() {
    let problems = problems("paths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n");
    assert!(problems.iter().all(|problem| problem.starts_with("ref-cycle@")), "{problems:?}");
    assert!(!problems.is_empty());
}

#[test]
fn an_operation_that_stands_beside_a_reference_to_another_of_its_method_counts_alone() {
    let get =
        |id: &str| format!("{{operationId: {id}, responses: {{'200': {{description: ok}}}}}}");
    let paths = format!(
        "paths:\n  /a: {{$ref: '#/paths/~1b', get: {}}}\n  /b: {{get: {}, put: {}}}\n",
        get("near"),
        get("far"),
        get("put")
    );
    let (resolved, _, diags) = resolve_files(&[("openapi.yaml", &document("3.1.0", &paths))]);
    let ids = resolved.operations.iter().map(|operation| operation.id.as_deref());
    assert!(ids.clone().any(|id| id == Some("near")));
    let at_a = resolved.operations.iter().filter(|operation| operation.path == "/a");
    assert_eq!(at_a.count(), 2, "its own GET, and the PUT that the reference leads to");
    let lost = diags.iter().find(|problem| problem.code.name == "unsupported").unwrap();
    assert!(lost.message.starts_with("`GET /a` is described beside `$ref`, too"), "{lost:?}");
}

#[test]
fn the_longest_chain_overflows_no_stack() {
    let mut text = document("3.1.0", "components:\n  schemas:\n");
    for index in 0..5_000 {
        text.push_str(&format!(
            "    S{index}: {{properties: {{next: {{$ref: '#/components/schemas/S{}'}}}}}}\n",
            index + 1
        ));
    }
    text.push_str("    S5000: {type: string}\n");
    let (resolved, _, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(diags.count(Level::Error), 0);
    assert_eq!(resolved.named.len(), 5_001);
}

#[test]
fn long_chains_of_references_are_walked_once() {
    let mut text = document("3.1.0", "components:\n  schemas:\n");
    for index in 0..5_000 {
        let next = index + 1;
        text.push_str(&format!("    S{index}: {{$ref: '#/components/schemas/S{next}'}}\n"));
    }
    text.push_str("    S5000: {type: string}\n");
    let (resolved, _, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(diags.count(Level::Error), 0);
    assert_eq!(named(&resolved, "S0").types, [Type::String]);
    assert_eq!(resolved.schemas.len(), 1);
}
