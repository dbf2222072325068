//! The operations of the small client, and their calls.

use super::rt;
use super::types::{ClerkErrors, CreateMachineRequestBody, GetError, Machine, MachineOrder};

const CREATE: &rt::Operation = &rt::Operation {
    id: "CreateMachine",
    method: rt::Method::Post,
    path: "/machines",
    headers: &[("clerk-api-version", "2025-11-10")],
    content_type: "application/json",
    accept: "application/json",
    security: Some(&[&[0], &[1], &[2], &[3, 4], &[5]]),
    success: &[rt::Case::new(&[200], 0)],
    errors: &[rt::Case::new(&[400], 0), rt::Case::new(&[4], 0)],
    ..rt::Operation::DEFAULT
};
const GET: &rt::Operation = &rt::Operation {
    id: "GetMachine",
    method: rt::Method::Get,
    path: "/machines/{machine_id}",
    accept: "application/json",
    security: Some(&[&[0]]),
    success: &[rt::Case::new(&[200], 0)],
    errors: &[rt::Case::new(&[401], 0), rt::Case::new(&[404], 1)],
    ..rt::Operation::DEFAULT
};
const PING: &rt::Operation = &rt::Operation {
    id: "Ping",
    method: rt::Method::Get,
    path: "/ping",
    success: &[rt::Case::new(&[204], 0)],
    ..rt::Operation::DEFAULT
};

#[derive(Clone, Debug)]
pub(in crate::tests) struct Machines {
    client: rt::Client,
}
impl Machines {
    pub(in crate::tests) fn new(client: rt::Client) -> Self {
        Self { client }
    }
    #[inline]
    pub(in crate::tests) fn create(
        &self,
        name: impl ::core::convert::Into<::std::string::String>,
    ) -> Create {
        Create { call: self.client.call(CREATE), body: CreateMachineRequestBody::new(name) }
    }
    #[inline]
    pub(in crate::tests) fn get(
        &self,
        machine_id: impl ::core::convert::Into<::std::string::String>,
    ) -> Get {
        let mut call = self.client.call(GET);
        call.path("machine_id", &machine_id.into());
        Get { call }
    }
    #[inline]
    pub(in crate::tests) fn ping(&self) -> Ping {
        Ping { call: self.client.call(PING) }
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(in crate::tests) struct Create {
    call: rt::Call,
    body: CreateMachineRequestBody,
}
impl Create {
    #[inline]
    pub(in crate::tests) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.call.with_header(name, value);
        self
    }
    #[inline]
    pub(in crate::tests) fn scoped_machines(
        mut self,
        values: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> Self {
        self.body.scoped_machines = ::core::option::Option::Some(
            values.into_iter().map(::core::convert::Into::into).collect(),
        );
        self
    }
    #[inline]
    pub(in crate::tests) fn secret(
        mut self,
        value: impl ::core::convert::Into<rt::Secret>,
    ) -> Self {
        self.body.secret = ::core::option::Option::Some(value.into());
        self
    }
    #[inline]
    pub(in crate::tests) fn weight(mut self, value: f64) -> Self {
        self.body.weight = ::core::option::Option::Some(value);
        self
    }
    #[inline]
    pub(in crate::tests) fn send(self) -> rt::Send<Machine, ClerkErrors> {
        self.call.body(&self.body).send()
    }
    #[inline]
    pub(in crate::tests) fn request(
        self,
    ) -> rt::Result<rt::Request<rt::Body>, rt::Error<ClerkErrors>> {
        self.call.body(&self.body).request()
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(in crate::tests) struct Get {
    call: rt::Call,
}
impl Get {
    #[inline]
    pub(in crate::tests) fn order_by(mut self, value: MachineOrder) -> Self {
        self.call.query("order_by", &value);
        self
    }
    #[inline]
    pub(in crate::tests) fn tags(mut self, value: ::std::vec::Vec<::std::string::String>) -> Self {
        self.call.query("tags", &value);
        self
    }
    #[inline]
    pub(in crate::tests) fn trace(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> Self {
        self.call.header("x-trace", &value.into());
        self
    }
    #[inline]
    pub(in crate::tests) fn attempt_timeout(mut self, limit: ::core::time::Duration) -> Self {
        self.call.attempt_timeout(limit);
        self
    }
    #[inline]
    pub(in crate::tests) fn timeout(mut self, limit: ::core::time::Duration) -> Self {
        self.call.timeout(limit);
        self
    }
    #[inline]
    pub(in crate::tests) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.call.with_header(name, value);
        self
    }
    #[inline]
    pub(in crate::tests) fn with_query(mut self, name: &str, value: &str) -> Self {
        self.call.with_query(name, value);
        self
    }
    #[inline]
    pub(in crate::tests) fn with_base_url(mut self, url: &str) -> Self {
        self.call.with_base_url(url);
        self
    }
    #[inline]
    pub(in crate::tests) fn send(self) -> rt::Send<Machine, GetError> {
        self.call.send()
    }
    #[inline]
    pub(in crate::tests) fn send_with_response(self) -> rt::SendWithResponse<Machine, GetError> {
        self.call.send_with_response()
    }
    #[inline]
    pub(in crate::tests) fn request(
        self,
    ) -> rt::Result<rt::Request<rt::Body>, rt::Error<GetError>> {
        self.call.request()
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(in crate::tests) struct Ping {
    call: rt::Call,
}
impl Ping {
    #[inline]
    pub(in crate::tests) fn send(self) -> rt::Send<(), ::core::convert::Infallible> {
        self.call.send()
    }
}
