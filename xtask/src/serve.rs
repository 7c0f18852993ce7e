//! A static file server for the built site, as plain as the cheapest host: no special headers.

use std::path::{Path, PathBuf};

use tiny_http::{Header, Request, Response, Server};

use crate::run::root;
use crate::setup::{Need, setup};
use crate::site::{Profile, build};
use crate::{Options, Result};

/// `cargo xtask serve`.
pub fn serve(options: &Options) -> Result {
    let address = format!("127.0.0.1:{}", options.port);
    // Taken first: nobody wants to wait for a build and then learn that the port is in use.
    let server = Server::http(&address).map_err(|error| format!("cannot serve at {address}: {error}; choose another port with --port"))?;
    setup(Need::Building)?;
    let (profile, site) = if options.dist { (Profile::Dist, root().join("dist")) } else { (Profile::Quick, root().join("target/site")) };
    build(profile, &site)?;
    println!("Serving http://{address} (Ctrl+C to stop)");
    for request in server.incoming_requests() {
        let site = site.clone();
        // Each by itself: a browser that does not read on in a large file keeps nothing else waiting.
        std::thread::spawn(move || answer(&site, request));
    }
    Ok(())
}

fn answer(site: &Path, request: Request) {
    let path = file_for(site, request.url());
    let response = match path.as_ref().and_then(|path| std::fs::read(path).ok().map(|bytes| (path, bytes))) {
        Some((path, bytes)) => Response::from_data(bytes)
            .with_header(header("Content-Type", content_type(path)))
            .with_header(header("Cache-Control", "no-cache")),
        None => Response::from_string("not found").with_status_code(404),
    };
    // A browser that went away is no concern of the server.
    let _ = request.respond(response);
}

/// The file of an address, or `None` where it would leave the site.
fn file_for(site: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    if path.split('/').any(|part| part == ".." || part.contains('\\')) {
        return None;
    }
    let file = site.join(path);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("header names and values here are plain ASCII")
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
