//! The types of the small client, and its set of errors.

use super::rt;

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(in crate::tests) struct Machine {
    pub(in crate::tests) id: ::std::string::String,
    pub(in crate::tests) order: MachineOrder,
    pub(in crate::tests) secret_key: rt::Secret,
    pub(in crate::tests) default_token_ttl: ::core::option::Option<i64>,
}
const MACHINE: &rt::Shape = &rt::Shape {
    name: "Machine",
    required: &["id", "order", "secret_key"],
    optional: &["default_token_ttl"],
};
impl rt::Json for Machine {
    #[inline]
    fn empty() -> Self {
        Self {
            id: rt::empty(),
            order: rt::empty(),
            secret_key: rt::empty(),
            default_token_ttl: rt::empty(),
        }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(
            MACHINE,
            &mut [&mut self.id, &mut self.order, &mut self.secret_key, &mut self.default_token_ttl],
        )
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(MACHINE, &[&self.id, &self.order, &self.secret_key, &self.default_token_ttl]);
    }
}
impl ::core::fmt::Debug for Machine {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(in crate::tests) enum MachineOrder {
    NameAscending,
    Unknown(rt::UnknownValue),
}
impl MachineOrder {
    #[inline]
    pub(in crate::tests) fn as_str(&self) -> &str {
        match self {
            Self::NameAscending => "+name",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::core::convert::From<&str> for MachineOrder {
    #[inline]
    fn from(value: &str) -> Self {
        match value {
            "+name" => Self::NameAscending,
            other => Self::Unknown(rt::unknown(other)),
        }
    }
}
impl ::core::fmt::Debug for MachineOrder {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}
impl rt::Json for MachineOrder {
    #[inline]
    fn empty() -> Self {
        Self::from("")
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        *self = Self::from(&*r.str()?);
        ::core::result::Result::Ok(())
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.str(self.as_str());
    }
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(in crate::tests) struct CreateMachineRequestBody {
    pub(in crate::tests) name: ::std::string::String,
    pub(in crate::tests) secret: ::core::option::Option<rt::Secret>,
    pub(in crate::tests) scoped_machines:
        ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    pub(in crate::tests) weight: ::core::option::Option<f64>,
}
const CREATE_MACHINE_REQUEST_BODY: &rt::Shape = &rt::Shape {
    name: "CreateMachineRequestBody",
    required: &["name"],
    optional: &["secret", "scoped_machines", "weight"],
};
impl CreateMachineRequestBody {
    #[inline]
    pub(in crate::tests) fn new(name: impl ::core::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            secret: rt::empty(),
            scoped_machines: rt::empty(),
            weight: rt::empty(),
        }
    }
}
impl rt::Json for CreateMachineRequestBody {
    #[inline]
    fn empty() -> Self {
        Self::new("")
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(
            CREATE_MACHINE_REQUEST_BODY,
            &mut [&mut self.name, &mut self.secret, &mut self.scoped_machines, &mut self.weight],
        )
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(
            CREATE_MACHINE_REQUEST_BODY,
            &[&self.name, &self.secret, &self.scoped_machines, &self.weight],
        );
    }
}
impl ::core::fmt::Debug for CreateMachineRequestBody {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(in crate::tests) struct ClerkErrors {
    pub(in crate::tests) message: ::std::string::String,
}
const CLERK_ERRORS: &rt::Shape =
    &rt::Shape { name: "ClerkErrors", required: &["message"], optional: &[] };
impl rt::Json for ClerkErrors {
    #[inline]
    fn empty() -> Self {
        Self { message: rt::empty() }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(CLERK_ERRORS, &mut [&mut self.message])
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(CLERK_ERRORS, &[&self.message]);
    }
}
impl ::core::fmt::Debug for ClerkErrors {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

/// Several error bodies in one set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub(in crate::tests) enum GetError {
    Unauthorized(ClerkErrors),
    NotFound(rt::Text),
}
impl rt::Answer for GetError {
    fn pick(variant: usize) -> Self {
        match variant {
            0 => Self::Unauthorized(rt::Answer::pick(0)),
            _ => Self::NotFound(rt::Answer::pick(0)),
        }
    }
    fn slot(&mut self) -> rt::Slot<'_> {
        match self {
            Self::Unauthorized(value) => rt::Answer::slot(value),
            Self::NotFound(value) => rt::Answer::slot(value),
        }
    }
}
