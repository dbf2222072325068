//! What can be read and cannot be meant.

use super::*;

fn of_schema(text: &str) -> Vec<String> {
    problems(&format!("components:\n  schemas:\n    S: {text}\n"))
}

#[test]
fn a_pattern_that_is_no_expression_is_refused() {
    let problems = of_schema("{type: string, pattern: '^[a-z'}");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("invalid-pattern@6: "), "{problems:?}");
}

#[test]
fn bounds_that_exclude_every_value_are_refused() {
    assert_eq!(
        of_schema("{type: integer, minimum: 5, maximum: 3}"),
        ["invalid-bound@6: no value satisfies `minimum` 5 and `maximum` 3 together \
          (make the lower bound smaller, or the upper one larger)"]
    );
    assert_eq!(of_schema("{exclusiveMinimum: 5, maximum: 5}").len(), 1);
    assert_eq!(of_schema("{minimum: 5, maximum: 5}").len(), 0);
    assert_eq!(of_schema("{minLength: 5, maxLength: 4}").len(), 1);
}

#[test]
fn a_default_that_its_own_schema_refuses_is_a_warning() {
    for (schema, found) in [
        ("{type: integer, default: '1'}", 1),
        ("{type: integer, maximum: 3, default: 4}", 1),
        ("{enum: [a, b], default: c}", 1),
        ("{type: string, minLength: 2, default: a}", 1),
        ("{type: integer, default: 3.0}", 0),
        ("{type: number, enum: [1, 2], default: 1.0}", 0),
        ("{type: string, default: null}", 0),
    ] {
        let problems = of_schema(schema);
        assert_eq!(problems.len(), found, "{schema}: {problems:?}");
        assert!(problems.iter().all(|p| p.starts_with("invalid-default@6: ")), "{problems:?}");
    }
}

#[test]
fn what_tells_the_end_of_pages_is_a_boolean_and_a_cursor_of_an_item_is_in_it() {
    let more = PAGED.replace("total: /total}", "more: /more}");
    let more = more.replace("total: {type: integer}", "more: {type: boolean}");
    clean(&more);
    let text = problems(&more.replace("more: {type: boolean}", "more: {type: string}"));
    assert!(text[0].starts_with("invalid-extension@7: `/more` is no boolean"), "{text:?}");

    let last = PAGED.replace(
        "{style: offset, parameters: {offset: offset}, items: /data, total: /total}",
        "{style: cursor, parameters: {cursor: offset}, items: /data, last: /id}",
    );
    let last = last.replace(
        "items: {type: string}",
        "items: {type: object, properties: {id: {type: string}}}",
    );
    clean(&last);
    let text = problems(&last.replace("last: /id", "last: /ident"));
    assert!(text[0].contains("`/ident` leads nowhere"), "{text:?}");
    let text = problems(&last.replace("last: /id", "last: /id, next: /total"));
    assert!(text[0].contains("the cursor is told by `last` already"), "{text:?}");
    let text = problems(&PAGED.replace("total: /total}", "last: /id}"));
    assert!(text[0].contains("only the style `cursor` has a use for `last`"), "{text:?}");
}

const PAGED: &str = "paths:\n  /a:\n    get:\n      operationId: list\n      x-sdk-pagination: {style: offset, parameters: {offset: offset}, items: /data, total: /total}\n      parameters: [{name: offset, in: query, schema: {type: integer}}]\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              schema: {allOf: [{type: object, properties: {data: {type: array, items: {type: string}}}}, {properties: {total: {type: integer}}}]}\n";

#[test]
fn pagination_names_parameters_and_members_that_exist() {
    clean(PAGED);
    assert_eq!(
        problems(&PAGED.replace("offset: offset}", "offset: ofset}")),
        [
            "invalid-extension@7: the operation has no query parameter `ofset` (did you mean `offset`?)"
        ]
    );
    assert_eq!(
        problems(&PAGED.replace("items: /data", "items: /dat")),
        ["invalid-extension@7: `/dat` leads nowhere: the body has no `dat` there \
          (did you mean `data`?)"]
    );
    assert_eq!(
        problems(&PAGED.replace("items: /data", "items: /total")),
        ["invalid-extension@7: `/total` does not lead to an array \
          (point at the array that holds the items of a page)"]
    );
}

#[test]
fn the_operation_that_verifies_exists() {
    assert_eq!(clean(&format!("x-sdk-verify: list\n{PAGED}")).verify.as_deref(), Some("list"));
    let problems = problems(&format!("x-sdk-verify: lst\n{PAGED}"));
    assert_eq!(
        problems,
        ["invalid-extension@3: there is no operation `lst` (did you mean `list`?)"]
    );
}

#[test]
fn an_envelope_has_the_member_that_is_unwrapped() {
    let rest = "paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              x-sdk-unwrap: /reslt\n              schema: {properties: {result: {type: object}}}\n";
    assert_eq!(
        problems(rest),
        ["invalid-extension@11: `/reslt` leads nowhere: the body has no `reslt` there \
          (did you mean `result`?)"]
    );
}
