//! `serde` for types that implement [`Json`](super::Json), through JSON text.
//!
//! Both directions go through a text in memory: what `Deserialize` is given is written as JSON and
//! read by the one reader, so limits and the rule for repeated names hold for every format; what
//! `Serialize` gives is the text, walked. Formats must describe themselves (JSON, YAML, CBOR,
//! MessagePack; not bincode or postcard).

use std::cell::RefCell;
use std::fmt;

use serde_core::de::{
    self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
};
use serde_core::ser::{self, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::number::Number;
use super::{ReadJson, Reader, Stop, WriteJson, Writer, read_slice, to_vec};

#[doc(hidden)]
pub use serde_core as serde;

/// Implements `serde::Serialize` and `serde::Deserialize` for a type that implements
/// [`Json`](crate::json::Json).
#[doc(hidden)]
#[macro_export]
macro_rules! serde_bridge {
    ($type:ident) => {
        impl $crate::emit::bridge::serde::Serialize for $type {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::emit::bridge::serde::Serializer,
            {
                $crate::emit::bridge::serialize(self, serializer)
            }
        }
        impl<'de> $crate::emit::bridge::serde::Deserialize<'de> for $type {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::emit::bridge::serde::Deserializer<'de>,
            {
                let mut value = <Self as $crate::emit::Json>::empty();
                $crate::emit::bridge::deserialize(&mut value, deserializer)?;
                ::core::result::Result::Ok(value)
            }
        }
    };
}

/// Serializes `value` as the tree that its JSON text spells, in the same order.
///
/// # Errors
/// What JSON has no form for, and what the serializer refuses.
pub fn serialize<S: Serializer>(value: &dyn WriteJson, serializer: S) -> Result<S::Ok, S::Error> {
    let text = to_vec(value).map_err(ser::Error::custom)?;
    let reader = Reader::new(&text).map_err(ser::Error::custom)?;
    Walked(&RefCell::new(reader)).serialize(serializer)
}

/// Deserializes into `value`.
///
/// # Errors
/// What the deserializer gives, and what the type refuses, with its path.
pub fn deserialize<'de, D: Deserializer<'de>>(
    value: &mut dyn ReadJson,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut text = Vec::new();
    Spelled(&mut text).deserialize(deserializer)?;
    read_slice(&text, value).map_err(de::Error::custom)
}

/// The next value of a reader. The reader advances while it is serialized, hence the cell.
struct Walked<'r, 'a>(&'r RefCell<Reader<'a>>);

impl Serialize for Walked<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn unreadable<E: ser::Error>(_: Stop) -> E {
            E::custom("the written text cannot be read")
        }
        let reader = self.0;
        let next = reader.borrow_mut().peek();
        match next {
            Some(b'{') => {
                let mut map = serializer.serialize_map(None)?;
                let mut more = reader.borrow_mut().open(b'{', b'}', "").map_err(unreadable)?;
                while more {
                    let (name, _) = reader.borrow_mut().member_name().map_err(unreadable)?;
                    map.serialize_entry(&name, self)?;
                    more = reader.borrow_mut().more(b'}', "").map_err(unreadable)?;
                }
                map.end()
            }
            Some(b'[') => {
                let mut seq = serializer.serialize_seq(None)?;
                let mut more = reader.borrow_mut().open(b'[', b']', "").map_err(unreadable)?;
                while more {
                    seq.serialize_element(self)?;
                    more = reader.borrow_mut().more(b']', "").map_err(unreadable)?;
                }
                seq.end()
            }
            Some(b'"') => {
                let text = reader.borrow_mut().str().map_err(unreadable)?;
                serializer.serialize_str(&text)
            }
            Some(b't' | b'f') => {
                let value = reader.borrow_mut().bool().map_err(unreadable)?;
                serializer.serialize_bool(value)
            }
            Some(b'n') => {
                reader.borrow_mut().null().map_err(unreadable)?;
                serializer.serialize_unit()
            }
            _ => {
                let expected = "a number";
                let numeral = reader.borrow_mut().numeral(expected).map_err(unreadable)?;
                match (numeral.number(), numeral.wide::<i128>(), numeral.wide::<u128>()) {
                    (Some(Number::Unsigned(value)), ..) => serializer.serialize_u64(value),
                    (Some(Number::Signed(value)), ..) => serializer.serialize_i64(value),
                    (_, Some(value), _) => serializer.serialize_i128(value),
                    (_, None, Some(value)) => serializer.serialize_u128(value),
                    (Some(Number::Float(value)), None, None) => serializer.serialize_f64(value),
                    (None, None, None) => {
                        Err(ser::Error::custom("a number beyond 64 bits of floating point"))
                    }
                }
            }
        }
    }
}

/// Appends what a deserializer gives as JSON text.
struct Spelled<'t>(&'t mut Vec<u8>);

impl Spelled<'_> {
    fn write<E: de::Error>(self, value: &dyn WriteJson) -> Result<(), E> {
        let mut writer = Writer::new();
        value.write_json(&mut writer);
        self.0.extend_from_slice(&writer.finish().map_err(E::custom)?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Spelled<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Spelled<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has a form for")
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.write(&value)
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        super::escape::write_quoted(self.0, value);
        Ok(())
    }
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }
    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.push(b'[');
        while items.next_element_seed(Spelled(self.0))?.is_some() {
            self.0.push(b',');
        }
        close(self.0, b']');
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        self.0.push(b'{');
        while let Some(name) = members.next_key::<Name>()? {
            super::escape::write_quoted(self.0, &name.0);
            self.0.push(b':');
            members.next_value_seed(Spelled(self.0))?;
            self.0.push(b',');
        }
        close(self.0, b'}');
        Ok(())
    }
}

/// Replaces the comma after the last item by a bracket.
fn close(text: &mut Vec<u8>, bracket: u8) {
    if text.last() == Some(&b',') {
        text.pop();
    }
    text.push(bracket);
}

struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
