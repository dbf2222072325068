//! What methods are called.

use super::{list, of, one, shorter, without};

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_group_is_not_repeated_in_the_method() {
    let cases = [
        ("list machines", "machines", "list"),
        ("rotate machine secret key", "machines", "rotate secret key"),
        ("machines list", "machines", "list"),
        ("create service token", "service tokens", "create"),
        ("list policies", "policy", "list"),
        ("ping", "machines", "ping"),
        ("get all users", "users", "get all"),
        ("bulk create users", "users", "bulk create"),
        ("create or update user", "users", "create or update"),
    ];
    for (id, group, left) in cases {
        assert_eq!(without(&words(id), &words(group)), words(left), "{id} in {group}");
    }
}

#[test]
fn a_word_that_loses_the_group_after_it_goes_with_it() {
    let cases = [
        ("remove group from customer", "customers", "remove group"),
        ("bulk ban users from guild", "guilds", "bulk ban users"),
        ("create a key", "keys", "create"),
        ("list for project", "projects", "list for project"),
        ("get audio from cat item", "cats", "get audio from cat item"),
    ];
    for (id, group, left) in cases {
        assert_eq!(without(&words(id), &words(group)), words(left), "{id} in {group}");
    }
}

#[test]
fn the_group_stays_where_the_rest_would_be_about_something_else() {
    let cases = [
        ("get team projects", "projects"),
        ("buy museum tickets", "tickets"),
        ("anti affinity group list", "affinity"),
        ("current user access token list", "tokens"),
        ("refund payment", "refunds"),
        ("system policy view", "policy"),
    ];
    for (id, group) in cases {
        assert_eq!(without(&words(id), &words(group)), words(id), "{id} in {group}");
    }
}

/// The method of each operation, of the group `cats`: by `path method id: answer`.
fn methods(operations: &[&str]) -> Vec<String> {
    let mut items: Vec<(&str, String)> = Vec::new();
    for operation in operations {
        let [path, method, rest @ ..] = &operation.split(' ').collect::<Vec<_>>()[..] else {
            panic!("path and method")
        };
        let id = rest.first().filter(|id| **id != "-");
        let id = id.map_or_else(String::new, |id| format!("operationId: {id}, "));
        let schema = match rest.get(1) {
            Some(&"list") => "{type: array, items: {type: string}}",
            Some(&"page") => "{properties: {cats: {type: array, items: {type: string}}}}",
            _ => "{type: object}",
        };
        let body = if *method == "get" { "" } else { "requestBody: {content: {a/b: {}}}, " };
        let line = format!(
            "    {method}: {{{id}{body}tags: [cats], responses: {{'200': \
             {{description: D, content: {{application/json: {{schema: {schema}}}}}}}}}}}\n"
        );
        match items.iter_mut().find(|(known, _)| known == path) {
            Some((_, item)) => item.push_str(&line),
            None => items.push((*path, line)),
        }
    }
    let items = items.iter().map(|(path, item)| format!("  '{path}':\n{item}"));
    let paths: String = items.collect();
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}");
    let mut diags = crate::diag::Diagnostics::new(crate::diag::Rigor::Lenient);
    let mut read = |_: &str| Ok(text.clone());
    let sources = crate::source::Sources::load("a.yaml", &mut read, &mut diags);
    let document = crate::document::read(&sources, &mut diags);
    of(&crate::resolve::resolve(&sources, &document, &mut diags))
}

#[test]
fn what_a_framework_adds_to_a_name_is_left_out_where_the_rest_is_free() {
    let names = methods(&[
        "/cats/{cat_id} get read_cat_cats__cat_id__get",
        "/v1/cats get list_v1_cats_get",
        "/v1/old-cats get list_v1_old_cats_get",
        "/all get CatsController_findAll",
        "/feeding get feed_get",
        "/rename get rename",
        "/rename-all get OldController_rename",
    ]);
    assert_eq!(
        names,
        [
            "read",
            "list v1 cats get",
            "list v1 old cats get",
            "find all",
            "feed get",
            "rename",
            "old rename"
        ]
    );
}

#[test]
fn without_an_identifier_an_operation_is_called_by_what_it_does() {
    for (operation, name) in [
        ("/cats get - list", "list"),
        ("/cats/{id} get", "get"),
        ("/cats/{id}/toys/{toy} get", "get toy"),
        ("/cats/{id}/toys get - list", "list toys"),
        ("/cats/{id}/toys/{toy} patch", "update toy"),
        ("/cats/{id}/toys/{toy} put", "update toy"),
        ("/cats/{id}/toys/{toy} delete", "delete toy"),
        ("/cats/{id}/toys post", "create toy"),
        ("/cats/{id}/actions/groom post", "groom"),
        ("/cats/{id}/toys/{toy}/restore post", "restore toy"),
        ("/cats/{id}/photo get", "get photo"),
        ("/cats/search get - page", "search"),
        ("/x get createACat", "create"),
        ("/x get createAnOwner", "create owner"),
        ("/cats delete", "delete many"),
        ("/owners/{id}/cats get - page", "list"),
    ] {
        assert_eq!(methods(&[operation]), [name], "{operation}");
    }
    let names = methods(&[
        "/cats get - list",
        "/owners/{id}/cats get - list",
        "/cats/{id} patch",
        "/cats/{id} put",
    ]);
    assert_eq!(names, ["list", "list for owner", "update", "replace"]);
}

#[test]
fn an_identifier_that_spells_the_path_is_none() {
    let names = methods(&["/cats get search/cats", "/dogs get cats/order"]);
    assert_eq!(names, ["search", "order"]);
    // Somebody who calls them by hand may have meant what is written.
    assert_eq!(methods(&["/hours get getHours list"]), ["get hours"]);
    let names = methods(&[
        "/cats get get_cats page",
        "/cats/{cat_id} get get_cats_id",
        "/v1/cats/{cat} post PostCatsCat",
        "/cats/{cat_id}/toys get getCatsByCatIdToys list",
        "/cats/{cat_id}/owner get cats_owner_get",
    ]);
    assert_eq!(names, ["list", "get", "post cat", "list toys", "owner get"]);
}

#[test]
fn to_get_many_is_to_list_them() {
    let names = methods(&["/cats get getCats list", "/cats/{id} get getCat"]);
    assert_eq!(names, ["list", "get"]);
    assert_eq!(methods(&["/cats get fetchCats", "/list get listCats"]), ["fetch", "list"]);
    let of = |id| list(&words(id), &words("cats")).map(|claim| claim.name);
    assert_eq!(of("get cats for owner").as_deref(), Some("list for owner"));
    assert_eq!(of("get cats toys"), None);
}

#[test]
fn plurals_compare_equal_to_their_singular() {
    for (single, many) in
        [("policy", "policies"), ("box", "boxes"), ("access", "access"), ("key", "keys")]
    {
        assert_eq!(one(single), one(many));
    }
}

#[test]
fn an_address_and_the_last_words_of_the_group_are_not_repeated_either() {
    let cases = [
        ("agents api v1 agents create", "beta agents", Some("create")),
        ("agents api v1 conversations start", "beta conversations", Some("start")),
        ("create campaign", "beta observability campaigns", Some("create")),
        ("get fine tuning job", "deprecated fine tuning", Some("get job")),
        ("delete file watermark", "watermarks files", Some("delete watermark")),
        // It is about a conversation, gives a page of many, spells a path.
        ("judge conversation", "observability judges", None),
        ("get campaigns", "observability campaigns", None),
        ("put files id add link", "shared links files", None),
        // That is the group itself, which is left out anyway.
        ("list pets", "pets", None),
        ("get conduct code", "codes of conduct", Some("get code")),
    ];
    for (id, group, left) in cases {
        let found = shorter::of(&words(id), &words(group), false);
        assert_eq!(found, left.map(words), "{id} in {group}");
    }
    let found = shorter::of(&words("get campaigns"), &words("observability campaigns"), true);
    assert_eq!(found, Some(words("list")), "a list");
}

#[test]
fn one_thing_is_not_told_by_the_words_that_all_are_told_by() {
    assert_eq!(shorter::bare(&words("get by id")), words("get"));
    assert_eq!(shorter::bare(&words("list v1")), words("list"));
    assert_eq!(shorter::bare(&words("get by id v2")), words("get"));
    assert_eq!(shorter::bare(&words("get by name")), words("get by name"));
    assert_eq!(shorter::bare(&words("v1")), words("v1"));
}

#[test]
fn a_later_version_that_is_added_renames_no_earlier_one() {
    let earlier = ["/a get exportCatsV1", "/b get groomCatV2"];
    assert_eq!(methods(&earlier), ["export", "groom"]);
    let later = ["/c get exportCatsV2", "/d get exportCatsV300", "/e get groomCatV10"];
    let names = methods(&[&earlier[..], &later[..]].concat());
    assert_eq!(names, ["export", "groom", "export v2", "export v300", "groom v10"]);
}
