//! The types of the small client, and its set of errors.

use super::rt;

#[non_exhaustive]
pub(in crate::tests) struct Machine {
    pub(in crate::tests) id: ::std::string::String,
    pub(in crate::tests) order: MachineOrder,
    pub(in crate::tests) secret_key: rt::Secret,
    pub(in crate::tests) default_token_ttl: ::core::option::Option<i64>,
}
rt::object! { Machine { id, order, secret_key; default_token_ttl } }

#[non_exhaustive]
pub(in crate::tests) enum MachineOrder {
    NameAscending,
    Unknown(rt::UnknownValue),
}
rt::string_enum! { MachineOrder { "+name" => NameAscending, _ => Unknown } }

#[non_exhaustive]
pub(in crate::tests) struct CreateMachineRequestBody {
    pub(in crate::tests) name: ::std::string::String,
    pub(in crate::tests) secret: ::core::option::Option<rt::Secret>,
    pub(in crate::tests) scoped_machines:
        ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    pub(in crate::tests) weight: ::core::option::Option<f64>,
}
rt::object! { CreateMachineRequestBody { name; secret, scoped_machines, weight } }
rt::setters! {
    impl CreateMachineRequestBody: new(name: impl ::core::convert::Into<::std::string::String>) {
        name: name.into(),
        ..rt::empty()
    }
}

/// A body of which nothing is asked for, and which always says the same.
#[non_exhaustive]
pub(in crate::tests) struct Filter {
    pub(in crate::tests) kind: ::std::string::String,
    pub(in crate::tests) limit: ::core::option::Option<i64>,
}
rt::object! { Filter { kind; limit } }
rt::setters! { impl Filter: new() { kind: "machine".into(), ..rt::empty() } }

#[non_exhaustive]
pub(in crate::tests) struct ClerkErrors {
    pub(in crate::tests) message: ::std::string::String,
}
rt::object! { ClerkErrors { message } }

/// Several error bodies in one set.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(in crate::tests) enum GetError {
    Unauthorized(ClerkErrors),
    NotFound(rt::Text),
}
rt::answers! { GetError { 0 Unauthorized, _ NotFound } }

/// A set of one, which has no body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(in crate::tests) enum Emptied {
    Gone(()),
}
rt::answers! { Emptied { _ Gone } }

mod tests {
    use super::{CreateMachineRequestBody, Emptied, Filter, GetError, MachineOrder, rt};
    use rt::{Answer as _, Json as _};

    #[test]
    fn what_new_asks_nothing_for_has_a_default() {
        let filter = Filter::default();
        assert_eq!((filter.kind.as_str(), filter.limit), ("machine", None));
        assert_eq!(filter, Filter::new());
    }

    #[test]
    fn a_copy_is_equal_and_apart() {
        let mut body = CreateMachineRequestBody::new("a");
        body.scoped_machines = Some(vec!["b".to_owned()]);
        let copy = body.clone();
        assert_eq!(copy, body);
        body.scoped_machines.get_or_insert_default().clear();
        assert_ne!(copy, body);
    }

    #[test]
    fn an_enum_shows_its_text_as_texts_are_shown() {
        for (order, text) in [(MachineOrder::NameAscending, "+name"), ("\"é\"".into(), "\"é\"")] {
            assert_eq!(format!("{order:?}"), format!("{text:?}"));
            assert_eq!(format!("{order:#?}"), format!("{text:?}"));
            assert_eq!(order.to_string(), text);
            assert_eq!(order.clone(), order);
        }
        let mut order = MachineOrder::empty();
        order.read(&mut rt::Reader::new(b"\"+name\"").unwrap()).unwrap();
        assert_eq!(order, MachineOrder::NameAscending);
    }

    #[test]
    fn the_last_variant_stands_for_all_that_have_no_number() {
        let mut error = GetError::unread();
        assert!(matches!(error, GetError::NotFound(_)));
        assert!(matches!(error.turn(0), rt::Slot::Json(_)));
        assert!(matches!(error, GetError::Unauthorized(_)));
        for variant in [1, usize::MAX] {
            assert!(matches!(error.turn(variant), rt::Slot::Text(_)));
            assert!(matches!(error, GetError::NotFound(_)));
        }
        assert!(matches!(Emptied::unread().turn(0), rt::Slot::Empty));
    }
}
