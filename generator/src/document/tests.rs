//! Rules of reading, each with a document that keeps or breaks it.

use super::*;
use crate::diag::{Diagnostic, Level};

fn load(text: &str) -> (Document, Diagnostics) {
    let mut diags = Diagnostics::default();
    let sources = Sources::load("openapi.yaml", &mut |_| Ok(text.to_owned()), &mut diags);
    let document = read(&sources, &mut diags);
    (document, diags)
}

/// The diagnostics of a document as lines: code, message, help.
fn problems(text: &str) -> Vec<String> {
    let line = |d: &Diagnostic| {
        format!("{}: {} ({})", d.code.name, d.message, d.help.as_deref().unwrap_or("-"))
    };
    load(text).1.iter().map(line).collect()
}

/// A document of the version with one component schema, given in flow style.
fn with_schema(version: &str, schema: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n\
         components: {{schemas: {{S: {schema}}}}}\n"
    )
}

fn with_operation(operation: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/p: {{get: {operation}}}}}\n"
    )
}

#[test]
fn a_misspelt_key_is_an_error_that_names_the_one_that_was_meant() {
    let schema = with_schema("3.1.0", "{type: object, requried: [a]}");
    assert_eq!(
        problems(&schema),
        ["unknown-key: `requried` is not a keyword of schemas (did you mean `required`?)"]
    );
    let operation = with_operation("{operationID: a, responses: {}}");
    assert_eq!(
        problems(&operation),
        ["unknown-key: `operationID` is not a key of an operation (did you mean `operationId`?)"]
    );
}

#[test]
fn a_key_that_resembles_none_gets_the_list_of_keys() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1', colour: red}\npaths: {}\n";
    assert_eq!(
        problems(text),
        [
            "unknown-key: `colour` is not a key of the info object (its keys are `title`, `summary`, \
          `description`, `termsOfService`, `contact`, `license`, `version`)"
        ]
    );
}

#[test]
fn a_foreign_keyword_is_an_error_in_3_0_and_a_warning_in_3_1() {
    let schema = "{type: string, colour: red}";
    assert!(load(&with_schema("3.0.3", schema)).1.has_errors());
    let (_, diags) = load(&with_schema("3.1.0", schema));
    assert_eq!((diags.count(Level::Error), diags.count(Level::Warning)), (0, 1));
}

#[test]
fn nullable_in_3_1_is_an_error_because_nothing_would_become_nullable() {
    let problems = problems(&with_schema("3.1.0", "{type: string, nullable: true}"));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("other-version: `nullable`"), "{problems:?}");
    assert!(problems[0].contains("type: [string, \"null\"]"), "{problems:?}");
}

#[test]
fn keywords_of_3_1_in_3_0_say_what_to_write_instead() {
    for (schema, instead) in [
        ("{type: [string, 'null']}", "`nullable: true`"),
        ("{type: 'null'}", "`nullable: true`"),
        ("{const: a}", "`enum` with one value"),
        ("{type: integer, exclusiveMinimum: 3}", "`true` here"),
        ("{type: array, items: true}", "`{}`"),
    ] {
        let problems = problems(&with_schema("3.0.3", schema));
        assert_eq!(problems.len(), 1, "{schema}: {problems:?}");
        assert!(problems[0].starts_with("other-version: "), "{schema}: {problems:?}");
        assert!(problems[0].contains(instead), "{schema}: {problems:?}");
    }
}

#[test]
fn an_enum_without_values_is_a_warning_and_says_nothing() {
    let (document, diags) = load(&with_schema("3.1.0", "{type: integer, enum: []}"));
    assert_eq!(diags.iter().map(|d| d.code.name).collect::<Vec<_>>(), ["untyped"]);
    assert_eq!(document, load(&with_schema("3.1.0", "{type: integer}")).0);
}

#[test]
fn a_boolean_exclusive_bound_is_of_3_0() {
    let schema = "{type: integer, minimum: 3, exclusiveMinimum: true}";
    assert_eq!(problems(&with_schema("3.0.3", schema)), Vec::<String>::new());
    assert!(problems(&with_schema("3.1.0", schema))[0].starts_with("other-version: "));
}

#[test]
fn a_bound_of_another_type_is_an_invalid_bound() {
    assert_eq!(
        problems(&with_schema("3.1.0", "{type: integer, minimum: '1'}")),
        ["invalid-bound: `minimum` of a schema must be a number, not a string (remove the quotes)"]
    );
    let problems = problems(&with_schema("3.1.0", "{type: string, minLength: -1}"));
    assert!(problems[0].starts_with("invalid-bound: `minLength`"), "{problems:?}");
}

#[test]
fn a_type_that_json_does_not_have_is_explained() {
    let problems = problems(&with_schema("3.1.0", "{type: file}"));
    assert_eq!(
        problems,
        ["invalid-value: `file` is not a type of JSON Schema \
          (write `type: string` with `format: binary`)"]
    );
}

#[test]
fn required_on_a_property_is_told_where_it_belongs() {
    let problems = problems(&with_schema("3.1.0", "{type: string, required: true}"));
    assert!(problems[0].contains("of the object that it is in"), "{problems:?}");
}

#[test]
fn an_unknown_extension_of_ours_is_an_error_and_others_are_overlooked() {
    let text = with_operation("{x-sdk-nam: a, x-internal: true, responses: {}}");
    assert_eq!(
        problems(&text),
        ["unknown-key: `x-sdk-nam` is not an extension of an operation \
          (did you mean `x-sdk-name`?)"]
    );
}

#[test]
fn names_given_by_others_are_read_and_ours_win() {
    let text = with_operation(
        "{x-speakeasy-group: theirs, x-sdk-name: ours, x-fern-sdk-method-name: b, responses: {}}",
    );
    let (document, diags) = load(&text);
    assert!(!diags.has_errors());
    let (_, operation) = &document.paths.0["/p"].operations[0];
    assert_eq!(operation.group.as_deref(), Some("theirs"));
    assert_eq!(operation.called.name.as_deref(), Some("ours"));
}

#[test]
fn speakeasys_retries_are_read_in_seconds() {
    let text = with_operation(
        "{x-speakeasy-retries: {strategy: backoff, backoff: {initialInterval: 500}, \
         statusCodes: [5xx, 429]}, responses: {}}",
    );
    let (document, _) = load(&text);
    let retry = document.paths.0["/p"].operations[0].1.retry.clone().unwrap();
    assert_eq!(retry.initial_interval, Some(0.5));
    assert_eq!(
        retry.statuses.unwrap(),
        [responses::Status::Range(5), responses::Status::Code(429)]
    );
}

#[test]
fn numbers_where_strings_belong_are_to_be_quoted() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {}\n";
    assert_eq!(
        problems(text),
        ["wrong-type: `version` of the info object must be a string, not a number \
          (put the value in quotes)"]
    );
}

#[test]
fn other_versions_are_refused_by_name() {
    let swagger = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n";
    assert!(problems(swagger)[0].starts_with("unsupported-version: OpenAPI 2.0"));
    let other = "openapi: 4.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n";
    assert!(problems(other)[0].starts_with("unsupported-version: `4.0.0`"));
}

#[test]
fn a_later_version_is_read_as_the_latest_that_is_known() {
    let (document, diags) = load(&with_schema("3.9.1", "{type: string}"));
    assert_eq!(document.version, Version::V3_2);
    assert_eq!(diags.iter().map(|d| d.code.name).collect::<Vec<_>>(), ["other-version"]);
    assert!(diags.has_errors(), "who writes a description can say what it is");
}

#[test]
fn keys_of_3_2_are_read_in_earlier_versions_after_a_warning() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\
                paths: {/p: {query: {}, additionalOperations: {COPY: {}}}}\n";
    let (document, diags) = load(text);
    let methods = document.paths.0["/p"].operations.iter().map(|(method, _)| method.as_str());
    assert_eq!(methods.collect::<Vec<_>>(), ["QUERY", "COPY"]);
    assert!(!diags.has_errors());
    assert_eq!(
        problems(text)[0],
        "ignored-key: `query` of a path item is new in OpenAPI 3.2 (write `openapi: 3.2.0`, or \
         remove the key: readers of 3.1 ignore it)"
    );
}

#[test]
fn methods_with_a_field_of_their_own_are_no_additional_ones() {
    let text = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {/p: {get: {}, \
                additionalOperations: {GET: {}, POST: {}, copy: {}, COPY: {}, 'C D': {}}}}\n";
    let (document, _) = load(text);
    let methods = document.paths.0["/p"].operations.iter().map(|(method, _)| method.as_str());
    assert_eq!(methods.collect::<Vec<_>>(), ["GET", "POST", "copy", "COPY"]);
    assert_eq!(
        problems(text),
        [
            "invalid-value: the path item has `get` besides `GET` (write it as `get` of the path item)",
            "tolerated: `POST` has a field of its own (write it as `post` of the path item)",
            "invalid-value: no method of HTTP can be called `C D` (write it as it is sent, such as `COPY`)",
        ]
    );
}

#[test]
fn status_keys_are_codes_ranges_or_default() {
    let text = with_operation("{responses: {200: {description: a}, 4xx: {description: b}}}");
    assert_eq!(problems(&text), ["tolerated: `4xx` is not a status (write `4XX`)"]);
}

#[test]
fn a_missing_key_points_at_its_misspelling() {
    let text = "openapi: 3.1.0\ninfo: {titel: T, version: '1'}\npaths: {}\n";
    assert!(problems(text).iter().any(|p| p.contains("rename `titel` to `title`")));
}

#[test]
fn all_problems_of_a_document_are_reported_together() {
    let text = "openapi: 3.1.0\ninfo: {title: 1}\npaths: {p: []}\ntags: {}\n";
    assert_eq!(problems(text).len(), 5, "{:?}", problems(text));
}

#[test]
fn schemas_as_deep_as_the_source_allows_are_read() {
    // With the root, `components` and `schemas` these are the 64 levels of `source`.
    let depth = 61;
    let text =
        with_schema("3.1.0", &format!("{}true{}", "{items: ".repeat(depth), "}".repeat(depth)));
    let (_, diags) = load(&text);
    assert!(!diags.has_errors(), "{diags:?}");
}

#[test]
fn every_object_of_openapi_is_read_without_complaint() {
    let (document, diags) = load(include_str!("tests/everything.yaml"));
    assert_eq!(diags.iter().collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    let components = document.components.unwrap();
    assert_eq!(components.callbacks.len(), 1);
    assert_eq!(components.links.len(), 1);
    assert_eq!(document.webhooks.len(), 1);
}

#[test]
fn every_object_of_3_2_is_read_without_complaint() {
    let (document, diags) = load(include_str!("tests/everything-3-2.yaml"));
    assert_eq!(diags.iter().collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    assert_eq!(document.components.unwrap().media_types.0.len(), 1);
    assert_eq!(document.paths.0["/a"].operations.len(), 2);
}

#[test]
fn what_others_say_wrongly_is_a_warning_and_the_next_one_is_read() {
    let text = with_operation(
        "{x-speakeasy-name-override: [a], x-fern-sdk-method-name: b, responses: {}}",
    );
    let (document, diags) = load(&text);
    assert!(!diags.has_errors());
    assert!(diags.losses().is_empty());
    let reported: Vec<&str> = diags.iter().map(|d| d.code.name).collect();
    assert_eq!(reported, ["foreign-extension"]);
    let (_, operation) = &document.paths.0["/p"].operations[0];
    assert_eq!(operation.called.name.as_deref(), Some("b"));
}

#[test]
fn where_ours_says_it_nobody_looks_at_others() {
    let text = with_operation(
        "{x-sdk-name: a, x-speakeasy-name-override: [], x-sdk-retry: false, \
         x-speakeasy-retries: [], x-sdk-pagination: {style: link-header, items: ''}, \
         x-fern-pagination: [], x-sdk-timeout: 1, x-speakeasy-timeout: [], responses: {}}",
    );
    assert_eq!(problems(&text), Vec::<String>::new());
}
