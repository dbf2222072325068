//! Each pass on hand-made APIs.

use super::{
    constants, cycles, dedup, direction, extras, features, flatten, given, names, reach, run_all,
    sizes, unions, usage,
};
use crate::diag::{Diagnostics, codes};
use crate::ir::blank::{AT, api, field};
use crate::ir::*;

impl Api {
    fn add(&mut self, name: &str, inline: bool, kind: TypeKind) -> TypeId {
        let definition = blank::definition(name, kind);
        self.types.push(TypeDef { inline, anonymous: inline, ..definition });
        TypeId(u32::try_from(self.types.len() - 1).unwrap())
    }

    fn structure(&mut self, name: &str, inline: bool, fields: Vec<Field>) -> TypeId {
        self.add(name, inline, TypeKind::Struct(Struct { fields, ..Struct::default() }))
    }

    fn enumeration(&mut self, name: &str, inline: bool, values: &[&str]) -> TypeId {
        let variants = values.iter().map(|wire| blank::variant(wire)).collect();
        self.add(name, inline, TypeKind::Enum(Enum { variants, unknown_ident: Ident::PENDING }))
    }

    fn call(&mut self, name: &str, change: impl FnOnce(&mut Operation)) {
        let mut operation = blank::operation(name);
        change(&mut operation);
        let id = OperationId(u32::try_from(self.operations.len()).unwrap());
        self.operations.push(operation);
        self.groups[0].operations.push(id);
    }

    fn fields(&self, id: TypeId) -> &[Field] {
        match &self.ty(id).kind {
            TypeKind::Struct(found) => &found.fields,
            other => panic!("{other:?} is no struct"),
        }
    }
}

fn one(ty: TypeRef) -> Answers {
    Answers { ty: AnswerType::One(Payload::Json(ty)), cases: Vec::new() }
}

fn body(ty: TypeRef, required: bool) -> Option<Body> {
    let content = Content::Json { ty, shape: BodyShape::Whole(Ident::PENDING) };
    let media_type = "application/json".to_owned();
    Some(Body {
        content,
        media_type,
        range: None,
        required,
        docs: Docs::default(),
        example: None,
        at: AT,
    })
}

fn parameter(wire: &str, location: Location, required: bool) -> Parameter {
    Parameter { required, ..blank::parameter(wire, location) }
}

fn codes_of(diags: &Diagnostics) -> Vec<&'static str> {
    diags.iter().map(|d| d.code.name).collect()
}

use Presence::{Optional, Required};

mod from_text;
mod naming;
mod of_unions;
mod shapes;
