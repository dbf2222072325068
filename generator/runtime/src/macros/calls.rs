//! The calls of operations.

/// A mark for each operation of a group whose call has inputs of its own: see [`calls`](crate::calls).
#[doc(hidden)]
#[macro_export]
macro_rules! marks {
    ($($mark:ident),*) => {
        mod marks {
            $(pub enum $mark {})*
        }
    };
}

/// The type of the calls that have inputs of their own.
///
/// What is the same for all of them is there once, and not once for each operation: the options and the ways to
/// send a call. An alias with the operation's mark is what the operation's method gives, and an `impl` for that
/// alias has the setters. It reaches the members of the call, for it is in the same module or in one below.
///
/// ```ignore
/// calls!();
/// marks! { List, Create }
///
/// pub type List = Call<marks::List, types::MachineList, types::ClerkErrors>;
///
/// impl List {
///     pub fn limit(mut self, value: i64) -> Self { /* … */ }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! calls {
    () => {
        /// A call of an operation, not sent yet: its options, and the ways to send it.
        ///
        /// Each operation `O` has an alias of its own, which is where its inputs are. It is answered with `T`,
        /// documented errors carry `E`, `B` is the body that is still put together, and `H` the type of the
        /// answer's headers where the API documents them.
        #[must_use = "nothing is sent until `send` is called"]
        pub struct Call<O, T, E, B = (), H = ()> {
            call: $crate::emit::Call,
            body: B,
            types: ::core::marker::PhantomData<fn() -> (O, T, E, H)>,
        }

        impl<O, T, E, B, H> Call<O, T, E, B, H> {
            // Nobody makes one where all groups are switched off.
            #[allow(dead_code)]
            fn unsent(call: $crate::emit::Call, body: B) -> Self {
                Self { call, body, types: ::core::marker::PhantomData }
            }
        }

        impl<O, T, E, B, H> Call<O, T, E, B, H>
        where
            T: $crate::emit::Answer,
            E: $crate::emit::Answer,
            B: $crate::emit::Held,
        {
            $crate::options!();

            /// Sends the call when it is awaited, and gives what the API answers.
            #[inline]
            pub fn send(self) -> $crate::emit::Send<T, E> {
                $crate::emit::Held::put(&self.body, self.call).send()
            }

            /// Like `send`, and gives status, headers and request id as well.
            #[inline]
            pub fn send_with_response(self) -> $crate::emit::SendWithResponse<T, E, H> {
                $crate::emit::Held::put(&self.body, self.call).send_with_response()
            }

            /// The address of the call, without credentials. Fails where an argument fits in none.
            #[inline]
            pub fn url(&self) -> ::core::result::Result<$crate::emit::Uri, $crate::emit::Error<E>> {
                self.call.url()
            }

            /// The request as `send` would send it, credentials included.
            ///
            /// # Errors
            ///
            /// An argument that no request can carry, or a missing credential.
            #[inline]
            pub fn request(
                self,
            ) -> ::core::result::Result<
                $crate::emit::Request<$crate::emit::Body>,
                $crate::emit::Error<E>,
            > {
                $crate::emit::Held::put(&self.body, self.call).request()
            }
        }

        impl<O, T, E, B: ::core::clone::Clone, H> ::core::clone::Clone for Call<O, T, E, B, H> {
            fn clone(&self) -> Self {
                Self::unsent(self.call.clone(), self.body.clone())
            }
        }

        impl<O, T, E, B: ::core::fmt::Debug, H> ::core::fmt::Debug for Call<O, T, E, B, H> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct("Call").field("call", &self.call).field("body", &self.body).finish()
            }
        }
    };
}

/// The options of a call that holds a [`Call`](crate::emit::Call) as `call`.
#[doc(hidden)]
#[macro_export]
macro_rules! options {
    () => {
        /// Limits the whole call: all attempts and the pauses between them.
        #[inline]
        pub fn timeout(mut self, limit: ::core::time::Duration) -> Self {
            self.call.timeout(limit);
            self
        }

        /// Limits each attempt, from sending it to the end of its answer.
        #[inline]
        pub fn attempt_timeout(mut self, limit: ::core::time::Duration) -> Self {
            self.call.attempt_timeout(limit);
            self
        }

        /// Sets which failures of this call are worth another attempt, in place of the client's policy.
        #[inline]
        pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.call.retry(policy);
            self
        }

        /// Sets a header of this call, in place of any of the same name: `authorization` replaces the
        /// credential. Cookies are added to others.
        #[inline]
        pub fn with_header(mut self, name: &str, value: &str) -> Self {
            self.call.with_header(name, value);
            self
        }

        /// Adds a query parameter to this call.
        #[inline]
        pub fn with_query(mut self, name: &str, value: &str) -> Self {
            self.call.with_query(name, value);
            self
        }

        /// Sends this call, credentials included, to another base URL: one that you trust.
        #[inline]
        pub fn with_base_url(mut self, url: &str) -> Self {
            self.call.with_base_url(url);
            self
        }
    };
}
