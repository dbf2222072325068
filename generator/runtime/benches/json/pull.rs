//! The alternative that was measured: the pull parser `jiter` filling the same slots.

use std::collections::BTreeMap;

use jiter::{Jiter, JiterResult, NumberInt, Peek};
use specsmith_runtime::emit::{Json, Shape};

use crate::model::Page;

pub trait Pull {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()>;
}

pub struct Source<'a>(Jiter<'a>);

pub fn from_slice(text: &[u8]) -> Page {
    let mut source = Source(Jiter::new(text));
    let mut page = Page::empty();
    page.pull(&mut source).unwrap();
    source.0.finish().unwrap();
    page
}

impl Source<'_> {
    pub fn object(&mut self, shape: &Shape, slots: &mut [&mut dyn Pull]) -> JiterResult<()> {
        let mut guess = (0, 0);
        let mut seen = 0_u64;
        let mut name = self.0.next_object()?;
        while let Some(key) = name {
            match find(shape, key, &mut guess) {
                Some(index) => {
                    assert!(seen & (1 << index) == 0, "repeated");
                    seen |= 1 << index;
                    slots[index].pull(self)?;
                }
                None => self.0.next_skip()?,
            }
            name = self.0.next_key()?;
        }
        let required = (1 << shape.required.len()) - 1;
        assert!(seen & required == required, "missing");
        Ok(())
    }
}

pub fn find(shape: &Shape, name: &str, guess: &mut (usize, usize)) -> Option<usize> {
    if shape.required.get(guess.0).is_some_and(|next| *next == name) {
        guess.0 += 1;
        return Some(guess.0 - 1);
    }
    if shape.optional.get(guess.1).is_some_and(|next| *next == name) {
        guess.1 += 1;
        return Some(shape.required.len() + guess.1 - 1);
    }
    if let Some(index) = shape.required.iter().position(|other| *other == name) {
        guess.0 = index + 1;
        return Some(index);
    }
    let index = shape.optional.iter().position(|other| *other == name)?;
    guess.1 = index + 1;
    Some(shape.required.len() + index)
}

impl Pull for String {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        self.push_str(source.0.next_str()?);
        Ok(())
    }
}

impl Pull for i64 {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        match source.0.next_int()? {
            NumberInt::Int(value) => *self = value,
            NumberInt::BigInt(_) => panic!("out of range"),
        }
        Ok(())
    }
}

impl Pull for f64 {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        *self = source.0.next_float()?;
        Ok(())
    }
}

impl Pull for bool {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        *self = source.0.next_bool()?;
        Ok(())
    }
}

impl<T: Pull + Json> Pull for Option<T> {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        if source.0.peek()? == Peek::Null {
            return source.0.known_null();
        }
        self.insert(T::empty()).pull(source)
    }
}

impl<T: Pull + Json> Pull for Vec<T> {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        let mut more = source.0.next_array()?;
        while more.is_some() {
            self.push_mut(T::empty()).pull(source)?;
            more = source.0.array_step()?;
        }
        Ok(())
    }
}

impl<T: Pull + Json> Pull for BTreeMap<String, T> {
    fn pull(&mut self, source: &mut Source<'_>) -> JiterResult<()> {
        let mut name = source.0.next_object()?.map(str::to_owned);
        while let Some(key) = name {
            let mut value = T::empty();
            value.pull(source)?;
            assert!(self.insert(key, value).is_none(), "repeated");
            name = source.0.next_key()?.map(str::to_owned);
        }
        Ok(())
    }
}
