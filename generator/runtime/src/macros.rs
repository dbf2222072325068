//! What every emitted type and call has, written once.
//!
//! Emitted code names members, values and answers; these spell the rest. They expand to what one would write
//! by hand for each type: no loops, one expression in each function, and generics for the calls of a group alone.

/// The JSON form of a struct, and what follows from it: [`by_json`](crate::by_json).
///
/// Takes the fields by their names on the wire, which are stated where they differ: those that must be there,
/// then after `;` those that may be missing, then after `; ..` the one for members that nobody described. Last,
/// what is read beside that form.
///
/// ```ignore
/// object! { Machine { id, created_at = "createdAt"; name; ..additional } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (
        $type:ident {
            $($field:ident $(= $name:literal)?),*
            $(; $($optional:ident $(= $optional_name:literal)?),*)?
            $(; ..$additional:ident)?
        }
        $(tolerates $tolerance:expr)?
    ) => {
        impl $type {
            pub(super) const SHAPE: &'static $crate::emit::Shape = &$crate::emit::Shape {
                name: ::core::stringify!($type),
                required: &[$($crate::object!(@name $field $($name)?)),*],
                optional: &[$($($crate::object!(@name $optional $($optional_name)?)),*)?],
            };
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self {
                    $($field: $crate::emit::empty(),)*
                    $($($optional: $crate::emit::empty(),)*)?
                    $($additional: $crate::emit::empty(),)?
                }
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                $crate::object!(
                    @read r,
                    [$(&mut self.$field,)* $($(&mut self.$optional,)*)?],
                    [$(&mut self.$additional)?] $($tolerance)?
                )
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                $crate::object!(
                    @write w,
                    [$(&self.$field,)* $($(&self.$optional,)*)?],
                    [$(&self.$additional)?]
                )
            }
        }

        $crate::by_json!($type);
    };
    (@name $field:ident) => { ::core::stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@read $r:ident, $members:tt, []) => {
        $r.object(Self::SHAPE, &mut $members)
    };
    (@read $r:ident, $members:tt, [$additional:expr]) => {
        $r.object_with(Self::SHAPE, &mut $members, $additional)
    };
    (@read $r:ident, $members:tt, [] $tolerance:expr) => {
        $r.tolerant(Self::SHAPE, $tolerance, &mut $members, ::core::option::Option::None)
    };
    (@read $r:ident, $members:tt, [$additional:expr] $tolerance:expr) => {
        $r.tolerant(Self::SHAPE, $tolerance, &mut $members, ::core::option::Option::Some($additional))
    };
    (@write $w:ident, $members:tt, []) => {
        $w.object(Self::SHAPE, &$members)
    };
    (@write $w:ident, $members:tt, [$additional:expr]) => {
        $w.object_with(Self::SHAPE, &$members, $additional)
    };
}

/// An open enum of strings: its values on the wire, and the variant that keeps any other.
///
/// ```ignore
/// string_enum! { Status { "active" => Active, "gone" => Gone, _ => Unknown } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($type:ident { $($value:literal => $variant:ident,)* _ => $unknown:ident }) => {
        impl $type {
            /// The value on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unknown($crate::emit::unknown(other)),
                }
            }
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self::$unknown($crate::emit::unknown(""))
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                *self = <Self as ::core::convert::From<&str>>::from(&*r.str()?);
                ::core::result::Result::Ok(())
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                w.str(self.as_str());
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// A union: its arms by number, what becomes which of them by `From`, and what tells them apart. `by` names
/// the tag, `writes` the tag's value where the arm's type has no member for it. The arm that keeps what fits no
/// other comes last; `hides secrets` says that some arm has one.
///
/// ```ignore
/// union! {
///     Shape by "kind" {
///         0 Circle(Circle) = object(Circle::SHAPE).tags(&["circle"]),
///         1 Name(String, &str) = TEXT,
///         _ Unknown
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $type:ident $(by $tag:literal)? {
            $(
                $index:literal $variant:ident $(($($from:ty),+))?
                    = $form:ident $(($($of:tt)*))? $(.$more:ident($($with:tt)*))* $(writes $value:literal)?,
            )*
            _ $unknown:ident
        }
        $(hides $secrets:ident)?
    ) => {
        impl $type {
            pub(super) const UNION: &'static $crate::emit::Union = &$crate::emit::Union {
                tag: $crate::union!(@tag $($tag)?),
                arms: &[$($crate::emit::Arm::$form $(($($of)*))? $(.$more($($with)*))*),*],
            };
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self::$unknown($crate::emit::empty())
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                r.union(Self::UNION, &mut |arm, r| match arm {
                    $($index => r.arm(self, Self::$variant),)*
                    _ => r.arm(self, Self::$unknown),
                })
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                match self {
                    $(Self::$variant(value) => {
                        $crate::union!(@write w, $variant, value $(, $value)?)
                    })*
                    Self::$unknown(value) => w.unknown_arm(
                        ::core::stringify!($unknown),
                        value,
                        $crate::union!(@hides $($secrets)?),
                    ),
                }
            }
        }

        $crate::by_json!($type);

        $($($(
            impl ::core::convert::From<$from> for $type {
                #[inline]
                fn from(value: $from) -> Self {
                    Self::$variant(::core::convert::Into::into(value))
                }
            }
        )+)?)*
    };
    (@tag) => { ::core::option::Option::None };
    (@tag $tag:literal) => { ::core::option::Option::Some($tag) };
    (@write $w:ident, $variant:ident, $value:ident) => {
        $w.arm(::core::stringify!($variant), $value)
    };
    (@write $w:ident, $variant:ident, $value:ident, $tag:literal) => {
        $w.tagged_arm(::core::stringify!($variant), Self::UNION, $tag, $value)
    };
    (@hides) => { false };
    (@hides secrets) => { true };
}

/// The JSON form of a type around an integer.
///
/// ```ignore
/// integer!(Level(i64));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! integer {
    ($type:ident($integer:ty)) => {
        impl ::core::convert::From<$integer> for $type {
            #[inline]
            fn from(value: $integer) -> Self {
                Self(value)
            }
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self(0)
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                $crate::emit::Json::read(&mut self.0, r)
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                $crate::emit::Json::write(&self.0, w);
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

/// `Debug`, which hides secrets, and `PartialEq` of a type that has a JSON form.
#[doc(hidden)]
#[macro_export]
macro_rules! by_json {
    ($type:ident) => {
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::emit::debug(self, f)
            }
        }

        /// Values are equal that are written as the same JSON.
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::emit::equal(self, other)
            }
        }
    };
}

/// The type of the calls of a group, and a mark for each of those that have inputs of their own.
///
/// What is the same for all of them is there once, and not once for each operation: the options and the ways to
/// send a call. An alias with the operation's mark is what the operation's method gives, and an `impl` for that
/// alias has the setters.
///
/// ```ignore
/// calls! { List, Create }
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
    ($($mark:ident),*) => {
        mod marks {
            $(pub enum $mark {})*
        }

        /// A call of an operation of this module, not sent yet: its options, and the ways to send it.
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
            pub fn url(
                &self,
            ) -> ::core::result::Result<$crate::emit::Uri, $crate::emit::Error<E>> {
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
