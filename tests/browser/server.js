// A static host as plain as they come: no special headers. Counts what it is asked for.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json",
  ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain", ".ts": "text/plain", ".md": "text/plain",
};

/** Serves `folder` below `prefix`. `change(path, body)` may alter what is served; `port` 0 takes a free one. */
export async function serve(folder, { prefix = "/", port = 0, extra = {} } = {}) {
  const state = { folder, requests: [] };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    state.requests.push(path);
    if (path in extra) {
      response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" });
      return response.end(extra[path]);
    }
    let file = path.startsWith(prefix) ? join(state.folder, normalize(path.slice(prefix.length))) : "";
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file || !file.startsWith(state.folder) || !existsSync(file)) {
      response.writeHead(404, { "content-type": "text/plain" });
      return response.end("not found");
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}`;
  return {
    address,
    url: address + prefix,
    requests: state.requests,
    /** Waits until nothing was asked for so long. */
    quiet: async (ms) => {
      for (let seen = -1; seen !== state.requests.length; await new Promise((done) => setTimeout(done, ms))) seen = state.requests.length;
    },
    serveFrom: (other) => (state.folder = other),
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

/** A foreign origin that welcomes everybody and counts its visitors. */
export async function foreign() {
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(request.url);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/plain" });
    response.end("hello");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, hits, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}
