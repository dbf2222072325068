//! Whether any value can satisfy the bounds of a schema.

use std::cmp::Ordering;

use super::super::{Number, Schema};
use super::{Check, pattern};
use crate::diag::codes;

impl Check<'_> {
    pub(super) fn schema(&mut self, schema: &Schema) {
        if let Some(pattern) = &schema.pattern {
            self.pattern(schema, "pattern", pattern);
        }
        for (pattern, _) in &schema.patterns {
            self.pattern(schema, "patternProperties", pattern);
        }
        self.range(schema);
        let bounds = &schema.bounds;
        self.counts(schema, ("minLength", bounds.min_length), ("maxLength", bounds.max_length));
        self.counts(schema, ("minItems", bounds.min_items), ("maxItems", bounds.max_items));
        self.counts(
            schema,
            ("minProperties", bounds.min_properties),
            ("maxProperties", bounds.max_properties),
        );
        self.default(schema);
    }

    fn pattern(&mut self, schema: &Schema, key: &str, pattern: &str) {
        let Some(problem) = pattern::problem(pattern) else { return };
        let at = match key {
            "pattern" => self.member_at(schema.at, &[key]),
            _ => self.member_at(schema.at, &[key, pattern]),
        };
        let place = if key == "pattern" {
            crate::diag::Place::Value(at)
        } else {
            crate::diag::Place::Key(at)
        };
        self.diags
            .report(
                codes::INVALID_PATTERN,
                place,
                format!("this is not a regular expression: {problem}"),
            )
            .help("write one of ECMA-262 (JavaScript); in YAML, single quotes keep backslashes");
    }

    fn range(&mut self, schema: &Schema) {
        let bounds = &schema.bounds;
        let lower = [("minimum", bounds.minimum), ("exclusiveMinimum", bounds.exclusive_minimum)];
        let upper = [("maximum", bounds.maximum), ("exclusiveMaximum", bounds.exclusive_maximum)];
        for (lower_key, lower) in lower {
            for (upper_key, upper) in upper {
                let (Some(lower), Some(upper)) = (lower, upper) else { continue };
                let inclusive = lower_key == "minimum" && upper_key == "maximum";
                let impossible = match lower.compare(upper) {
                    Ordering::Less => false,
                    Ordering::Equal => !inclusive,
                    Ordering::Greater => true,
                };
                if impossible {
                    self.report_empty(schema, (lower_key, &lower), (upper_key, &upper));
                    return;
                }
            }
        }
    }

    fn counts(
        &mut self,
        schema: &Schema,
        (lower_key, lower): (&str, Option<u64>),
        (upper_key, upper): (&str, Option<u64>),
    ) {
        if let (Some(lower), Some(upper)) = (lower, upper)
            && lower > upper
        {
            let number = |count: u64| Number::Int(i128::from(count));
            self.report_empty(schema, (lower_key, &number(lower)), (upper_key, &number(upper)));
        }
    }

    fn report_empty(
        &mut self,
        schema: &Schema,
        (lower_key, lower): (&str, &Number),
        (upper_key, upper): (&str, &Number),
    ) {
        let at = self.member_at(schema.at, &[lower_key]);
        let other = self.member_at(schema.at, &[upper_key]);
        let message =
            format!("no value satisfies `{lower_key}` {lower} and `{upper_key}` {upper} together");
        let diagnostic = self.diags.report(codes::INVALID_BOUND, at, message);
        diagnostic.help("make the lower bound smaller, or the upper one larger");
        if other != schema.at && other != at {
            diagnostic.label(other, "the other bound");
        }
    }
}
