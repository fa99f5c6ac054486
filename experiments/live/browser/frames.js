// A pair as the server sent it: a description and one block of bytes, unfolded into arrays.

export const WORLDS = ["without", "with"];

export function unfold(told, block) {
  const bytes = new Uint8Array(block.buffer ?? block, block.byteOffset ?? 0, block.byteLength);
  const copy = bytes.slice().buffer; // one aligned copy that nobody else changes
  const part = (name, Kind) => {
    const [at, length] = told.parts[name];
    return new Kind(copy, at, length / Kind.BYTES_PER_ELEMENT);
  };
  const worlds = {};
  for (const name of WORLDS) {
    worlds[name] = {
      state: part(`state.${name}`, Uint8Array),
      group: part(`group.${name}`, Uint8Array),
      ties: part(`ties.${name}`, Uint16Array),
      tenants: byRow(told.tenants[name], told.rows),
    };
  }
  return { ...told, places: part("places", Float32Array), worlds };
}

function byRow(tenants, rows) {
  const found = Array.from({ length: rows }, () => []);
  for (const [row, month, firm, product] of tenants) found[row].push({ month, firm, product });
  return found;
}

// Who sits in a row in a month: its identity and product.
export function tenantOf(pair, world, row, month) {
  let found = null;
  for (const each of pair.worlds[world].tenants[row]) {
    if (each.month > month) break;
    found = each;
  }
  return found;
}

export function doingOf(pair, world, row, month) {
  return pair.worlds[world].state[month * pair.rows + row] & 7;
}

export function relationsOf(pair, world, row, month) {
  return pair.worlds[world].state[month * pair.rows + row] >> 3;
}
