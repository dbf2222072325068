//! What emission promises, held against an API that has one of everything.

mod fixture;
mod injection;
mod literals;
mod output;
mod pages;
mod samples;
