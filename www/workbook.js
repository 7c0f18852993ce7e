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

// The library compresses large sheets in workers of its own. Where a worker cannot have any (WebKit of the time of Safari 16.0), they are not compressed.
if (typeof Worker !== "function") {
  self.Worker = class {
    postMessage(message) {
      if (Array.isArray(message)) queueMicrotask(() => this.onmessage({ data: stored(message[0]) })); // before that comes what a worker needs to know
    }
    terminate() {}
  };
}

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
