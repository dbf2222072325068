//! Bodies of `application/x-www-form-urlencoded`: their properties travel as query parameters do
//! (OpenAPI 3.1.1, "Encoding the x-www-form-urlencoded Media Type").

use core::mem;

use crate::api::Parameter;
use crate::call::Call;
use crate::content::Content;
use crate::input::param;
use crate::json::Json;
use crate::pairs::Pairs;
use crate::problem::{Place, Problem};
use crate::style;

impl Call {
    /// Sets a property of a form, style `form` with `explode`; absent and null take it away.
    pub fn field(&mut self, name: &'static str, value: &dyn Json) {
        self.field_as(&Parameter { name, ..Parameter::QUERY }, value);
    }

    /// Sets a property of a form as its `encoding` says; absent and null take it away.
    pub fn field_as(&mut self, field: &Parameter, value: &dyn Json) {
        let name = field.name;
        let pairs = param(Place::Field, name, field, value).and_then(|param| {
            style::pairs(name, field, &param).map_err(|what| Problem::new(Place::Field, name, what))
        });
        if let Some(pairs) = self.kept(pairs) {
            let mut form = match mem::replace(&mut self.inner.body, Content::None) {
                Content::Form(form) => form,
                Content::None | Content::Json(_) | Content::Payload(_) | Content::Parts(_) => {
                    Pairs::default()
                }
            };
            form.set(name, pairs);
            self.inner.body = Content::Form(form);
        }
    }
}
