//! The example of the README as a program: address and key come from `CLERK_API_URL` and
//! `CLERK_SECRET_KEY`.

use std::time::Duration;

use tokensmith::{StatusCode, clerk};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let clerk = clerk::Client::from_env()?;

    let created = clerk.machines().create("worker").scoped_machines(["mch_2"]).send().await?;
    println!("{}", created.secret_key.expose_secret());
    println!("{created:?}");

    let page = clerk.machines().list().limit(100).order_by("-name").send().await?;
    for machine in &page.data {
        println!("{} of {}: {}", machine.id, page.total_count, machine.name);
    }

    match clerk.machines().get("mch_9").timeout(Duration::from_secs(5)).send().await {
        Err(e) if e.status() == Some(StatusCode::NOT_FOUND) => {
            let codes = e.api().map(|errors| errors.errors.iter().map(|error| &error.code));
            println!("{:?}", codes.map(Iterator::collect::<Vec<_>>));
        }
        other => println!("{:?}", other?),
    }

    let answer = clerk.machines().get("mch_1").send_with_response().await?;
    println!("{} {:?} {}", answer.status(), answer.request_id(), answer.body().name);

    let request = clerk.machines().get("mch_1").request()?;
    println!("{} {}", request.method(), request.uri().path());
    Ok(())
}
