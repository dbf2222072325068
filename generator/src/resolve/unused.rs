//! What no call of the client is about: webhooks, callbacks, components that nothing uses.
//!
//! The mistakes of the last are found all the same, so that they are not in wait for the day of their use.

use super::Incoming;
use super::resolver::Resolver;
use crate::diag::codes;
use crate::document::components::Components;
use crate::document::path_item::PathItem;
use crate::document::responses::{Responses, Status};
use crate::source::At;

/// How the dialects begin that are the one we read; those of OpenAPI have a date each.
const DIALECTS: &[&str] = &[
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
];

impl Resolver<'_> {
    /// Looks at all that no operation led to.
    pub(super) fn look_at_the_rest(&mut self) {
        let document = self.document;
        if let Some(dialect) = &document.json_schema_dialect
            && !DIALECTS.iter().any(|known| dialect.starts_with(known))
        {
            let at = self.member_at(document.at, "jsonSchemaDialect");
            let message = format!("schemas are read as JSON Schema 2020-12, not as `{dialect}`");
            self.report(codes::UNSUPPORTED, at, message);
        }
        self.in_webhooks = true;
        for (name, item) in &document.webhooks {
            let incoming = self.incoming(name, item, None);
            self.webhooks.extend(incoming);
        }
        self.in_webhooks = false;
        if let Some(components) = &document.components {
            self.look_at_components(components);
        }
        while let Some(callback) = self.callbacks.pop_front() {
            let Some(callback) = self.object(&callback).map(|held| held.clone()) else { continue };
            if self.seen_callbacks.insert(callback.at) {
                for (expression, item) in &callback.expressions {
                    let incoming = self.incoming(expression, item, Some(callback.at));
                    self.called_back.extend(incoming);
                }
            }
        }
    }

    fn look_at_components(&mut self, components: &Components) {
        for parameter in components.parameters.values() {
            self.parameters(std::slice::from_ref(parameter));
        }
        for response in components.responses.values() {
            self.responses(&Responses(vec![(Status::Default, response.clone())]));
        }
        for body in components.request_bodies.values() {
            self.request_body(body);
        }
        for header in components.headers.values() {
            let Some(header) = self.object(header) else { continue };
            if let Some(schema) = &header.schema {
                self.schema(schema);
            }
        }
        for example in components.examples.values() {
            self.object(example);
        }
        for link in components.links.values() {
            self.object(link);
        }
        self.callbacks.extend(components.callbacks.values().cloned());
        for (name, item) in &components.path_items {
            self.look_at_path_item(name, item);
        }
    }

    fn incoming(&mut self, name: &str, item: &PathItem, callback: Option<At>) -> Vec<Incoming> {
        let operations = self.path_item(name, item).into_iter();
        let resolved = operations.map(|(method, operation)| Incoming {
            name: name.to_owned(),
            callback,
            operation: self.operation(name, method, operation),
        });
        resolved.collect()
    }

    fn look_at_path_item(&mut self, path: &str, item: &PathItem) {
        // A path item under `components` may be one that `paths` refers to.
        for (method, operation) in self.path_item(path, item) {
            if !self.operation_places.contains(&operation.written.at) {
                self.operation(path, method, operation);
            }
        }
    }
}
