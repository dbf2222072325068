//! What a user of the JSON layer would notice, by types written as the generator writes them.

mod agreement;
mod decode;
mod encode;
mod grammar;
mod samples;
mod tolerance;
mod union_laws;
mod union_samples;
mod unions;
