//! Operations.

/// The constant that describes an operation: method and path, then what is not as usual.
///
/// ```ignore
/// operation! { LIST = Get "/machines" { id: "ListMachines", accept: "application/json" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $name:ident = $method:ident $(($other:literal))? $path:literal {
            $($fields:tt)*
        }
    ) => {
        const $name: &$crate::emit::Operation = &$crate::emit::Operation {
            method: $crate::emit::Method::$method $(($other))?,
            path: $path,
            $($fields)*,
            ..$crate::emit::Operation::USUAL
        };
    };
}
