//! The other alternative that was measured: `serde_json`'s deserializer behind a trait object, so
//! that types have no generic code, filling the same slots.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use specsmith_runtime::emit::{Json, Shape};

use crate::model::Page;
use crate::pull::find;

type Outcome = Result<(), serde_json::Error>;

pub trait Fill {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome;
}

/// One value of a deserializer, by kind. Can be asked once.
pub trait Tokens {
    fn object(&mut self, shape: &'static Shape, slots: &mut [&mut dyn Fill]) -> Outcome;
    fn map(&mut self, members: &mut dyn FnMut(String, &mut dyn Tokens) -> Outcome) -> Outcome;
    fn items(&mut self, items: &mut dyn FnMut(&mut dyn Tokens) -> Outcome) -> Outcome;
    fn option(&mut self, some: &mut dyn FnMut(&mut dyn Tokens) -> Outcome) -> Outcome;
    fn string(&mut self, out: &mut String) -> Outcome;
    fn i64(&mut self, out: &mut i64) -> Outcome;
    fn f64(&mut self, out: &mut f64) -> Outcome;
    fn bool(&mut self, out: &mut bool) -> Outcome;
}

pub fn from_slice(text: &[u8]) -> Page {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let mut page = Page::empty();
    page.fill(&mut Erased(Some(&mut deserializer))).unwrap();
    deserializer.end().unwrap();
    page
}

struct Erased<D>(Option<D>);

impl<D> Erased<D> {
    fn take(&mut self) -> D {
        self.0.take().unwrap()
    }
}

/// `serde_json`'s accessors hand out deserializers with its own error type; asking for `D::Error` to
/// be any error would need another box per value.
impl<'de, D: Deserializer<'de>> Tokens for Erased<D> {
    fn object(&mut self, shape: &'static Shape, slots: &mut [&mut dyn Fill]) -> Outcome {
        self.take().deserialize_map(Object(shape, slots)).map_err(own)
    }
    fn map(&mut self, members: &mut dyn FnMut(String, &mut dyn Tokens) -> Outcome) -> Outcome {
        self.take().deserialize_map(Map(members)).map_err(own)
    }
    fn items(&mut self, items: &mut dyn FnMut(&mut dyn Tokens) -> Outcome) -> Outcome {
        self.take().deserialize_seq(Items(items)).map_err(own)
    }
    fn option(&mut self, some: &mut dyn FnMut(&mut dyn Tokens) -> Outcome) -> Outcome {
        self.take().deserialize_option(Some_(some)).map_err(own)
    }
    fn string(&mut self, out: &mut String) -> Outcome {
        *out = String::deserialize(self.take()).map_err(own)?;
        Ok(())
    }
    fn i64(&mut self, out: &mut i64) -> Outcome {
        *out = i64::deserialize(self.take()).map_err(own)?;
        Ok(())
    }
    fn f64(&mut self, out: &mut f64) -> Outcome {
        *out = f64::deserialize(self.take()).map_err(own)?;
        Ok(())
    }
    fn bool(&mut self, out: &mut bool) -> Outcome {
        *out = bool::deserialize(self.take()).map_err(own)?;
        Ok(())
    }
}

fn own(error: impl fmt::Display) -> serde_json::Error {
    serde_json::Error::custom(error)
}

macro_rules! expecting {
    () => {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("another kind of value")
        }
    };
}

struct Slot<'s>(&'s mut dyn Fill);
impl<'de> DeserializeSeed<'de> for Slot<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.fill(&mut Erased(Some(deserializer))).map_err(D::Error::custom)
    }
}

struct Call<'s>(&'s mut dyn FnMut(&mut dyn Tokens) -> Outcome);
impl<'de> DeserializeSeed<'de> for Call<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (self.0)(&mut Erased(Some(deserializer))).map_err(D::Error::custom)
    }
}

struct Name<'g>(&'static Shape, &'g mut (usize, usize));
impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}
impl Visitor<'_> for Name<'_> {
    type Value = Option<usize>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(find(self.0, name, self.1))
    }
}

struct Object<'s, 'a>(&'static Shape, &'s mut [&'a mut dyn Fill]);
impl<'de> Visitor<'de> for Object<'_, '_> {
    expecting!();
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut guess = (0, 0);
        let mut seen = 0_u64;
        while let Some(index) = members.next_key_seed(Name(self.0, &mut guess))? {
            match index {
                Some(index) => {
                    assert!(seen & (1 << index) == 0, "repeated");
                    seen |= 1 << index;
                    members.next_value_seed(Slot(&mut *self.1[index]))?;
                }
                None => drop(members.next_value::<serde::de::IgnoredAny>()?),
            }
        }
        let required = (1 << self.0.required.len()) - 1;
        assert!(seen & required == required, "missing");
        Ok(())
    }
}

struct Map<'s>(&'s mut dyn FnMut(String, &mut dyn Tokens) -> Outcome);
impl<'de> Visitor<'de> for Map<'_> {
    expecting!();
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            let mut name = Some(name);
            members.next_value_seed(Call(&mut |source| (self.0)(name.take().unwrap(), source)))?;
        }
        Ok(())
    }
}

struct Items<'s>(&'s mut dyn FnMut(&mut dyn Tokens) -> Outcome);
impl<'de> Visitor<'de> for Items<'_> {
    expecting!();
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Call(self.0))?.is_some() {}
        Ok(())
    }
}

struct Some_<'s>(&'s mut dyn FnMut(&mut dyn Tokens) -> Outcome);
impl<'de> Visitor<'de> for Some_<'_> {
    expecting!();
    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Call(self.0).deserialize(deserializer)
    }
}

impl Fill for String {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.string(self)
    }
}
impl Fill for i64 {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.i64(self)
    }
}
impl Fill for f64 {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.f64(self)
    }
}
impl Fill for bool {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.bool(self)
    }
}
impl<T: Fill + Json> Fill for Option<T> {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.option(&mut |source| self.insert(T::empty()).fill(source))
    }
}
impl<T: Fill + Json> Fill for Vec<T> {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.items(&mut |source| self.push_mut(T::empty()).fill(source))
    }
}
impl<T: Fill + Json> Fill for BTreeMap<String, T> {
    fn fill(&mut self, source: &mut dyn Tokens) -> Outcome {
        source.map(&mut |name, source| {
            let mut value = T::empty();
            value.fill(source)?;
            assert!(self.insert(name, value).is_none(), "repeated");
            Ok(())
        })
    }
}
