//! Long lists of things that have nothing to do with each other, done half by half beside each other.

use std::panic::resume_unwind;
use std::thread;

use crate::diag::Diagnostics;

/// Changes everything in a list; problems stay in its order.
pub(super) fn change<T: Send>(
    list: &mut [T],
    diags: &mut Diagnostics,
    work: impl Fn(&mut T, &mut Diagnostics) + Sync,
) {
    let (first, second) = list.split_at_mut(list.len() / 2);
    let mut later = Diagnostics::new(diags.rigor());
    thread::scope(|scope| {
        let other = scope.spawn(|| second.iter_mut().for_each(|one| work(one, &mut later)));
        first.iter_mut().for_each(|one| work(one, diags));
        other.join().unwrap_or_else(|panic| resume_unwind(panic));
    });
    diags.append(later);
}

/// What becomes of everything in a list, in its order.
pub(super) fn map<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (first, second) = list.split_at(list.len() / 2);
    thread::scope(|scope| {
        let later = scope.spawn(|| second.iter().map(&work).collect::<Vec<R>>());
        let mut done = Vec::with_capacity(list.len());
        done.extend(first.iter().map(&work));
        done.extend(later.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done
    })
}
