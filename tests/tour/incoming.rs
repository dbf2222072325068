//! What the API sends: webhooks, by name and by what is in them.

pub(super) fn all() {
    use kitchen_sink::operations_incoming::webhook_events::Event;
    use kitchen_sink::{operations_webhooks_of_one_kind as one_kind, Value};

    let made = br#"{"type": "made", "thing": {"id": "t"}, "at": "2025-11-22T00:00:00Z"}"#;
    for event in [Event::decode("thing.made", made), Event::from_json(made)] {
        let event = event.unwrap();
        assert_eq!(event.name(), "thing.made");
        assert!(matches!(event, Event::ThingMade(made) if made.thing.id == "t"));
    }
    let gone = br#"{"type": "gone", "id": "t"}"#;
    assert!(matches!(Event::from_json(gone), Ok(Event::ThingGone(gone)) if gone.id == "t"));
    // The name goes before what is in the body.
    assert!(Event::decode("thing.made", gone).is_err());

    let new = br#"{"type": "moved", "to": [1]}"#;
    let Ok(Event::Unknown { body, .. }) = Event::from_json(new) else { panic!("an unknown one") };
    assert_eq!(body["to"][0], 1);
    let event = Event::decode("thing.moved", new).unwrap();
    assert_eq!(event.name(), "thing.moved");
    assert!(matches!(event, Event::Unknown { body: Value::Object(_), .. }));
    assert!(Event::decode("thing.moved", b"no JSON").is_err());

    let event = one_kind::webhook_events::Event::decode("nobody knows it", b"{}").unwrap();
    assert_eq!(event.name(), "nobody knows it");
}
