// Writes a workbook. It is a worker of its own, which ends with the work: tens of thousands of rows take seconds and memory.

import "./write-excel-file.min.js"; // https://gitlab.com/catamphetamine/write-excel-file, MIT licence; leaves `writeXlsxFile`

const BLOCK = 65_535;

/** Bytes as a deflate stream that leaves them as they are: blocks of their length, its complement, and themselves (RFC 1951, 3.2.4). */
function stored(bytes) {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const stream = new Uint8Array(bytes.length + 5 * blocks);
  for (let at = 0, to = 0; at < blocks; at++) {
    const block = bytes.subarray(at * BLOCK, (at + 1) * BLOCK);
    const { length } = block;
    stream.set([at === blocks - 1 ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255], to);
    stream.set(block, to + 5);
    to += 5 + length;
  }
  return stream;
}

/** Bytes as a deflate stream, made by the browser where it can. */
async function deflated(bytes) {
  let stream;
  try {
    stream = new CompressionStream("deflate-raw"); // Chrome 103, Firefox 113, Safari 16.4
  } catch {
    return stored(bytes);
  }
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

// The library compresses large sheets in workers of its own. In the worker of a module that was imported late Firefox lets them hang, and WebKit of the
// time of Safari 16.0 has none inside a worker. This is one already: here it is done in place.
self.Worker = class {
  postMessage(message) {
    if (Array.isArray(message)) deflated(message[0]).then((data) => this.onmessage({ data }), (error) => this.onerror?.(error)); // before that comes what a worker needs to know
  }
  terminate() {}
};

// In characters.
const WIDTHS = { document: 24, title: 40, text: 32, sentence: 80, remark: 80, notes: 60, note: 40, entity: 24, subject: 32 };
const head = (column) => ({ value: column, fontWeight: "bold" });

/** Takes the sheets as JSON, `[{ sheet, rows }]`, and gives the bytes of the file, or what went wrong. */
export async function written(json) {
  try {
    const sheets = JSON.parse(json).map(({ sheet, rows: [columns, ...rows] }) => ({
      sheet,
      stickyRowsCount: 1,
      columns: columns.map((column) => ({ width: WIDTHS[column] ?? 12 })),
      data: [columns.map(head), ...rows],
    }));
    return await (await writeXlsxFile(sheets).toBlob()).arrayBuffer();
  } catch (error) {
    return String(error);
  }
}
