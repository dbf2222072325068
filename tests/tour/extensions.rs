//! Integers with names, and what descriptions say by extensions of other tools.

use kitchen_sink::Maybe;

use super::{answers, target, text};

pub(super) async fn all() {
    named_integers().await;
    pages().await;
    parts().await;
}

async fn named_integers() {
    use kitchen_sink::schemas_enum_integers::types::{Level, ThingEither, ThingLarge, ThingNullable};

    let client = answers!(schemas_enum_integers:
        200 r#"{"level": 20, "nullable": null, "list": [10, 7], "large": 18446744073709551615, "either": 0}"#,
    );
    let put = || {
        let put = client.things().put(Level::VALUE_MINUS_1, Level::HIGH);
        let put = put.levels([Level::LOW, Level(7)]).nullable(ThingNullable::ONE);
        put.either(Level::NONE)
    };
    let request = put().request().unwrap();
    assert_eq!(target(&request), "/v1/thing/-1?levels=10&levels=7");
    assert_eq!(text(&request), r#"{"level":20,"nullable":1,"either":0}"#);
    let thing = put().send().await.unwrap();
    assert!(matches!(thing.level, Level::HIGH), "a constant is a pattern");
    assert_eq!(thing.nullable, Maybe::Null);
    assert_eq!(thing.list, Some(vec![Level::LOW, Level(7)]), "any other value is kept");
    assert_eq!(thing.large, Some(ThingLarge::MOST));
    assert_eq!(thing.either, Some(ThingEither::Level(Level::NONE)));
    assert_eq!(format!("{} {:?}", thing.level, thing.level), "20 20");
}

async fn pages() {
    let client = answers!(extensions_pages:
        200 r#"{"value": [{"name": "a"}], "@odata.nextLink": "/v1/microsoft?skip=1"}"#,
        200 r#"{"value": [{"name": "b"}]}"#,
        200 r#"{"items": [{"name": "a"}], "cursors": {"after": "x"}}"#,
        200 r#"{"items": [{"name": "b"}], "cursors": {}}"#,
    );
    let mut items = client.things().microsoft_link().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().name.as_deref(), Some("a"));
    assert_eq!(items.try_next().await.unwrap().unwrap().name.as_deref(), Some("b"));
    assert!(items.try_next().await.unwrap().is_none());
    let mut items = client.things().stainless_cursor().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().name.as_deref(), Some("a"));
    assert_eq!(items.try_next().await.unwrap().unwrap().name.as_deref(), Some("b"));
    assert!(items.try_next().await.unwrap().is_none());
}

async fn parts() {
    let client = answers!(extensions_answers: 200 r#"{"data": {"text": "a"}}"#);
    let part = client.things().part().send().await.unwrap();
    assert_eq!(part.text.as_deref(), Some("a"));
}
