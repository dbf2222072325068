//! From a type to the types that it is made of.

use super::{Api, Incoming, Payload, Scalar, Struct, TypeId, TypeKind, TypeRef};

impl TypeRef {
    /// What is in a list, a map or a box, or may be null; `None` for what holds no other type.
    #[must_use]
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                Some(inner)
            }
            Self::Bool
            | Self::Int32
            | Self::Int64
            | Self::Uint64
            | Self::Int128
            | Self::Uint128
            | Self::Double
            | Self::String
            | Self::Secret
            | Self::DateTime
            | Self::Json
            | Self::Named(_) => None,
        }
    }

    /// The type at the heart of all lists, maps and boxes.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        let mut ty = self;
        while let Some(inner) = ty.inner() {
            ty = inner;
        }
        ty
    }

    /// The named type at the heart of all lists, maps and boxes, if it is one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        if let Self::Named(id) = self.innermost() { Some(*id) } else { None }
    }

    /// As [`TypeRef::named`], to be changed.
    pub fn named_mut(&mut self) -> Option<&mut TypeId> {
        let mut ty = self;
        loop {
            match ty {
                Self::List(inner)
                | Self::Map(inner)
                | Self::Nullable(inner)
                | Self::Boxed(inner) => ty = inner,
                Self::Named(id) => return Some(id),
                Self::Bool
                | Self::Int32
                | Self::Int64
                | Self::Uint64
                | Self::Int128
                | Self::Uint128
                | Self::Double
                | Self::String
                | Self::Secret
                | Self::DateTime
                | Self::Json => return None,
            }
        }
    }
}

impl TypeKind {
    /// The types of fields and of additional members, of branches, or of what the alias is of.
    #[must_use]
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(found) => {
                found.fields.iter().map(|field| &field.ty).chain(&found.additional).collect()
            }
            Self::Union(found) => found.branches.iter().map(|branch| &branch.ty).collect(),
            Self::Alias(target) => vec![target],
            Self::Enum(_) | Self::Numbers(_) => Vec::new(),
        }
    }

    /// As [`TypeKind::types`], to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(found) => {
                let fields = found.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(&mut found.additional).collect()
            }
            Self::Union(found) => found.branches.iter_mut().map(|branch| &mut branch.ty).collect(),
            Self::Alias(target) => vec![target],
            Self::Enum(_) | Self::Numbers(_) => Vec::new(),
        }
    }

    /// The struct, if it is one.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        if let Self::Struct(found) = self { Some(found) } else { None }
    }
}

impl Api {
    /// The type behind aliases. They form no cycle once the pass `cycles` has run; before it, a cycle ends after as
    /// many steps as there are types.
    #[must_use]
    pub fn unaliased<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        let mut ty = ty;
        for _ in 0..=self.types.len() {
            let TypeRef::Named(id) = ty else { break };
            let TypeKind::Alias(target) = &self.ty(*id).kind else { break };
            ty = target;
        }
        ty
    }

    /// The type behind aliases and a box.
    #[must_use]
    pub fn unboxed<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        match self.unaliased(ty) {
            TypeRef::Boxed(inner) => self.unaliased(inner),
            other => other,
        }
    }
}

impl Payload {
    /// The type of a JSON body.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }

    /// As [`Payload::ty`], to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }
}

impl Incoming {
    /// The type of a JSON body.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes => None,
        }
    }

    /// As [`Incoming::ty`], to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes => None,
        }
    }
}

impl Scalar {
    /// The type that has the value and needs no definition.
    #[must_use]
    pub fn ty(&self) -> TypeRef {
        match self {
            Self::Bool(_) => TypeRef::Bool,
            Self::Int(value) if i64::try_from(*value).is_ok() => TypeRef::Int64,
            Self::Int(value) if u64::try_from(*value).is_ok() => TypeRef::Uint64,
            Self::Int(_) => TypeRef::Int128,
            Self::Float(_) => TypeRef::Double,
            Self::String(_) => TypeRef::String,
        }
    }
}
