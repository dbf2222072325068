//! The singular of a word, as English makes it: what one of `entries` is called.

/// The singular of a lower-case word; `None` where it is none, or is its own plural.
pub(in crate::lower) fn singular(word: &str) -> Option<String> {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return Some((*one).to_owned());
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 1)?;
    if NO_PLURALS.contains(&word) || stem.ends_with('s') {
        return None;
    }
    let without = |ending: &str, put: &str| {
        word.strip_suffix(ending).filter(|rest| !rest.is_empty()).map(|rest| format!("{rest}{put}"))
    };
    // `status`, `analysis`, but `menus` and `apis`, which are irregular above.
    if stem.ends_with('u') || stem.ends_with('i') {
        return None;
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes", "tuses", "nuses", "ruses", "puses"];
    if hissing.iter().any(|ending| word.ends_with(ending)) {
        return without("es", "");
    }
    without("ies", "y").or_else(|| Some(stem.to_owned()))
}

/// Words of APIs that the rules would get wrong.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("apis", "api"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("cpus", "cpu"),
    ("criteria", "criterion"),
    ("databases", "database"),
    ("echoes", "echo"),
    ("emojis", "emoji"),
    ("gpus", "gpu"),
    ("halves", "half"),
    ("heroes", "hero"),
    ("indices", "index"),
    ("kpis", "kpi"),
    ("leaves", "leaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("shelves", "shelf"),
    ("skus", "sku"),
    ("uris", "uri"),
    ("vertices", "vertex"),
    ("wikis", "wiki"),
];

/// Words that end like a plural and are none, or have no other form.
const NO_PLURALS: &[&str] = &[
    "alias",
    "always",
    "analytics",
    "atlas",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cors",
    "css",
    "ddos",
    "dns",
    "ecs",
    "gas",
    "gps",
    "has",
    "https",
    "ios",
    "kms",
    "kubernetes",
    "lens",
    "logistics",
    "macos",
    "means",
    "ms",
    "news",
    "os",
    "pos",
    "rds",
    "saas",
    "sas",
    "series",
    "sms",
    "sns",
    "species",
    "sqs",
    "tls",
    "vps",
    "windows",
];

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn one_of_many_is_called_by_the_singular() {
        for (many, one) in [
            ("events", "event"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("caches", "cache"),
            ("databases", "database"),
            ("releases", "release"),
            ("responses", "response"),
            ("archives", "archive"),
            ("ids", "id"),
            ("apis", "api"),
            ("children", "child"),
            ("indices", "index"),
        ] {
            assert_eq!(singular(many).as_deref(), Some(one), "{many}");
        }
    }

    #[test]
    fn a_word_that_is_no_plural_has_no_singular() {
        for word in ["status", "address", "data", "dns", "analysis", "series", "s", "as", ""] {
            assert_eq!(singular(word), None, "{word}");
        }
    }
}
