//! What definitions are called that are no components.

use super::*;

/// Bundled schemas, each with a definition called `Item`, whose text is given for each.
fn bundled<'t>(items: impl IntoIterator<Item = (String, &'t str)>) -> Resolved {
    let mut text = String::from("components:\n  schemas:\n");
    for (name, item) in items {
        text.push_str(&format!(
            "    {name}: {{properties: {{item: {{$ref: '#/components/schemas/{name}/$defs/Item'}}}}, \
             $defs: {{Item: {item}}}}}\n",
        ));
    }
    clean(&text)
}

/// What the `Item` of a bundled schema is called.
fn item<'r>(resolved: &'r Resolved, name: &str) -> &'r str {
    let item = named(resolved, name).properties[0].schema;
    resolved.schema(item).component.as_deref().unwrap()
}

fn items<const N: usize>(texts: [(&str, &'static str); N]) -> [String; N] {
    let resolved = bundled(texts.map(|(name, text)| (name.to_owned(), text)));
    texts.map(|(name, _)| item(&resolved, name).to_owned())
}

#[test]
fn definitions_that_say_the_same_have_their_key_as_name() {
    let texts = [
        ("B", "{type: object, properties: {a: {type: string}, b: {minimum: 0.0}}}"),
        ("A", "{properties: {b: {minimum: -0.0}, a: {type: string}}, type: object}"),
    ];
    assert_eq!(items(texts), ["Item", "Item"]);
}

#[test]
fn definitions_that_differ_are_called_by_the_first_name_of_those_that_say_the_same() {
    let texts = [
        ("D", "{type: object, required: [a, b]}"),
        ("C", "{type: object, required: [a]}"),
        ("B", "{required: [a, b], type: object}"),
        ("A", "{type: object, required: [b, a]}"),
        ("E", "{type: object, required: [a], minProperties: 1}"),
        ("F", "{type: object, required: [a], minProperties: 1}"),
        ("G", "{type: object, required: [a], maxProperties: 1}"),
    ];
    assert_eq!(items(texts), ["BItem", "CItem", "BItem", "AItem", "EItem", "EItem", "GItem"]);
}

/// Each against each other would be a hundred million comparisons of whole texts.
#[test]
fn many_definitions_of_one_key_are_named() {
    const TEXTS: [&str; 2] = [
        "{type: object, properties: {a: {enum: [p, q, r, s, t, u, v, w]}, b: {type: string}}}",
        "{type: object, properties: {a: {enum: [p, q, r, s, t, u, v, w]}, b: {type: number}}}",
    ];
    let resolved = bundled((0..10_000).map(|place| (format!("S{place:04}"), TEXTS[place % 2])));
    assert_eq!(item(&resolved, "S9998"), "S0000Item");
    assert_eq!(item(&resolved, "S9999"), "S0001Item");
}
