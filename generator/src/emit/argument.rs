//! How a value is taken from the caller: `impl Into<String>` rather than `String`, and so on.

use std::collections::BTreeSet;

use super::Cx;
use super::rt::{
    BOX, INTO, INTO_ITERATOR, ITEMS_OR_NULL, LIST, MAP, MAYBE, OPTION, OR_NULL, SECRET, STRING,
    VALUE,
};
use super::ty::Scope;
use crate::ir::{Presence, TypeKind, TypeRef};

/// An argument of a function.
pub(super) struct Argument {
    /// Its type in the signature.
    pub(super) ty: String,
    /// The expression that makes the value from it.
    pub(super) value: String,
    /// A parameter of the function that `ty` names, and the compiler finds by itself.
    pub(super) by: Option<String>,
}

impl Argument {
    pub(super) fn new(ty: String, value: String) -> Self {
        Self { ty, value, by: None }
    }
}

/// The parameters of a method: `&self`, then each input by its name with its type.
pub(super) fn parameters(names: &[&str], arguments: &[Argument]) -> Vec<String> {
    let given =
        names.iter().zip(arguments).map(|(name, Argument { ty, .. })| format!("{name}: {ty}"));
    ["&self".to_owned()].into_iter().chain(given).collect()
}

/// The generic parameters of a function with these arguments; nothing for none.
pub(super) fn generics<'a>(arguments: impl IntoIterator<Item = &'a Argument>) -> String {
    let by: BTreeSet<&str> =
        arguments.into_iter().filter_map(|argument| argument.by.as_deref()).collect();
    if by.is_empty() {
        return String::new();
    }
    format!("<{}>", Vec::from_iter(by).join(", "))
}

impl<'a> Cx<'a> {
    /// An argument for a value that is there.
    pub(super) fn argument(self, ty: &'a TypeRef, name: &str, scope: Scope<'_>) -> Argument {
        match self.resolved(ty) {
            TypeRef::List(item) => {
                let item = self.item(item, scope);
                Argument::new(
                    format!("impl {INTO_ITERATOR}<Item = {item}>"),
                    format!("{LIST}({name})"),
                )
            }
            TypeRef::Map(value) => self.members(value, name, scope),
            TypeRef::Nullable(_) => {
                let ty = self.ty(ty, scope);
                Argument::new(format!("impl {INTO}<{ty}>"), format!("{name}.into()"))
            }
            TypeRef::Boxed(inner) => {
                let Argument { ty, value, .. } = self.argument(inner, name, scope);
                Argument::new(ty, format!("{BOX}::new({value})"))
            }
            other => match self.into(other, scope) {
                Some(target) => {
                    Argument::new(format!("impl {INTO}<{target}>"), format!("{name}.into()"))
                }
                None => Argument::new(self.ty(ty, scope), name.to_owned()),
            },
        }
    }

    /// An argument for members of any name, whose values have this type.
    pub(super) fn members(self, value: &'a TypeRef, name: &str, scope: Scope<'_>) -> Argument {
        let value = self.item(value, scope);
        Argument::new(
            format!("impl {INTO_ITERATOR}<Item = (impl {INTO}<{STRING}>, {value})>"),
            format!("{MAP}({name})"),
        )
    }

    /// What a list or map takes for each item.
    fn item(self, ty: &'a TypeRef, scope: Scope<'_>) -> String {
        match (self.into(ty, scope), self.resolved(ty)) {
            (Some(target), _) => format!("impl {INTO}<{target}>"),
            // Of anything, JSON is made as of nothing else: of texts, numbers, lists.
            (None, TypeRef::Json) => format!("impl {INTO}<{VALUE}>"),
            (None, _) => self.ty(ty, scope),
        }
    }

    /// The value of an [`argument`](Self::argument), for a place that asks for none of its type.
    pub(super) fn converted(self, ty: &'a TypeRef, name: &str, scope: Scope<'_>) -> String {
        if let Some(target) = self.into(ty, scope) {
            return format!("{INTO}::<{target}>::into({name})");
        }
        match self.resolved(ty) {
            TypeRef::List(item) => {
                let item = self.ty(item, scope);
                format!("{LIST}::<{item}>({name})")
            }
            TypeRef::Map(value) => {
                let value = self.ty(value, scope);
                format!("{MAP}::<{value}>({name})")
            }
            TypeRef::Nullable(_) => {
                let ty = self.ty(ty, scope);
                format!("{INTO}::<{ty}>::into({name})")
            }
            TypeRef::Boxed(inner) => {
                let value = self.converted(inner, name, scope);
                format!("{BOX}::new({value})")
            }
            _ => name.to_owned(),
        }
    }

    /// An argument for a member that must be there; `None` stands for null.
    pub(super) fn required(
        self,
        ty: &'a TypeRef,
        presence: Presence,
        name: &str,
        scope: Scope<'_>,
    ) -> Argument {
        match presence {
            Presence::Nullable => self.nullable(ty, name, scope),
            Presence::Required | Presence::Optional | Presence::Maybe => {
                self.argument(ty, name, scope)
            }
        }
    }

    /// An argument for a member that may be left out: what its setter takes, and stores.
    pub(super) fn optional(
        self,
        ty: &'a TypeRef,
        presence: Presence,
        name: &str,
        scope: Scope<'_>,
    ) -> Argument {
        match presence {
            Presence::Required => self.argument(ty, name, scope),
            Presence::Optional => {
                let Argument { ty, value, .. } = self.argument(ty, name, scope);
                Argument::new(ty, format!("{OPTION}::Some({value})"))
            }
            Presence::Nullable => self.nullable(ty, name, scope),
            Presence::Maybe => {
                let (bare, boxes) = unboxed(ty);
                let own = match self.resolved(bare) {
                    // Of this the runtime says what becomes it.
                    TypeRef::String => None,
                    _ => self.or_null(bare, name, scope, &boxes),
                };
                own.unwrap_or_else(|| {
                    let ty = self.ty(bare, scope);
                    Argument::new(
                        format!("impl {INTO}<{MAYBE}<{ty}>>"),
                        format!("{name}.into(){boxes}"),
                    )
                })
            }
        }
    }

    fn nullable(self, ty: &'a TypeRef, name: &str, scope: Scope<'_>) -> Argument {
        let (bare, boxes) = unboxed(ty);
        let rest = format!(".into_option(){boxes}");
        self.or_null(bare, name, scope, &rest).unwrap_or_else(|| {
            let ty = self.present(bare, Presence::Nullable, scope);
            Argument::new(format!("impl {INTO}<{ty}>"), format!("{name}.into(){boxes}"))
        })
    }

    /// An argument that can be null and is given as what becomes the value, where `Into` does not say this.
    fn or_null(
        self,
        ty: &'a TypeRef,
        name: &str,
        scope: Scope<'_>,
        rest: &str,
    ) -> Option<Argument> {
        if let TypeRef::List(item) = self.resolved(ty) {
            let item = self.ty(item, scope);
            let value = format!("{name}.items_or_null(){rest}");
            return Some(Argument::new(format!("impl {ITEMS_OR_NULL}<{item}>"), value));
        }
        let target = self.into(ty, scope)?;
        let by = self.by(name);
        Some(Argument {
            ty: format!("impl {OR_NULL}<{target}, {by}>"),
            value: format!("{name}.or_null(){rest}"),
            by: Some(by),
        })
    }

    /// The parameter that an argument of this name needs: the name of no type that may stand beside it.
    fn by(self, argument: &str) -> String {
        let mut name = "By".to_owned();
        // Of setters, which have one argument, the reader knows what is meant.
        let words = if argument == "value" { "" } else { argument.trim_start_matches("r#") };
        for (index, word) in words.split('_').enumerate() {
            // `line_1` and `line1` stand beside each other, and each is given in its own way.
            let begins_unseen = !word.starts_with(|c: char| c.is_lowercase() || c.is_uppercase());
            if index > 0 && begins_unseen {
                name.push_str("0_");
            }
            let mut chars = word.chars();
            name.extend(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars));
        }
        while self.api.types.iter().any(|def| def.ident.as_str() == name) {
            name.push('_');
        }
        name
    }

    /// The target of a conversion that callers are spared.
    fn into(self, ty: &'a TypeRef, scope: Scope<'_>) -> Option<String> {
        match self.resolved(ty) {
            TypeRef::String => Some(STRING.to_string()),
            TypeRef::Secret => Some(SECRET.to_string()),
            resolved @ TypeRef::Named(id) => match self.api.ty(*id).kind {
                TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) => {
                    Some(self.ty(resolved, scope))
                }
                TypeKind::Struct(_) | TypeKind::Alias(_) => None,
            },
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
            | TypeRef::DateTime
            | TypeRef::Json
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Nullable(_)
            | TypeRef::Boxed(_) => None,
        }
    }
}

/// The type that callers give, and what puts the value into the box that recursion needs.
fn unboxed(ty: &TypeRef) -> (&TypeRef, String) {
    match ty {
        TypeRef::Boxed(inner) => (inner, format!(".map({BOX}::new)")),
        other => (other, String::new()),
    }
}
