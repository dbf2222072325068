//! Values of several types: what is sent, and what arrives.

use kitchen_sink::{Error, Value};

use super::{answers, header, target, text};

pub(super) async fn all() {
    parameters();
    tagged().await;
    heirs();
    scalars().await;
    members().await;
    secrets().await;
    recursion().await;
}

fn parameters() {
    use kitchen_sink::parameters_union::{Client, types};

    let client = Client::new().unwrap();
    let call = client.things().get("a/b").expand(vec!["x".to_owned(), "y".to_owned()]);
    assert_eq!(target(&call.request().unwrap()), "/v1/things/a%2Fb?expand=x&expand=y");
    let call = client.things().get(7).expand("x").created(1).x_limit(true);
    let request = call.request().unwrap();
    assert_eq!(target(&request), "/v1/things/7?expand=x&created=1");
    assert_eq!(header(request.headers(), "x-limit"), "true");
    let range = types::GetThingCreatedObject::new().with_gt(5);
    let name = types::FilterName::new("n");
    let call = client.things().get(7).created(range).filter(types::FilterNot::new(name));
    assert_eq!(
        target(&call.request().unwrap()),
        "/v1/things/7?created%5Bgt%5D=5&filter=%7B%22not%22%3A%7B%22name%22%3A%22n%22%7D%7D"
    );
}

async fn tagged() {
    use kitchen_sink::schemas_one_of_discriminator::types::{Dog, Fish, Thing, ThingCat};

    let client = answers!(schemas_one_of_discriminator:
        200 r#"{"tricks": ["roll"], "petType": "hound"}"#,
        200 r#"{"petType": "bird", "wings": 2}"#,
        200 r#"{"petType": "Fish", "depth": 1.5}"#,
        200 r#"{"petType": "cat", "lives": "nine"}"#,
    );
    let put = || client.things().put(ThingCat::new().with_lives(9));
    assert_eq!(text(&put().request().unwrap()), r#"{"petType":"cat","lives":9}"#);
    let Thing::Dog(Dog { pet_type, tricks, .. }) = put().send().await.unwrap() else { panic!() };
    assert_eq!((pet_type.as_str(), tricks), ("hound", vec!["roll".to_owned()]));
    let bird = put().send().await.unwrap();
    let Thing::Unknown(value) = &bird else { panic!("{bird:?}") };
    assert_eq!(value["wings"], 2);
    let again = client.things().put(bird).request().unwrap();
    assert_eq!(text(&again), r#"{"petType":"bird","wings":2}"#);
    let fish = put().send().await.unwrap();
    // A tag that the type does not have is kept like any other member, and written once.
    let Thing::Fish(Fish { depth: Some(1.5), additional, .. }) = &fish else { panic!("{fish:?}") };
    assert_eq!(additional["petType"], "Fish");
    let again = client.things().put(fish).request().unwrap();
    assert_eq!(text(&again), r#"{"depth":1.5,"petType":"Fish"}"#);
    let made = client.things().put(Fish::new().with_depth(1.5)).request().unwrap();
    assert_eq!(text(&made), r#"{"petType":"Fish","depth":1.5}"#);
    let error = put().send().await.unwrap_err();
    let Error::Decode(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.path(), Some("$.lives"), "a known tag asks for its type");
}

/// Of heirs that are not told apart anywhere, those that have one tag are sent with it.
fn heirs() {
    use kitchen_sink::schemas_heirs::types::{Drill, Lathe, Mill};
    use kitchen_sink::schemas_heirs::Client;

    let client = Client::new().unwrap();
    let put = client.machines().put(Lathe::new(1), Mill::new("router", 2), Drill::new());
    assert_eq!(
        text(&put.request().unwrap()),
        r#"{"lathe":{"type":"lathe","power":1},"mill":{"type":"router","power":2},"drill":{"toolType":"power-drill"}}"#
    );
}

async fn scalars() {
    use kitchen_sink::schemas_one_of_scalars::types::{Customer, ThingAt, ThingCustomer, ThingStop};

    let client = answers!(schemas_one_of_scalars:
        200 r#"{"customer": {"id": "c"}, "limit": null, "stop": [1], "at": "2025-11-22T00:00:00Z"}"#,
        200 r#"{"customer": "c", "limit": "all", "size": true, "stop": [1, "a"], "at": "now"}"#,
    );
    let put = || client.things().put("c_1", None).size(1.5).stop(vec!["a".to_owned()]);
    assert_eq!(
        text(&put().request().unwrap()),
        r#"{"customer":"c_1","limit":null,"size":1.5,"stop":["a"]}"#
    );
    let thing = put().send().await.unwrap();
    assert_eq!(thing.customer, ThingCustomer::Customer(Customer::new("c")));
    assert_eq!((thing.limit, thing.stop), (None, Some(ThingStop::IntegerList(vec![1]))));
    assert!(matches!(thing.at, Some(ThingAt::DateTime(_))));
    let thing = put().send().await.unwrap();
    assert_eq!(thing.customer, "c".into());
    assert_eq!(thing.limit, Some("all".into()));
    assert!(matches!(thing.stop, Some(ThingStop::Unknown(Value::Array(_)))));
    assert_eq!(thing.at, Some(ThingAt::Unknown(Value::from("now"))));
}

async fn members() {
    use kitchen_sink::schemas_one_of_overlapping::types::Thing;

    let client = answers!(schemas_one_of_overlapping:
        200 r#"{"id": 1, "login": "a"}"#,
        200 r#"{"id": 1, "slug": "a", "new": 1}"#,
        200 r#"{"id": "1", "login": "a"}"#,
        200 r#"{"id": 1, "login": "a", "slug": "b"}"#,
    );
    let get = || client.things().get().send();
    assert!(matches!(get().await.unwrap(), Thing::User(_)));
    assert!(matches!(get().await.unwrap(), Thing::Team(_)));
    assert!(matches!(get().await.unwrap(), Thing::Labels(_)));
    assert!(matches!(get().await.unwrap(), Thing::Unknown(_)), "neither has both members");
}

async fn secrets() {
    let client = answers!(schemas_any_of_secret:
        200 r#"{"token": "canary"}"#,
        200 r#"{"tokens": "canary"}"#,
    );
    use kitchen_sink::schemas_any_of_secret::types::ThingId;
    for _ in 0..2 {
        let thing = client.things().put(ThingId::new("1")).send().await.unwrap();
        assert!(!format!("{thing:?} {thing:#?}").contains("canary"), "{thing:?}");
    }
}

async fn recursion() {
    use kitchen_sink::schemas_one_of_recursion::types::{Not, Thing};

    let client = answers!(schemas_one_of_recursion:
        200 r#"{"not": {"all": ["a", {"not": "b"}, {"or": []}]}}"#,
    );
    let thing = client.things().put(Not::new("x")).send().await.unwrap();
    let Thing::Not(not) = &thing else { panic!("{thing:?}") };
    let Thing::All(all) = &*not.not else { panic!("{not:?}") };
    assert!(matches!(all.all[..], [Thing::Text(_), Thing::Not(_), Thing::Unknown(_)]));
    let again = client.things().put(thing.clone()).request().unwrap();
    assert_eq!(text(&again), r#"{"not":{"all":["a",{"not":"b"},{"or":[]}]}}"#);
}
