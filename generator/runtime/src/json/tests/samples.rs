//! Types in the shape that the generator emits.

use std::collections::BTreeMap;

use crate::emit as rt;
use crate::json::{ReadJson, WriteJson};

#[derive(Clone, PartialEq)]
pub(super) struct Machine {
    pub(super) object: Kind,
    pub(super) id: String,
    pub(super) peers: Vec<Machine>,
    pub(super) secret_key: rt::Secret,
    pub(super) owner: Option<String>,
    pub(super) ttl: Option<i64>,
    pub(super) note: rt::Maybe<String>,
    pub(super) parent: Option<Box<Machine>>,
}
const MACHINE: &rt::Shape = &rt::Shape {
    name: "Machine",
    required: &["object", "id", "peers", "secret_key", "owner"],
    optional: &["ttl", "note", "parent"],
};
impl rt::Json for Machine {
    #[inline]
    fn empty() -> Self {
        Self {
            object: rt::empty(),
            id: rt::empty(),
            peers: rt::empty(),
            secret_key: rt::empty(),
            owner: rt::empty(),
            ttl: rt::empty(),
            note: rt::empty(),
            parent: rt::empty(),
        }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(
            MACHINE,
            &mut [
                &mut self.object,
                &mut self.id,
                &mut self.peers,
                &mut self.secret_key,
                &mut self.owner,
                &mut self.ttl,
                &mut self.note,
                &mut self.parent,
            ],
        )
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(
            MACHINE,
            &[
                &self.object,
                &self.id,
                &self.peers,
                &self.secret_key,
                &self.owner,
                &self.ttl,
                &self.note,
                &self.parent,
            ],
        )
    }
}
impl ::core::fmt::Debug for Machine {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}
crate::serde_bridge!(Machine);
crate::serde_bridge!(Labels);

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Machine,
    Unknown(rt::UnknownValue),
}
impl Kind {
    #[inline]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Machine => "machine",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::core::convert::From<&str> for Kind {
    #[inline]
    fn from(value: &str) -> Self {
        match value {
            "machine" => Self::Machine,
            other => Self::Unknown(rt::unknown(other)),
        }
    }
}
impl rt::Json for Kind {
    #[inline]
    fn empty() -> Self {
        Self::from("")
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        *self = Self::from(&*r.str()?);
        Ok(())
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.str(self.as_str())
    }
}
impl ::core::fmt::Debug for Kind {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

/// Declared and additional members together.
#[derive(Clone, PartialEq)]
pub(super) struct Labels {
    pub(super) name: String,
    pub(super) additional: BTreeMap<String, i64>,
}
const LABELS: &rt::Shape = &rt::Shape { name: "Labels", required: &["name"], optional: &[] };
impl rt::Json for Labels {
    #[inline]
    fn empty() -> Self {
        Self { name: rt::empty(), additional: rt::empty() }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object_with(LABELS, &mut [&mut self.name], &mut self.additional)
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object_with(LABELS, &[&self.name], &self.additional)
    }
}
impl ::core::fmt::Debug for Labels {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

/// A hundred required and thirty optional members: beyond one word of the set of seen ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wide {
    pub(super) values: Vec<i64>,
    pub(super) rest: Vec<Option<i64>>,
}
const WIDE: &rt::Shape =
    &rt::Shape { name: "Wide", required: &WIDE_NAMES.0, optional: &WIDE_NAMES.1 };
pub(super) static WIDE_NAMES: ([&str; 100], [&str; 30]) = names();
const fn names() -> ([&'static str; 100], [&'static str; 30]) {
    const TEXT: &str = "m00m01m02m03m04m05m06m07m08m09m10m11m12m13m14m15m16m17m18m19\
        m20m21m22m23m24m25m26m27m28m29m30m31m32m33m34m35m36m37m38m39\
        m40m41m42m43m44m45m46m47m48m49m50m51m52m53m54m55m56m57m58m59\
        m60m61m62m63m64m65m66m67m68m69m70m71m72m73m74m75m76m77m78m79\
        m80m81m82m83m84m85m86m87m88m89m90m91m92m93m94m95m96m97m98m99\
        n00n01n02n03n04n05n06n07n08n09n10n11n12n13n14n15n16n17n18n19\
        n20n21n22n23n24n25n26n27n28n29";
    let mut names = ([""; 100], [""; 30]);
    let mut index = 0;
    while index < 130 {
        let name = TEXT.split_at(index * 3).1.split_at(3).0;
        if index < 100 {
            names.0[index] = name;
        } else {
            names.1[index - 100] = name;
        }
        index += 1;
    }
    names
}
impl rt::Json for Wide {
    fn empty() -> Self {
        Self { values: vec![0; 100], rest: vec![None; 30] }
    }
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        let mut slots: Vec<&mut dyn ReadJson> = Vec::new();
        slots.extend(self.values.iter_mut().map(|slot| slot as &mut dyn ReadJson));
        slots.extend(self.rest.iter_mut().map(|slot| slot as &mut dyn ReadJson));
        r.object(WIDE, &mut slots)
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        let mut values: Vec<&dyn WriteJson> = Vec::new();
        values.extend(self.values.iter().map(|value| value as &dyn WriteJson));
        values.extend(self.rest.iter().map(|value| value as &dyn WriteJson));
        w.object(WIDE, &values)
    }
}
