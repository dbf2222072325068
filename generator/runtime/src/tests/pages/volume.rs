//! Many items, little memory; futures that are dropped.

use super::*;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// An item that is counted as long as it lives.
struct Counted(i64);

impl Json for Counted {
    fn empty() -> Self {
        let live = LIVE.fetch_add(1, Ordering::SeqCst) + 1;
        PEAK.fetch_max(live, Ordering::SeqCst);
        Self(0)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        self.0.read(reader)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        LIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_hundred_thousand_items_are_held_one_page_at_a_time() {
    const ITEMS: i64 = 100_000;
    const PAGE: i64 = 100;
    let page = |uri: &Uri| {
        let query = uri.query().unwrap_or_default();
        let offset = query.split('&').find_map(|pair| pair.strip_prefix("offset=")).unwrap_or("0");
        let from: i64 = offset.parse().expect("an offset");
        let items: Vec<_> = (from..(from + PAGE).min(ITEMS)).collect();
        // The total is true only in that it is not reached.
        format!(r#"{{"data":{items:?},"total":18446744073709551615}}"#)
    };
    let mut items: ItemStream<Counted, Value> = call(Server(page)).items(&OFFSET);
    let mut next = 0;
    while let Some(item) = items.try_next().await.unwrap() {
        assert_eq!(item.0, next);
        next += 1;
    }
    assert_eq!(next, ITEMS);
    assert_eq!(LIVE.load(Ordering::SeqCst), 0);
    // One page, and the item that the loop holds.
    assert!(PEAK.load(Ordering::SeqCst) <= 1 + PAGE as usize);
}

/// Threat F7: what is remembered against circles does not stop an honest server.
#[tokio::test]
async fn many_honest_cursors_lead_to_the_end() {
    const PAGES: i64 = 20_000;
    let page = |uri: &Uri| {
        let query = uri.query().unwrap_or_default();
        let after = query.split('&').find_map(|pair| pair.strip_prefix("after=")).unwrap_or("0");
        let at: i64 = after.parse().expect("a cursor");
        let next = if at + 1 < PAGES { (at + 1).to_string() } else { "null".to_owned() };
        format!(r#"{{"data":[{at}],"meta":{{"next":{next}}}}}"#)
    };
    let (items, end) = all(call(Server(page)).items(&CURSOR)).await;
    assert!(end.is_ok(), "{end:?}");
    assert_eq!(items, (0..PAGES).collect::<Vec<_>>());
}

/// Threat F16.
#[tokio::test]
async fn a_dropped_future_loses_nothing_and_a_dropped_stream_asks_no_more() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    let page = move |uri: &Uri| {
        let mut heard = heard.lock().expect("no panic");
        heard.push(uri.clone());
        format!(r#"{{"data":[{}]}}"#, heard.len())
    };
    let mut items: Items = call(Server(page)).items(&OFFSET);
    let mut context = Context::from_waker(Waker::noop());
    for expected in 1..4 {
        assert!(pin!(items.try_next()).poll(&mut context).is_pending());
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
    }
    assert!(pin!(items.try_next()).poll(&mut context).is_pending());
    drop(items);
    assert_eq!(asked.lock().expect("no panic").len(), 3);
}
