//! Whether the extensions of an operation name parameters and members that it has.

use super::super::{
    MediaType, Operation, Pagination, Place, Resolved, SchemaId, Status, Type, Unwrap,
};
use super::Check;
use super::member::{Member, Target, can_be, follow, member};
use crate::diag::codes;
use crate::document::suggest;
use crate::source::{At, Pointer};

impl Check<'_> {
    pub(super) fn pointers(&mut self, operation: &Operation) {
        if let Some(pagination) = &operation.pagination {
            self.pagination(operation, pagination);
        }
        if let Some(wait) = &operation.wait {
            let at = self.member_at(operation.at, &["x-sdk-wait", "field"]);
            self.lead(&bodies(operation), &wait.field, at);
        }
        for media in operation.responses.iter().flat_map(|response| &response.content) {
            if let Some(unwrap) = &media.unwrap {
                self.unwrap(media, unwrap);
            }
        }
    }

    fn unwrap(&mut self, media: &MediaType, unwrap: &Unwrap) {
        let body: Vec<SchemaId> = media.schema.into_iter().collect();
        let at = self.member_at(media.at, &["x-sdk-unwrap"]);
        self.lead(&body, &unwrap.payload, self.member_at(at, &["payload"]));
        let Some(success) = &unwrap.success else { return };
        let at = self.member_at(at, &["success"]);
        if let Some(flag) = self.lead(&body, success, at)
            && !can_be(self.resolved, &flag, Type::Boolean)
        {
            self.diags
                .report(codes::INVALID_EXTENSION, at, format!("`{success}` is no boolean"))
                .help("point at the member that is `false` where the body is an error");
        }
    }

    fn pagination(&mut self, operation: &Operation, pagination: &Pagination) {
        let names: Vec<&str> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == Place::Query)
            .map(|parameter| parameter.name.as_str())
            .collect();
        for (role, name) in &pagination.parameters {
            if name.starts_with('/') {
                let at = self.member_at(pagination.at, &["parameters", role]);
                self.input_of_body(operation, role, name, at);
            } else if of_query(self.resolved, operation, name).is_none() {
                let at = self.member_at(pagination.at, &["parameters", role]);
                let message = format!("the operation has no query parameter `{name}`");
                let help = if names.is_empty() {
                    "declare it under `parameters`".to_owned()
                } else {
                    suggest::one_of(name, &names, "its query parameters are")
                };
                self.diags.report(codes::INVALID_EXTENSION, at, message).help(help);
            }
        }
        let bodies = bodies(operation);
        let items_at = self.member_at(pagination.at, &["items"]);
        if let Some(items) = self.lead(&bodies, &pagination.items, items_at)
            && !can_be(self.resolved, &items, Type::Array)
        {
            let message = format!("`{}` does not lead to an array", pagination.items);
            self.diags
                .report(codes::INVALID_EXTENSION, items_at, message)
                .help("point at the array that holds the items of a page");
        }
        for (key, pointer) in
            [("total", &pagination.total), ("next", &pagination.next), ("more", &pagination.more)]
        {
            if let Some(pointer) = pointer {
                let at = self.member_at(pagination.at, &[key]);
                let found = self.lead(&bodies, pointer, at);
                if key == "more"
                    && found.is_some_and(|found| !can_be(self.resolved, &found, Type::Boolean))
                {
                    self.diags
                        .report(codes::INVALID_EXTENSION, at, format!("`{pointer}` is no boolean"))
                        .help("point at the member that is `false` on the last page");
                }
            }
        }
        if let Some(last) = &pagination.last {
            let at = self.member_at(pagination.at, &["last"]);
            let item = format!("{}/0", pagination.items);
            let item =
                Pointer::parse(&item).map(|item| follow(self.resolved, &bodies, item.tokens()));
            if let Ok(Target::Schemas(item)) = item {
                self.lead(&item, last, at);
            }
        }
    }

    /// Looks at an input of pages that is a member of the request's body.
    fn input_of_body(&mut self, operation: &Operation, role: &str, text: &str, at: At) {
        let bodies = sent(operation);
        if bodies.is_empty() {
            self.diags
                .report(codes::INVALID_EXTENSION, at, "there is no JSON request body to point into")
                .help("name a query parameter, or describe the body");
            return;
        }
        if let Some(input) = self.lead(&bodies, text, at)
            && !takes(self.resolved, &input, role)
        {
            self.diags
                .report(codes::INVALID_EXTENSION, at, format!("`{text}` is no integer"))
                .help(format!("point at the member that is the `{role}`"));
        }
    }

    /// The schemas that a pointer leads to; `None` where that is not told or the pointer is wrong, which is
    /// reported.
    fn lead(&mut self, from: &[SchemaId], text: &str, at: At) -> Option<Vec<SchemaId>> {
        let pointer = match Pointer::parse(text) {
            Ok(pointer) => pointer,
            Err(error) => {
                self.diags.report(codes::INVALID_EXTENSION, at, format!("`{text}`: {error}"));
                return None;
            }
        };
        if from.is_empty() {
            self.diags
                .report(codes::INVALID_EXTENSION, at, "there is no response body to point into")
                .help("give a successful response a JSON body with a schema");
            return None;
        }
        match follow(self.resolved, from, pointer.tokens()) {
            Target::Schemas(schemas) => Some(schemas),
            Target::Unsaid => None,
            Target::Nowhere(token, names) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let message = format!("`{text}` leads nowhere: the body has no `{token}` there");
                let help = if names.is_empty() {
                    "correct the pointer, or describe the member".to_owned()
                } else {
                    suggest::one_of(&token, &names, "the members there are")
                };
                self.diags.report(codes::INVALID_EXTENSION, at, message).help(help);
                None
            }
        }
    }
}

/// The schemas of a member of the JSON body that is sent; none where nothing is said of it.
pub(crate) fn member_sent(resolved: &Resolved, operation: &Operation, text: &str) -> Vec<SchemaId> {
    let Ok(pointer) = Pointer::parse(text) else { return Vec::new() };
    match follow(resolved, &sent(operation), pointer.tokens()) {
        Target::Schemas(found) => found,
        Target::Unsaid | Target::Nowhere(..) => Vec::new(),
    }
}

/// What a query says under a name: the schema of a parameter, or of a field of the whole query.
pub(crate) fn of_query(resolved: &Resolved, operation: &Operation, name: &str) -> Option<SchemaId> {
    operation.parameters.iter().find_map(|parameter| match parameter.place {
        Place::Query => (parameter.name == name).then_some(parameter.schema),
        Place::QueryString => match member(resolved, &[parameter.schema], name) {
            Member::Schemas(schemas) => schemas.first().copied(),
            Member::Unsaid | Member::Missing(_) => None,
        },
        Place::Path | Place::Header | Place::Cookie => None,
    })
}

/// The schemas of JSON bodies that are sent.
pub(super) fn sent(operation: &Operation) -> Vec<SchemaId> {
    let content = operation.body.iter().flat_map(|body| &body.content);
    let is_json = |media: &&MediaType| {
        media.name.to_ascii_lowercase().contains("json") || media.name.contains('*')
    };
    content.filter(is_json).filter_map(|media| media.schema).collect()
}

/// Whether what has a role in asking for a page can be of these schemas. Cursors are of any kind.
pub(super) fn takes(resolved: &Resolved, schemas: &[SchemaId], role: &str) -> bool {
    role == "cursor"
        || [Type::Integer, Type::Number].into_iter().any(|kind| can_be(resolved, schemas, kind))
}

/// The schemas of successful JSON bodies.
pub(super) fn bodies(operation: &Operation) -> Vec<SchemaId> {
    bodies_of(operation, |_| true)
}

/// The schemas of successful bodies of these media types.
pub(super) fn bodies_of(operation: &Operation, takes: impl Fn(&str) -> bool) -> Vec<SchemaId> {
    let responses = || operation.responses.iter();
    let success = responses()
        .filter(|response| matches!(response.status, Status::Code(200..=299) | Status::Range(2)));
    let default = responses().filter(|response| response.status == Status::Default);
    let of = |content: &Vec<MediaType>| -> Vec<SchemaId> {
        content.iter().filter(|media| takes(&media.name)).filter_map(|media| media.schema).collect()
    };
    let bodies: Vec<SchemaId> = success.flat_map(|response| of(&response.content)).collect();
    if bodies.is_empty() {
        return default.flat_map(|response| of(&response.content)).collect();
    }
    bodies
}
