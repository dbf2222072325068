//! What operations inherit, and what they must agree on.

use super::*;

#[test]
fn an_operations_parameter_overrides_that_of_its_path() {
    let resolved = clean(
        "paths:\n  /a:\n    parameters:\n      - {name: q, in: query, description: of the path, schema: {}}\n      - {name: r, in: query, schema: {}}\n    get:\n      parameters:\n        - {name: q, in: query, description: own, schema: {}}\n        - {name: q, in: header, schema: {}}\n",
    );
    let parameters = &resolved.operations[0].parameters;
    let listed: Vec<(&str, Place)> =
        parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.place)).collect();
    assert_eq!(listed, [("q", Place::Query), ("r", Place::Query), ("q", Place::Header)]);
    assert_eq!(parameters[0].description.as_deref(), Some("own"));
}

#[test]
fn path_parameters_come_first_and_in_the_order_of_the_template() {
    let resolved = clean(
        "paths:\n  /{a}/{b}:\n    get:\n      parameters:\n        - {name: q, in: query, schema: {}}\n        - {name: b, in: path, required: true, schema: {}}\n        - {name: a, in: path, required: true, schema: {}}\n",
    );
    let names: Vec<&str> =
        resolved.operations[0].parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "q"]);
}

#[test]
fn a_path_parameter_that_is_nearly_declared_is_one_problem_with_both_places() {
    let rest = "paths:\n  /machines/{machine_id}:\n    get: &get\n      parameters:\n        - {name: machineid, in: path, required: true, schema: {}}\n";
    let text = document("3.1.0", rest);
    let (_, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(
        lines(&sources, &diags),
        ["undeclared-path-parameter@4: no parameter of `GET /machines/{machine_id}` declares \
          `{machine_id}` (did you mean `{machineid}`?)"]
    );
    let label = &diags.iter().next().unwrap().labels[0];
    assert_eq!(sources.locate(label.place).line, 7);
}

#[test]
fn an_undeclared_path_parameter_is_reported_once_for_its_path() {
    let problems = problems("paths:\n  /{id}:\n    get: {}\n    put: {}\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("add `{name: id, in: path"), "{problems:?}");
}

#[test]
fn a_path_parameter_that_the_path_lacks_is_reported_once() {
    let problems = problems(
        "paths:\n  /a:\n    parameters: [{name: id, in: path, required: true, schema: {}}]\n    get: {}\n    put: {}\n",
    );
    assert_eq!(
        problems,
        ["undeclared-path-parameter@5: the path `/a` has no `{id}` \
          (add `{id}` to the path, or remove the parameter)"]
    );
}

#[test]
fn a_broken_path_template_is_a_problem() {
    for path in ["/a/{id", "/a/id}", "/a/{}", "/a/{{id}}"] {
        let problems = problems(&format!("paths:\n  '{path}':\n    get: {{}}\n"));
        assert!(
            problems.iter().any(|problem| problem.starts_with("invalid-value@4: ")),
            "{path}: {problems:?}"
        );
    }
}

#[test]
fn the_second_operation_of_an_id_points_at_the_first() {
    let text = document(
        "3.1.0",
        "paths:\n  /a:\n    get: {operationId: x}\n  /b:\n    get: {operationId: x}\n",
    );
    let (_, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    let diagnostic = diags.iter().next().unwrap();
    assert_eq!(diagnostic.code.name, "duplicate-operation-id");
    assert_eq!(sources.locate(diagnostic.place).line, 7);
    assert_eq!(sources.locate(diagnostic.labels[0].place).line, 5);
}

#[test]
fn a_parameter_listed_twice_is_a_problem_and_header_names_have_no_case() {
    let problems = problems(
        "paths:\n  /a:\n    get:\n      parameters:\n        - {name: X-A, in: header, schema: {}}\n        - {name: x-a, in: header, schema: {}}\n",
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("duplicate-parameter@8: "), "{problems:?}");
}

#[test]
fn styles_have_the_defaults_of_their_place() {
    let resolved = clean(
        "paths:\n  /{p}:\n    get:\n      parameters:\n        - {name: p, in: path, required: true, schema: {}}\n        - {name: q, in: query, schema: {}}\n        - {name: d, in: query, style: deepObject, schema: {}}\n        - {name: h, in: header, schema: {}}\n        - {name: c, in: cookie, schema: {}}\n",
    );
    let styles: Vec<(Style, bool)> = resolved.operations[0]
        .parameters
        .iter()
        .map(|parameter| (parameter.style, parameter.explode))
        .collect();
    assert_eq!(
        styles,
        [
            (Style::Simple, false),
            (Style::Form, true),
            (Style::DeepObject, false),
            (Style::Simple, false),
            (Style::Form, true)
        ]
    );
}

#[test]
fn a_style_of_another_place_is_refused() {
    let problems = problems(
        "paths:\n  /a:\n    get:\n      parameters: [{name: q, in: query, style: matrix, schema: {}}]\n",
    );
    assert_eq!(
        problems,
        ["invalid-value@6: a query parameter cannot have the style `matrix` \
          (its styles are `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`)"]
    );
}

#[test]
fn security_is_by_index_and_an_unknown_scheme_is_named() {
    let rest = "security: [{a: [], b: []}, {}]\npaths:\n  /a:\n    get: {security: []}\n    put: {}\ncomponents:\n  securitySchemes:\n    a: {type: http, scheme: Bearer}\n    b: {type: apiKey, in: query, name: k}\n";
    let resolved = clean(rest);
    assert_eq!(resolved.security, Some(Security(vec![vec![0, 1], vec![]])));
    assert_eq!(resolved.operations[0].security, Some(Security(vec![])));
    assert_eq!(resolved.operations[1].security, None);
    assert_eq!(resolved.schemes[0].kind, SchemeKind::Http("Bearer".to_owned()));
    let problems = problems(&rest.replace("[{a: []", "[{aa: []"));
    assert_eq!(
        problems,
        ["undeclared-security@3: there is no security scheme `aa` (did you mean `a`?)"]
    );
}

#[test]
fn server_variables_are_replaced_by_their_defaults() {
    let resolved = clean(
        "servers:\n  - url: https://{a}.example.com/{b}\n    variables: {a: {default: x}, b: {default: v1}}\n",
    );
    assert_eq!(resolved.servers[0].url, "https://x.example.com/v1");
    assert_eq!(clean("").servers[0].url, "/");
}

#[test]
fn a_path_item_adds_to_the_one_that_it_refers_to() {
    let resolved = clean(
        "paths:\n  /a:\n    $ref: '#/components/pathItems/A'\n    get: {operationId: own}\n    parameters: [{name: q, in: query, schema: {}}]\ncomponents:\n  pathItems:\n    A:\n      put: {operationId: theirs}\n",
    );
    let ids: Vec<Option<&str>> = resolved.operations.iter().map(|o| o.id.as_deref()).collect();
    assert_eq!(ids, [Some("own"), Some("theirs")]);
    assert_eq!(resolved.operations[1].parameters.len(), 1);
}

#[test]
fn webhooks_and_callbacks_are_looked_at_like_operations() {
    let problems = problems(
        "webhooks:\n  w: {post: {requestBody: {$ref: '#/components/requestBodies/No'}}}\npaths:\n  /a:\n    post:\n      callbacks: {c: {'{$url}': {post: {responses: {200: {$ref: '#/components/responses/No'}}}}}}\n",
    );
    let codes: Vec<&str> = problems.iter().filter_map(|p| p.split('@').next()).collect();
    assert_eq!(codes, ["dangling-ref", "dangling-ref"]);
}

#[test]
fn a_name_that_stands_twice_in_a_path_is_one_parameter() {
    let rest = "paths:\n  /{a}/b/{a}:\n    get:\n      parameters: [{name: a, in: path, required: true, schema: {}}]\n";
    let text = document("3.1.0", rest);
    let (resolved, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(
        lines(&sources, &diags),
        ["tolerated@4: `{a}` stands twice in the path `/{a}/b/{a}` \
          (give the second one a name of its own if it is another value)"]
    );
    assert_eq!(resolved.operations[0].parameters.len(), 1);
}

#[test]
fn components_that_nothing_uses_are_looked_at_once() {
    let problems = problems(
        "components:\n  responses:\n    R: {description: r, content: {a/b: {schema: {$ref: '#/components/schemas/No'}}}}\n  parameters:\n    P: {name: p, in: path, schema: {not: {$ref: '#/components/schemas/Nope'}}}\n",
    );
    let codes: Vec<&str> = problems.iter().filter_map(|p| p.split('@').next()).collect();
    assert_eq!(codes, ["tolerated", "dangling-ref", "dangling-ref"], "{problems:?}");
}

#[test]
fn headers_that_http_decides_are_no_parameters() {
    let rest =
        "paths:\n  /a:\n    get: &op\n      parameters: [{name: accept, in: header, schema: {}}]\n";
    let text = document("3.1.0", rest);
    let (resolved, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(resolved.operations[0].parameters, []);
    assert!(lines(&sources, &diags)[0].starts_with("ignored-key@6: the header `accept`"));
}
