// How many cells a character takes in the page's terminal: as many as in the reader,
// whose tables these are. xterm.js asks for each character with what it was told of the
// one before; the answer is the width of the whole so far, whether it joins, and what
// the next has to know.
window.countAsTheReader = (terminal) => {
  const { zero, wide, widened } = READER_TABLES;
  const JOINER = 0x200d, EMOJI_SELECTOR = 0xfe0f;
  const AFTER_JOINER = 1, MAY_WIDEN = 2, HALF_A_FLAG = 4;

  const within = (ranges, code) => {
    let low = 0, high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (code < ranges[middle][0]) high = middle - 1;
      else if (code > ranges[middle][1]) low = middle + 1;
      else return true;
    }
    return false;
  };
  const widths = new Map();
  const wcwidth = (code) => {
    if (code >= 0x20 && code < 0x7f) return 1;
    let width = widths.get(code);
    if (width === undefined) {
      width = within(zero, code) ? 0 : within(wide, code) ? 2 : 1;
      widths.set(code, width);
    }
    return width;
  };
  const answer = (kind, width, joins) => (kind << 3) | (width << 1) | (joins ? 1 : 0);

  const charProperties = (code, before) => {
    const known = before >> 3, whole = (before >> 1) & 3;
    const mayWiden = known & MAY_WIDEN;
    if (code === JOINER) return answer(AFTER_JOINER | mayWiden, whole, whole > 0);
    if (code === EMOJI_SELECTOR) {
      return answer(0, whole + (mayWiden ? 1 : 0), whole > 0);
    }
    if (known & AFTER_JOINER) return answer(mayWiden, whole, whole > 0);
    const width = wcwidth(code);
    if (width === 0) return answer(mayWiden, whole, whole > 0);
    const isHalf = code >= 0x1f1e6 && code <= 0x1f1ff;
    if (isHalf && known & HALF_A_FLAG) return answer(0, whole + width, true);
    const kind = isHalf ? HALF_A_FLAG : within(widened, code) ? MAY_WIDEN : 0;
    return answer(kind, width, false);
  };

  terminal.unicode.register({ version: "reader", wcwidth, charProperties });
  terminal.unicode.activeVersion = "reader";
};
