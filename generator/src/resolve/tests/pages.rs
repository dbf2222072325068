//! Pages that parameters and answers tell of by themselves, and those that they do not.

use super::*;

/// How the pages of `GET /things` are asked for, in a line.
fn told(query: &[&str], answer: &str) -> String {
    told_as(Rigor::Lenient, "/things", query, "", &format!("{{schema: {answer}}}"))
}

fn told_as(rigor: Rigor, path: &str, query: &[&str], headers: &str, media: &str) -> String {
    let query: Vec<String> = query.iter().map(|one| format!("{{in: query, {one}}}")).collect();
    let text = format!(
        "paths:\n  {path}:\n    get:\n      parameters: [{}]\n      responses:\n        '200':\n          description: ok\n          headers: {{{headers}}}\n          content: {{application/json: {media}}}\n",
        query.join(", ")
    );
    let text = document("3.1.0", &text);
    let (resolved, _, _) = resolve_as(rigor, &[("openapi.yaml", &text)]);
    let Some(found) = &resolved.operations[0].pagination else { return "none".to_owned() };
    let roles = found.parameters.iter().map(|(role, name)| format!("{role}={name}"));
    let pointers = [
        ("items", Some(&found.items)),
        ("total", found.total.as_ref()),
        ("next", found.next.as_ref()),
        ("last", found.last.as_ref()),
        ("more", found.more.as_ref()),
    ];
    let pointers = pointers.into_iter().filter_map(|(key, at)| Some(format!("{key} {}", at?)));
    let first = found.first.map(|first| format!("from {first}"));
    let parts: Vec<String> = roles.chain(pointers).chain(first).collect();
    format!("{:?}: {}", found.style, parts.join(", "))
}

const LIST: &str = "{type: array, items: {type: object, properties: {id: {type: string}}}}";
const LIMIT: &str = "name: limit, schema: {type: integer}";

/// A body with items and these other members.
fn page(others: &str) -> String {
    format!("{{type: object, properties: {{data: {LIST}, {others}}}}}")
}

#[test]
fn a_cursor_is_asked_for_with_what_an_answer_calls_the_next_one() {
    for (parameter, others, expected) in [
        ("cursor", "next_cursor: {type: string}", "cursor=cursor, items /data, next /next_cursor"),
        (
            "pageToken",
            "nextPageToken: {type: string}",
            "cursor=pageToken, items /data, next /nextPageToken",
        ),
        (
            "NextToken",
            "NextToken: {type: string}",
            "cursor=NextToken, items /data, next /NextToken",
        ),
        (
            "after",
            "paging: {type: object, properties: {next: {type: object, properties: {after: {type: string}}}}}",
            "cursor=after, items /data, next /paging/next/after",
        ),
        (
            "after",
            "last_id: {type: string}, has_more: {type: boolean}",
            "cursor=after, items /data, next /last_id, more /has_more",
        ),
        (
            "cursor",
            "cursor: {type: string, description: That of the next page.}",
            "cursor=cursor, items /data, next /cursor",
        ),
    ] {
        let query = format!("name: {parameter}, schema: {{type: string}}");
        assert_eq!(told(&[&query], &page(others)), format!("Cursor: {expected}"));
    }
}

#[test]
fn a_cursor_that_may_be_that_of_this_page_is_none() {
    let cursor = "name: cursor, schema: {type: string}";
    assert_eq!(told(&[cursor], &page("cursor: {type: string}")), "none");
    // Without a word on the end, the last id is there on every page.
    let after = "name: after, schema: {type: string}";
    assert_eq!(told(&[after], &page("last_id: {type: string}")), "none");
    // One that has to be given has no first page.
    let required = "name: cursor, required: true, schema: {type: string}";
    assert_eq!(told(&[required], &page("next_cursor: {type: string}")), "none");
    // The framework's word for its parameter; the member is an address.
    let framework =
        "name: cursor, schema: {type: string, description: The pagination cursor value.}";
    assert_eq!(
        told(&[framework], &page("next: {type: string, description: The next page.}")),
        "none"
    );
    let said = "name: cursor, schema: {type: string, description: Cursor of a previous response.}";
    assert_eq!(
        told(&[said], &page("next: {type: string}")),
        "Cursor: cursor=cursor, items /data, next /next"
    );
    // One that is `False` on the last page.
    let number = "name: page, schema: {type: string}";
    let whether = "next_page: {type: string, description: True if there are more pages.}";
    assert_eq!(told(&[number], &page(whether)), "none");
    // A credential.
    let token = "name: token, schema: {type: string, description: An access token.}";
    assert_eq!(told(&[token], &page("next_page_token: {type: string}")), "none");
}

#[test]
fn the_id_of_the_last_item_is_a_cursor_where_it_is_said_and_so_is_the_end() {
    let after = "name: starting_after, schema: {type: string, description: The id of an object.}";
    let more = page("has_more: {type: boolean}");
    assert_eq!(
        told(&[after, LIMIT], &more),
        "Cursor: limit=limit, cursor=starting_after, items /data, last /id, more /has_more"
    );
    assert_eq!(told(&[after, LIMIT], &page("url: {type: string}")), "none");
    let time = "name: after, schema: {type: string, description: A timestamp.}";
    assert_eq!(told(&[time, LIMIT], &more), "none");
}

#[test]
fn an_address_is_followed_where_it_is_said_to_be_one() {
    for (others, expected) in [
        ("next: {type: [string, 'null'], format: uri}", "items /data, next /next"),
        ("next_page_url: {type: string}", "items /data, next /next_page_url"),
        (
            "links: {type: object, properties: {next: {type: string}}}",
            "items /data, next /links/next",
        ),
        (
            "_links: {type: object, properties: {next: {type: object, properties: {href: {type: string}}}}}",
            "items /data, next /_links/next/href",
        ),
        ("'@odata.nextLink': {type: string}", "items /data, next /@odata.nextLink"),
    ] {
        assert_eq!(told(&[], &page(others)), format!("NextUrl: {expected}"));
    }
    assert_eq!(told(&[], &page("next: {type: string}")), "none");
    assert_eq!(told(&[], &page("next: {type: object}")), "none");
}

#[test]
fn a_list_in_one_thing_is_no_page() {
    let links = "links: {type: object, properties: {next: {type: string}}}";
    let media = |list: &str| {
        format!("{{schema: {{type: object, properties: {{{list}: {LIST}, {links}}}}}}}")
    };
    let at = |path: &str, list: &str| told_as(Rigor::Lenient, path, &[], "", &media(list));
    assert_eq!(at("/things/latest", "tags"), "none");
    assert_eq!(at("/things/one/tags", "tags"), "NextUrl: items /tags, next /links/next");
}

#[test]
fn a_header_of_links_is_followed_where_pages_are_asked_for() {
    let link = "Link: {schema: {type: string}}";
    let media = format!("{{schema: {LIST}}}");
    let query = ["name: per_page, schema: {type: integer}"];
    let at =
        |query: &[&str], headers: &str| told_as(Rigor::Lenient, "/things", query, headers, &media);
    assert_eq!(at(&query, link), "LinkHeader: limit=per_page, items ");
    assert_eq!(at(&[], link), "none");
    assert_eq!(at(&query, ""), "none");
}

#[test]
fn offsets_count_items_from_zero() {
    let offset = "name: offset, schema: {type: integer}";
    assert_eq!(told(&[offset, LIMIT], LIST), "Offset: limit=limit, offset=offset, items ");
    assert_eq!(
        told(&[offset], &page("total: {type: integer}")),
        "Offset: offset=offset, items /data, total /total"
    );
    assert_eq!(told(&[offset], LIST), "none", "nothing says that it is about pages");
    let pages = "name: offset, schema: {type: integer, description: The page number.}";
    assert_eq!(told(&[pages, LIMIT], LIST), "none");
    for said in ["The page of records to return.", "0 displays the first page, and so on."] {
        let pages = format!("name: offset, schema: {{type: integer, description: '{said}'}}");
        assert_eq!(told(&[&pages, LIMIT], LIST), "none", "{said}");
    }
    let start = "name: start, schema: {type: integer}";
    assert_eq!(told(&[start, LIMIT], LIST), "none", "a time, or the first row, which may be 1");
    let zero = "name: start, schema: {type: integer, default: 0}";
    assert_eq!(told(&[zero, LIMIT], LIST), "Offset: limit=limit, offset=start, items ");
    let one = "name: startIndex, schema: {type: integer, default: 1}";
    assert_eq!(told(&[one, LIMIT], LIST), "none");
}

/// Beginning with the wrong number leaves a page out or gives one twice.
#[test]
fn pages_are_counted_where_it_is_known_which_one_is_the_first() {
    let page = |schema: &str| told(&[&format!("name: page, schema: {{{schema}}}"), LIMIT], LIST);
    let from = |first: u8| format!("Page: limit=limit, page=page, items , from {first}");
    for schema in [
        "type: integer, default: 1",
        "type: integer, minimum: 1",
        "type: integer, exclusiveMinimum: 0",
        "type: integer, description: 'The page (default: 1).'",
        "type: integer, description: Pages are 1-indexed.",
        "type: number, description: Defaults to page 1.",
        "type: integer, default: 1, minimum: 0",
    ] {
        assert_eq!(page(schema), from(1), "{schema}");
    }
    for schema in [
        "type: integer, default: 0",
        "type: integer, description: Zero-based page index (0..N)",
        "type: integer, description: 'Starts at `0`.'",
    ] {
        assert_eq!(page(schema), from(0), "{schema}");
    }
    for schema in [
        "type: integer",
        "type: integer, minimum: 0",
        "type: integer, default: 10",
        "type: integer, description: The page. The default is 10.",
        "type: integer, default: 1, description: Zero-based.",
        "type: integer, description: 'From 0 or from 1: starts at 0 for lists, starts at 1 for searches.'",
        "type: string, default: '1'",
        "type: object",
    ] {
        assert_eq!(page(schema), "none", "{schema}");
    }
}

/// Such a page is the one before again, which ends in an error.
#[test]
fn where_what_is_behind_the_last_page_is_not_empty_the_end_has_to_be_told() {
    let number = "name: page, schema: {type: integer, default: 1, description: 'If out of range, the closest page is given.'}";
    assert_eq!(told(&[number, LIMIT], &page("pages: {type: integer}")), "none");
    assert_eq!(
        told(&[number, LIMIT], &page("total: {type: integer}")),
        "Page: limit=limit, page=page, items /data, total /total, from 1"
    );
}

#[test]
fn a_total_is_one_of_all_pages() {
    let offset = "name: offset, schema: {type: integer}";
    let at = |others: &str| told(&[offset, LIMIT], &page(others));
    let with = "Offset: limit=limit, offset=offset, items /data, total ";
    let without = "Offset: limit=limit, offset=offset, items /data";
    assert_eq!(
        at("meta: {type: object, properties: {total_count: {type: integer}}}"),
        format!("{with}/meta/total_count")
    );
    assert_eq!(at("total: {type: number}"), without, "it may be one of money");
    assert_eq!(at("total: {type: integer, description: On this page.}"), without);
    assert_eq!(at("total: {type: integer, description: The total number of pages.}"), without);
    let of_all = "total: {type: integer, description: The items on all pages.}";
    assert_eq!(at(of_all), format!("{with}/total"));
    assert_eq!(at("count: {type: integer}"), without);
    assert_eq!(
        at("count: {type: integer}, next: {type: string}, previous: {type: string}"),
        format!("{with}/count")
    );
}

#[test]
fn of_several_lists_one_has_to_be_that_of_the_items() {
    let offset = "name: offset, schema: {type: integer}";
    let at = |members: &str| {
        told(&[offset, LIMIT], &format!("{{type: object, properties: {{{members}}}}}"))
    };
    let list = |name: &str| format!("{name}: {LIST}");
    let found = |items: &str| format!("Offset: limit=limit, offset=offset, items {items}");
    assert_eq!(at(&list("widgets")), found("/widgets"));
    assert_eq!(at(&format!("{}, {}", list("errors"), list("widgets"))), found("/widgets"));
    assert_eq!(at(&format!("{}, {}", list("kinds"), list("items"))), found("/items"));
    assert_eq!(at(&format!("{}, {}", list("kinds"), list("widgets"))), "none");
    assert_eq!(at(&format!("{}, {}", list("data"), list("items"))), "none");
    assert_eq!(at(&list("unreachable")), "none");
    let inner = format!("data: {{type: object, properties: {{{}}}}}", list("widgets"));
    assert_eq!(at(&inner), found("/data/widgets"));
}

#[test]
fn who_writes_the_description_says_it_with_the_extension() {
    let offset = "name: offset, schema: {type: integer}";
    let media = format!("{{schema: {LIST}}}");
    assert_eq!(told_as(Rigor::Strict, "/things", &[offset, LIMIT], "", &media), "none");
}
