//! Whether `x-sdk-find` and `x-sdk-many` stand on operations that they can be made of.

use super::super::{Find, Many, Operation, Parameter, Place, Style, Type};
use super::member::can_be;
use super::{Check, inputs, is_told};
use crate::diag::codes;
use crate::document::suggest;

impl Check<'_> {
    pub(super) fn shortcuts(&mut self, operation: &Operation) {
        if let Some(find) = &operation.find {
            self.find(operation, find);
        }
        if let Some(many) = &operation.many {
            self.many(operation, many);
        }
    }

    fn find(&mut self, operation: &Operation, find: &Find) {
        let query = || operation.parameters.iter().filter(|p| p.place == Place::Query);
        // Of the short form, which is the parameter alone, it is the whole.
        let at = self.member_at(find.at, &["parameter"]);
        match query().find(|parameter| parameter.name == find.parameter) {
            None => {
                let names: Vec<&str> = query().map(|parameter| parameter.name.as_str()).collect();
                let message = format!("the operation has no query parameter `{}`", find.parameter);
                let help = if names.is_empty() {
                    "declare it under `parameters`".to_owned()
                } else {
                    suggest::one_of(&find.parameter, &names, "its query parameters are")
                };
                self.diags.report(codes::INVALID_EXTENSION, at, message).help(help);
            }
            Some(parameter) if parameter.required => {
                let message =
                    format!("`{}` is required, so the operation does nothing else", find.parameter);
                self.diags
                    .report(codes::INVALID_EXTENSION, at, message)
                    .help("name a parameter that narrows the list where it is given")
                    .label(parameter.at, "this is always needed");
            }
            Some(_) => {}
        }
        if operation.pagination.is_none() {
            self.diags
                .report(codes::INVALID_EXTENSION, find.at, "it is not said where the items are")
                .help("add `x-sdk-pagination` to the operation; its `items` says it");
        }
    }

    fn many(&mut self, operation: &Operation, many: &Many) {
        let is_id = |p: &&Parameter| p.place == Place::Path && !is_told(self.resolved, p);
        let ids: Vec<&Parameter> = operation.parameters.iter().filter(is_id).collect();
        let [id] = ids[..] else {
            let number = match ids.len() {
                0 => "no path parameter".to_owned(),
                more => format!("{more} path parameters"),
            };
            let message = format!("the operation has {number}, where one is told many ids");
            self.diags
                .report(codes::INVALID_EXTENSION, many.at, message)
                .help("put it on an operation with one path parameter");
            return;
        };
        let is_text = [Type::String, Type::Integer]
            .into_iter()
            .any(|ty| can_be(self.resolved, &[id.schema], ty));
        if !is_text {
            let message = format!("`{}` is neither a string nor an integer", id.name);
            self.diags
                .report(codes::INVALID_EXTENSION, many.at, message)
                .help("put it on an operation whose path parameter is an id")
                .label(id.at, "this is what is told many values");
        }
        if id.style != Style::Simple || id.content.is_some() {
            let message = format!("`{}` is not written as it is", id.name);
            self.diags
                .report(codes::INVALID_EXTENSION, many.at, message)
                .help("remove `style` and `content` from the parameter")
                .label(id.at, "this is what is told many values");
        }
        if let Some((input, place)) =
            inputs(self.resolved, operation, |parameter| parameter.place != Place::Path)
        {
            self.diags
                .report(codes::INVALID_EXTENSION, many.at, format!("the operation needs {input}"))
                .help("put it on an operation that needs nothing but an id")
                .label(place, "this is needed");
        }
    }
}
