//! "Did you mean": the known word that a misspelt one resembles.

/// The candidate that resembles the word enough to be what was meant, the nearest one.
#[must_use]
pub(crate) fn near<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * limit)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only candidate that begins or ends with the word, or the other way round: `bearer` for
/// `bearerAuth`.
#[must_use]
pub(crate) fn longer<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let contains = |long: &str, short: &str| {
        short.len() >= 3 && (long.starts_with(short) || long.ends_with(short))
    };
    let word = word.to_lowercase();
    let mut found = candidates.into_iter().filter(|candidate| {
        let candidate = candidate.to_lowercase();
        contains(&candidate, &word) || contains(&word, &candidate)
    });
    found.next().filter(|_| found.next().is_none())
}

/// How many single edits lie between two words; a swap of neighbours is one, and case counts nothing.
#[must_use]
pub(crate) fn distance(left: &str, right: &str) -> usize {
    strsim::osa_distance(&left.to_lowercase(), &right.to_lowercase())
}

/// Help for a word that is not one of the known ones: the one that was meant, or all of them.
#[must_use]
pub(crate) fn one_of(word: &str, known: &[&str], introduction: &str) -> String {
    match near(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("{introduction} {}", list(known)),
    }
}

/// Words as a list in backquotes, cut where it would get too long to read.
#[must_use]
pub(crate) fn list(words: &[&str]) -> String {
    const MOST: usize = 40;
    let mut text = String::new();
    for (index, word) in words.iter().take(MOST).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push('`');
        text.push_str(word);
        text.push('`');
    }
    if words.len() > MOST {
        text.push_str(", …");
    }
    text
}
