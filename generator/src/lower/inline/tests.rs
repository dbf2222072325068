//! What places are called.

use super::place::{self, Part, Root};

fn names(root: &Root, parts: &[Part]) -> Vec<String> {
    let parts: Vec<&Part> = parts.iter().collect();
    let (best, others) = place::names(root, &parts);
    std::iter::once(best).chain(others).map(|name| name.words().join(" ")).collect()
}

fn best(root: &Root, parts: &[Part]) -> String {
    names(root, parts).swap_remove(0)
}

fn member(name: &str) -> Part {
    Part::Member(name.to_owned())
}

fn role(name: &str) -> Part {
    Part::Role(name.to_owned())
}

fn branch(name: &str) -> Part {
    Part::Branch(name.to_owned())
}

fn call(name: &str, group: &[&str]) -> Root {
    let group: Vec<String> = group.iter().map(|word| (*word).to_owned()).collect();
    Root::call(name.to_owned(), &group)
}

#[test]
fn what_is_in_a_list_or_a_map_is_called_by_the_singular() {
    let key = Root::given("GpgKey");
    assert_eq!(best(&key, &[member("subkeys"), Part::Item]), "gpg key subkey");
    assert_eq!(best(&key, &[member("files"), Part::Value]), "gpg key file");
    assert_eq!(best(&key, &[member("rows"), Part::Item, Part::Item]), "gpg key row item");
    assert_eq!(best(&Root::given("Lines"), &[Part::Item]), "line");
}

#[test]
fn what_is_in_a_list_without_a_plural_has_the_name_of_the_list() {
    let owner = Root::given("Page");
    assert_eq!(best(&owner, &[member("data"), Part::Item]), "page data");
    assert_eq!(best(&owner, &[member("data"), Part::Value]), "page data value");
    assert_eq!(best(&owner, &[Part::Item]), "page item", "the list has the name itself");
    assert_eq!(best(&owner, &[branch("list"), Part::Item]), "page item");
}

#[test]
fn words_are_not_repeated_unless_nothing_else_is_left() {
    let owner = Root::given("Cache");
    assert_eq!(names(&owner, &[member("cache_key")]), ["cache key", "cache cache key"]);
    assert_eq!(names(&owner, &[member("cache")]), ["cache cache"]);
    assert_eq!(best(&call("getResponse", &[]), &[role("response")]), "get response");
}

#[test]
fn a_long_name_loses_its_middle() {
    let parts = [role("response"), member("result"), member("har"), member("pages"), Part::Item];
    assert_eq!(
        names(&call("urlscanner-get-scan-har-of-a-scan", &[]), &parts)[..3],
        [
            "urlscanner get scan har of a scan page",
            "urlscanner get scan har of a scan har page",
            "urlscanner get scan har of a scan result har page",
        ]
    );
    assert_eq!(best(&call("getScan", &[]), &parts), "get scan response result har page");
}

#[test]
fn a_long_name_leaves_its_group_out() {
    let parts = [role("request")];
    let root = call(
        "pagerDutyDestinations-update-a-pager-duty-service",
        &["pager", "duty", "destinations"],
    );
    assert_eq!(best(&root, &parts), "update a pager duty service request");
    let controller = call("UserlandUsersController_confirmEmailChange", &["user", "management"]);
    assert_eq!(
        best(&controller, &[role("bad request response"), branch("code_expired")]),
        "userland users confirm email change code expired"
    );
}

#[test]
fn a_word_that_says_little_keeps_the_one_before_it() {
    let parts = [role("response"), member("result"), member("scan"), member("status")];
    let name = best(&call("urlscanner-get-scan-of-an-account", &[]), &parts);
    assert_eq!(name, "urlscanner get scan of an account scan status");
}
