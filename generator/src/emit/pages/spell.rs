//! Types as a reader of a page sees them: short, and linked to where they are told about.

use super::site::{Place, Site};
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::ir::{AnswerType, Answers, Payload, Presence, TypeRef};

impl Site<'_> {
    /// A type, linked.
    pub(super) fn linked(&self, ty: &TypeRef, presence: Presence, from: Place) -> String {
        let code = markdown::code(&self.spelt(ty, presence));
        let link = ty.named().and_then(|id| self.ty(id, from));
        link.map_or_else(|| code.clone(), |link| format!("[{code}]({link})"))
    }

    /// A type as code names it that imports what it needs.
    fn spelt(&self, ty: &TypeRef, presence: Presence) -> String {
        let of = |inner: &TypeRef| self.spelt(inner, Presence::Required);
        let ty = match ty {
            TypeRef::Bool => "bool".to_owned(),
            TypeRef::Int32 => "i32".to_owned(),
            TypeRef::Int64 => "i64".to_owned(),
            TypeRef::Uint64 => "u64".to_owned(),
            TypeRef::Int128 => "i128".to_owned(),
            TypeRef::Uint128 => "u128".to_owned(),
            TypeRef::Double => "f64".to_owned(),
            TypeRef::String => "String".to_owned(),
            TypeRef::Secret => "Secret".to_owned(),
            TypeRef::DateTime => "DateTime".to_owned(),
            TypeRef::Json => "Value".to_owned(),
            TypeRef::List(item) => format!("Vec<{}>", of(item)),
            TypeRef::Map(value) => format!("BTreeMap<String, {}>", of(value)),
            TypeRef::Nullable(inner) => format!("Option<{}>", of(inner)),
            TypeRef::Boxed(inner) => format!("Box<{}>", of(inner)),
            TypeRef::Named(id) => file_name(&self.cx.api.ty(*id).ident).to_owned(),
        };
        match presence {
            Presence::Required => ty,
            Presence::Optional | Presence::Nullable => format!("Option<{ty}>"),
            Presence::Maybe => format!("Maybe<{ty}>"),
        }
    }

    /// The type of a body, linked.
    pub(super) fn payload(&self, payload: &Payload, from: Place) -> String {
        match payload {
            Payload::Empty => String::new(),
            Payload::Json(ty) => self.linked(ty, Presence::Required, from),
            Payload::Text => "`Text`".to_owned(),
            Payload::Bytes => "`Raw`".to_owned(),
        }
    }

    /// The type of all answers of a side, linked; nothing for no body.
    pub(super) fn side(&self, answers: &Answers, from: Place) -> String {
        match &answers.ty {
            AnswerType::Empty => String::new(),
            AnswerType::One(payload) => self.payload(payload, from),
            AnswerType::Set(index) => {
                let set = self.cx.api.answers.get(*index as usize);
                let code = set.map(|set| markdown::code(file_name(&set.ident)));
                match (code, self.set(*index, from)) {
                    (Some(code), Some(link)) => format!("[{code}]({link})"),
                    (code, _) => code.unwrap_or_default(),
                }
            }
        }
    }
}
