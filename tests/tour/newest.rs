//! What OpenAPI 3.2 brought, over a socket: methods of any name, whole queries, cookies as they are, pieces of
//! sequences. `outside::spoken` has the other side.

use std::collections::BTreeMap;

use kitchen_sink::RetryPolicy;

pub(super) async fn all(server: &str) {
    macro_rules! client {
        ($module:ident) => {{
            let builder = kitchen_sink::$module::Client::builder().base_url(server);
            builder.retry(RetryPolicy::never()).build().unwrap()
        }};
    }
    methods(&client!(operations_methods)).await;
    queries(&client!(parameters_querystring)).await;
    escaped(&client!(parameters_escaping)).await;
    pieces(&client!(responses_item_schema)).await;
}

async fn methods(client: &kitchen_sink::operations_methods::Client) {
    let things = client.things();
    assert_eq!(things.search("q").limit(2).send().await.unwrap(), ["a"]);
    things.copy("1", "/x").send().await.unwrap();
    things.link("1").to("2").send().await.unwrap();
    things.purge("1").send().await.unwrap();
    things.query("1").send().await.unwrap();
}

async fn queries(client: &kitchen_sink::parameters_querystring::Client) {
    use kitchen_sink::parameters_querystring::types::{
        FilterPlace, FilterRange, FilterRow, FilterSort, ListByJsonJson,
    };

    let things = client.things();
    let call = things.list("a b").ids(vec![1, 2]).labels(["x", "y"]);
    let call = call.range(FilterRange::new().with_from(1)).place(FilterPlace::new().with_city("c"));
    let call = call.sort(vec![FilterSort::new().with_by("n")]);
    let rows = vec![FilterRow::new().with_at(1), FilterRow::new().with_at(2)];
    call.rows(rows).send().await.unwrap();
    let others = BTreeMap::from([("a".to_owned(), "&".to_owned())]);
    things.list_any().state("s").other_fields(others).send().await.unwrap();
    things.list_any().send().await.unwrap();
    let names = BTreeMap::from([("a".to_owned(), vec!["1".to_owned(), "2".to_owned()])]);
    things.list_named(names).send().await.unwrap();
    let json = ListByJsonJson::new().with_numbers(vec![1, 2]);
    things.list_by_json(json).send().await.unwrap();
    things.list_by_path().selector("$.a.b[1:1]").send().await.unwrap();
    things.list_by_path().send().await.unwrap();
}

async fn escaped(client: &kitchen_sink::parameters_escaping::Client) {
    let call = client.things().get("a:b/c@d,e", "p:q").text("x/y").session("a%20b=");
    let call = call.seen(vec![1, 2]).places(["x", "y"]).theme("a%20b");
    call.send().await.unwrap();
}

async fn pieces(client: &kitchen_sink::responses_item_schema::Client) {
    use kitchen_sink::responses_item_schema::errors::{
        WatchChangesEvent as Change, WatchMixedEvent as Mixed,
    };

    let things = client.things();
    let mut answers = things.watch_answers().events();
    let answer = answers.try_next().await.unwrap().unwrap();
    assert_eq!((answer.name(), answer.data.text.as_deref()), ("answer", Some("a")));
    let mut changes = things.watch_changes().events();
    let change = changes.try_next().await.unwrap().unwrap();
    assert!(matches!(change.data, Change::Added(added) if added.added == "a"));
    let change = changes.try_next().await.unwrap().unwrap();
    assert!(matches!(change.data, Change::Removed(removed) if removed.removed == 1));
    let change = changes.try_next().await.unwrap().unwrap();
    assert_eq!(change.name(), "moved");
    assert!(matches!(change.data, Change::Other(text) if text.0 == "away"));
    let mut mixed = things.watch_mixed().events();
    let number = mixed.try_next().await.unwrap().unwrap();
    assert!(matches!(number.data, Mixed::Number(text) if text.0 == "1"));
    let thing = mixed.try_next().await.unwrap().unwrap();
    assert!(matches!(thing.data, Mixed::Thing(json) if json.as_bool() == Some(true)));
    let other = mixed.try_next().await.unwrap().unwrap();
    assert!(matches!(other.data, Mixed::Other(answer) if answer.text.as_deref() == Some("a")));
    let mut lines = things.read_list().lines();
    assert_eq!(lines.try_next().await.unwrap().unwrap().text.as_deref(), Some("a"));
}
