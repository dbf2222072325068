//! Bodies of `application/x-www-form-urlencoded`: their properties travel as query parameters do
//! (OpenAPI 3.1.1, "Encoding the x-www-form-urlencoded Media Type").

use core::mem;

use crate::api::Parameter;
use crate::call::Call;
use crate::content::Content;
use crate::input::pairs;
use crate::json::Json;
use crate::pairs::Pairs;
use crate::param::{self, Param};
use crate::problem::{Place, Problem};
use crate::{raw, style};

impl Call {
    /// Sets a property of a form, style `form` with `explode`; absent and null take it away.
    pub fn field(&mut self, name: &'static str, value: &dyn Json) {
        self.field_as(&Parameter { name, ..Parameter::QUERY }, value);
    }

    /// Sets a property of a form as its `encoding` says; absent and null take it away.
    pub fn field_as(&mut self, field: &Parameter, value: &dyn Json) {
        let name = field.name;
        let pairs = pairs(Place::Field, name, field, value);
        self.set_pairs(name, pairs);
    }

    /// Sets the members of an object as properties of a form, each as [`field`](Self::field) does. An object
    /// within is written as JSON.
    pub fn fields(&mut self, value: &dyn Json) {
        self.set_pairs("", members(value));
    }

    fn set_pairs(&mut self, name: &'static str, pairs: Result<Vec<String>, Problem>) {
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

/// The pairs of all members.
fn members(value: &dyn Json) -> Result<Vec<String>, Problem> {
    if value.is_absent() {
        return Ok(Vec::new());
    }
    let refused = |name: &str, what| Problem::new(Place::Field, name, what);
    let text = param::written(value).map_err(|what| refused("", what))?;
    let members = raw::members(&text).map_err(|_| refused("", "is no object"))?;
    let mut pairs = Vec::with_capacity(members.len());
    for (name, json) in members {
        let param = if json.starts_with('{') { Ok(Param::Text(json)) } else { Param::read(json) };
        let of_member = param.and_then(|param| style::pairs(&name, &Parameter::QUERY, &param));
        pairs.extend(of_member.map_err(|what| refused(&name, what))?);
    }
    Ok(pairs)
}
