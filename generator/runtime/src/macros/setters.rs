//! What is set by name.

/// How requests make a struct: what asks for the members that are required, and methods that set one of the others
/// each. Where nothing is asked for, that is its `Default`. A member that is called as a keyword of Rust says its name,
/// for the documentation.
///
/// ```ignore
/// setters! {
///     impl Machine: new(id: impl Into<String>) { id: id.into(), ..empty() }
///     with_name(self.name, value: impl Into<String>) { Some(value.into()) }
///     with_type(self.(r#type as "type"), value: i64) { Some(value) }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    (
        impl $type:ident: new $(<$($by_each:ident),+>)? ($($required:tt)*) { $($member:tt)* }
        $(
            $(#$attribute:tt)*
            $method:ident $(<$by:ident>)? (
                $self:ident.$($field:ident)? $(($keyword:ident as $name:literal))?, $($argument:tt)*
            ) { $($set:tt)* }
        )*
    ) => {
        impl $type {
            /// A value with what is required, and nothing else.
            #[allow(clippy::too_many_arguments)]
            #[inline]
            #[must_use]
            pub fn new $(<$($by_each),+>)? ($($required)*) -> Self {
                Self { $($member)* }
            }

            $(
                $(#[doc = ::core::concat!(
                    "Sets [`", ::core::stringify!($field), "`](Self::", ::core::stringify!($field), ")."
                )])?
                $(#[doc = ::core::concat!("Sets [`", $name, "`](Self::", $name, ").")])?
                $(#$attribute)*
                #[inline]
                #[must_use]
                pub fn $method $(<$by>)? (mut $self, $($argument)*) -> Self {
                    $self.$($field)? $($keyword)? = { $($set)* };
                    $self
                }
            )*
        }

        $crate::setters!(@default $type ($($required)*));
    };
    (@default $type:ident ()) => {
        impl ::core::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default $type:ident ($($required:tt)+)) => {};
}

/// The inputs of an operation that may be left out, as methods of its call: what each puts where.
///
/// ```ignore
/// inputs! {
///     impl List;
///     /// How many there are on a page.
///     limit(self, value: i64) { self.call.query("limit", &value); }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! inputs {
    (
        impl $call:ident;
        $(
            $(#$attribute:tt)*
            $method:ident $(<$by:ident>)? ($self:ident, $($argument:tt)*) { $($put:tt)* }
        )*
    ) => {
        impl $call {
            $(
                $(#$attribute)*
                #[inline]
                pub fn $method $(<$by>)? (mut $self, $($argument)*) -> Self {
                    $($put)*
                    $self
                }
            )*
        }
    };
}
