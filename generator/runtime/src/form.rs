//! Bodies of `application/x-www-form-urlencoded`: their properties travel as query parameters do
//! (OpenAPI 3.1.1, "Encoding the x-www-form-urlencoded Media Type").

use core::mem;

use crate::api::Parameter;
use crate::call::Call;
use crate::content::Content;
use crate::input::pairs;
use crate::json::{Look, WriteJson};
use crate::pairs::Pairs;
use crate::param::{self, Param};
use crate::problem::{Place, Problem};
use crate::raw;
use crate::style::encode;

impl Call {
    /// Begins a form, which is sent empty unless something is set in it.
    pub fn form(&mut self) {
        self.change_form(|_| {});
    }

    /// Sets a property of a form by its value, as where `encoding` says nothing (OpenAPI 3.1.1, "Encoding
    /// Object"): a text, number or boolean as text, an object as JSON, and an array as a pair for each item.
    /// Absent and null take it away.
    pub fn field(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.set_pairs(name, by_value(Place::Field, name, value));
    }

    /// Sets a property of a form as its `encoding` says; absent and null take it away.
    pub fn field_as(&mut self, field: &Parameter, value: &dyn WriteJson) {
        let name = field.name;
        let pairs = pairs(Place::Field, name, field, value);
        self.set_pairs(name, pairs);
    }

    /// Sets the members of an object as properties of a form, each as [`field`](Self::field) does.
    pub fn fields(&mut self, value: &dyn WriteJson) {
        self.set_pairs("", members(Place::Field, value));
    }

    fn set_pairs(&mut self, name: &'static str, pairs: Result<Vec<String>, Problem>) {
        if let Some(pairs) = self.kept(pairs) {
            self.change_form(|form| form.set(name, pairs));
        }
    }

    /// Changes the form, which takes the place of another body.
    fn change_form(&mut self, change: impl FnOnce(&mut Pairs)) {
        let mut form = match mem::replace(&mut self.inner.body, Content::None) {
            Content::Form(form) => form,
            Content::None | Content::Json(_) | Content::Payload(_) | Content::Parts(_) => {
                Pairs::default()
            }
        };
        change(&mut form);
        self.inner.body = Content::Form(form);
    }
}

/// The pairs of all members.
pub(crate) fn members(place: Place, value: &dyn WriteJson) -> Result<Vec<String>, Problem> {
    if value.is_absent() {
        return Ok(Vec::new());
    }
    let refused = |what| Problem::new(place, "", what);
    let text = param::written(value).map_err(refused)?;
    let members = raw::members(&text).map_err(|_| refused("is no object"))?;
    let mut pairs = Vec::with_capacity(members.len());
    for (name, json) in members {
        pairs.extend(of_text(place, &name, json)?);
    }
    Ok(pairs)
}

/// The pairs of a value; none where it is absent.
pub(crate) fn by_value(
    place: Place,
    name: &str,
    value: &dyn WriteJson,
) -> Result<Vec<String>, Problem> {
    match value.look_json() {
        Look::Absent => return Ok(Vec::new()),
        Look::Text(text) => return Ok(vec![pair(name, text)]),
        Look::Value => {}
    }
    let text = param::written(value).map_err(|what| Problem::new(place, name, what))?;
    of_text(place, name, text)
}

/// The pairs of a value that is JSON text so far.
fn of_text(place: Place, name: &str, json: String) -> Result<Vec<String>, Problem> {
    if json == "null" {
        return Ok(Vec::new());
    }
    if !json.starts_with('[') {
        return Ok(vec![single(place, name, json)?]);
    }
    let refused = |what| Problem::new(place, name, what);
    let items = raw::items(&json).map_err(|_| refused("cannot be written as text"))?;
    items.into_iter().map(|item| single(place, name, item)).collect()
}

/// The pair of a value or an item.
fn single(place: Place, name: &str, json: String) -> Result<String, Problem> {
    if json.starts_with(['[', '{']) {
        return Ok(pair(name, &json));
    }
    let refused = |what| Problem::new(place, name, what);
    match Param::read(json).map_err(refused)? {
        Param::Text(text) => Ok(pair(name, &text)),
        Param::Nothing | Param::List(_) | Param::Object(_) => Err(refused(param::NULL_ITEM)),
    }
}

fn pair(name: &str, text: &str) -> String {
    format!("{}={}", encode(name), encode(text))
}
