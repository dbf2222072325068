//! A page of objects, each type once for `serde`, for the runtime and for the pull parser.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specsmith_runtime::emit as rt;

use crate::erased::{Fill, Tokens};
use crate::pull::{Pull, Source};

macro_rules! model {
    ($name:ident, $shape:ident { $($required:ident: $type:ty,)* } optional { $($optional:ident: $inner:ty,)* }) => {
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            $(pub $required: $type,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $optional: Option<$inner>,)*
        }
        const $shape: &rt::Shape = &rt::Shape {
            name: stringify!($name),
            required: &[$(stringify!($required)),*],
            optional: &[$(stringify!($optional)),*],
        };
        impl rt::Json for $name {
            #[inline]
            fn empty() -> Self {
                Self { $($required: rt::empty(),)* $($optional: rt::empty(),)* }
            }
            #[inline]
            fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
                r.object($shape, &mut [$(&mut self.$required,)* $(&mut self.$optional,)*])
            }
            #[inline]
            fn write(&self, w: &mut rt::Writer<'_>) {
                w.object($shape, &[$(&self.$required,)* $(&self.$optional,)*]);
            }
        }
        impl Fill for $name {
            fn fill(&mut self, source: &mut dyn Tokens) -> Result<(), serde_json::Error> {
                source.object($shape, &mut [$(&mut self.$required,)* $(&mut self.$optional,)*])
            }
        }
        impl Pull for $name {
            fn pull(&mut self, source: &mut Source<'_>) -> jiter::JiterResult<()> {
                source.object($shape, &mut [$(&mut self.$required,)* $(&mut self.$optional,)*])
            }
        }
    };
}

model!(Page, PAGE { items: Vec<Item>, total_count: i64, } optional { next: String, });
model!(Item, ITEM {
    id: String,
    object: String,
    name: String,
    created_at: i64,
    updated_at: i64,
    enabled: bool,
    weight: f64,
    tags: Vec<String>,
    owner: Owner,
    rules: Vec<Rule>,
    labels: BTreeMap<String, String>,
} optional {
    description: String,
    expires_at: i64,
    ttl: i64,
    homepage: String,
    parent: Owner,
});
model!(Owner, OWNER { id: String, email: String, verified: bool, } optional { display_name: String, logins: i64, });
model!(Rule, RULE { effect: String, resource: String, priority: i64, } optional { ratio: f64, note: String, });

model!(Wide, WIDE { cpu_count: i64, unit_price: i64, zone: i64, amount_due: i64, first_seen: i64, revision: i64, priority: i64, image_name: i64, id: i64, public_ip: i64, tags_count: i64, size_gb: i64, owner_name: i64, reason: i64, usage: i64, login_count: i64, mac_address: i64, currency: i64, hostname: i64, ratio: i64, subnet_id: i64, end_date: i64, account_id: i64, latency_ms: i64, start_date: i64, capacity: i64, amount_paid: i64, network_id: i64, weight: i64, failure_count: i64, name: i64, throughput: i64, last_seen: i64, disk_gb: i64, owner_id: i64, due_date: i64, discount: i64, project_id: i64, quantity: i64, image_id: i64, retry_count: i64, status: i64, message: i64, updated_at: i64, state: i64, memory_mb: i64, version: i64, timeout_ms: i64, billing_code: i64, domain: i64, deleted_at: i64, parent_id: i64, created_at: i64, kind: i64, tax_rate: i64, labels_count: i64, region: i64, private_ip: i64, } optional {});

/// Objects of many members, which the text then gives in another order.
pub fn wide() -> Vec<Wide> {
    vec![rt::empty(); 500]
}

/// About 1 MB of compact JSON, always the same.
pub fn page() -> Page {
    let items: Vec<Item> = (0..1700).map(item).collect();
    Page { total_count: 1700, items, next: Some("cursor_abcdef0123456789".to_owned()) }
}

fn item(n: i64) -> Item {
    let owner = |n: i64| Owner {
        id: format!("user_{:024x}", n * 7919),
        email: format!("person.{n}@example.com"),
        verified: n % 2 == 0,
        display_name: (n % 3 == 0).then(|| format!("Zoë \"{n}\" Müller")),
        logins: (n % 5 != 0).then_some(n * 31),
    };
    let rule = |n: i64| Rule {
        effect: if n % 2 == 0 { "allow" } else { "deny" }.to_owned(),
        resource: format!("com.example.api.account.{n}"),
        priority: n,
        ratio: (n % 4 == 0).then_some(n as f64 / 7.0),
        note: (n % 6 == 0).then(|| "first line\nsecond line".to_owned()),
    };
    Item {
        id: format!("mch_{:028x}", n * 104_729),
        object: "machine".to_owned(),
        name: format!("worker number {n}"),
        created_at: 1_700_000_000_000 + n * 1013,
        updated_at: 1_710_000_000_000 + n * 2027,
        enabled: n % 7 != 0,
        weight: n as f64 * 0.25 + 0.1,
        tags: (0..n % 5).map(|tag| format!("tag-{tag}")).collect(),
        owner: owner(n),
        rules: (0..n % 4).map(rule).collect(),
        labels: (0..n % 3).map(|label| (format!("label{label}"), format!("value {n}"))).collect(),
        description: (n % 2 == 0).then(|| {
            format!("Machine {n} runs the nightly jobs of the billing team and reports to the ledger; see the handbook.")
        }),
        expires_at: (n % 3 == 0).then_some(1_800_000_000_000 + n),
        ttl: (n % 4 == 0).then_some(3600),
        homepage: (n % 5 == 0).then(|| format!("https://example.com/machines/{n}?tab=overview&sort=asc")),
        parent: (n % 8 == 0).then(|| owner(n + 1)),
    }
}
