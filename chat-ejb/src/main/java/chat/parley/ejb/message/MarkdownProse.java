package chat.parley.ejb.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds what is prose in a Markdown text: not fenced or indented code, not a code span, not escaped. It follows CommonMark
 * 0.31 as far as that question goes, line by line and in time that grows with the text only; where containers are nested
 * deeply it takes more for prose than CommonMark would.
 */
final class MarkdownProse {

    private static final int CODE_INDENT = 4;
    private static final int SHORTEST_FENCE = 3;

    private final String text;
    private IntConsumer found = _ -> {};

    /** The lines that belong to one another, and are no code; -1 if none do. */
    private int blockStart = -1;

    private int blockEnd;
    private int blockQuotes;

    /** Where the content of the innermost list item begins in its lines; 0 outside of lists. */
    private int listColumn;

    private char fence;
    private int fenceLength;
    private int fenceQuotes;
    private int fenceColumn;

    MarkdownProse(String text) {
        this.text = text;
    }

    /** Calls with the place of each {@code <} that is prose, in their order. */
    void forEachSign(IntConsumer consumer) {
        found = consumer;
        for (int start = 0; start <= text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            line(start, end);
            start = end + 1;
        }
        endBlock();
    }

    private void line(int start, int end) {
        if (fenceLength > 0 && isFenced(start, end)) {
            return;
        }
        int at = start;
        int quotes = 0;
        for (int next = afterQuote(at, end); next > at; next = afterQuote(at, end)) {
            at = next;
            quotes++;
        }
        int content = skipBlanks(at, end);
        if (content == end || quotes > blockQuotes) {
            endBlock();
        }
        if (content < end) {
            prose(content, end, columns(at, content), quotes);
        }
    }

    /** Whether this line belongs to the open fence, its closing one too; the fence ends with what contains it. */
    private boolean isFenced(int start, int end) {
        int at = start;
        for (int quotes = 0; quotes < fenceQuotes; quotes++) {
            int next = afterQuote(at, end);
            if (next == at) {
                fenceLength = 0;
                return false;
            }
            at = next;
        }
        int content = skipBlanks(at, end);
        if (content < end && columns(at, content) < fenceColumn) {
            fenceLength = 0;
            return false;
        }
        if (closesFence(content, end)) {
            fenceLength = 0;
        }
        return true;
    }

    private void prose(int from, int end, int indentation, int quotes) {
        int at = from;
        int indent = indentation;
        if (indent < listColumn && blockStart < 0) {
            listColumn = 0;
        }
        if (blockStart < 0 && indent - listColumn >= CODE_INDENT) {
            return;
        }
        if (isRule(at, end)) {
            endBlock();
            return;
        }
        for (int next = afterListMark(at, end); next > at; next = afterListMark(at, end)) {
            endBlock();
            indent += next - at;
            listColumn = indent;
            at = next;
        }
        if (opensFence(at, end)) {
            endBlock();
            fenceQuotes = quotes;
            fenceColumn = indent >= listColumn ? listColumn : 0;
        } else if (isHeading(at, end)) {
            endBlock();
            addLine(at, end, quotes);
            endBlock();
        } else {
            addLine(at, end, quotes);
        }
    }

    private void addLine(int from, int end, int quotes) {
        if (blockStart < 0) {
            blockStart = from;
            blockQuotes = quotes;
        }
        blockEnd = end;
    }

    private void endBlock() {
        if (blockStart >= 0) {
            spans(blockStart, blockEnd);
            blockStart = -1;
        }
    }

    /** Walks along lines that belong to one another, over code spans and what is escaped. */
    private void spans(int from, int end) {
        Map<Integer, Deque<Integer>> runs = runs(from, end);
        for (int i = from; i < end; ) {
            switch (text.charAt(i)) {
                case '\\' -> i += 2;
                case '`' -> i = afterSpan(i, end, runs);
                case '<' -> {
                    found.accept(i);
                    i++;
                }
                default -> i++;
            }
        }
    }

    /** A code span goes on to the next run of as many backticks; without one the backticks are text. */
    private int afterSpan(int from, int end, Map<Integer, Deque<Integer>> runs) {
        int length = run('`', from, end);
        Deque<Integer> same = runs.getOrDefault(length, new ArrayDeque<>());
        while (!same.isEmpty() && same.getFirst() <= from) {
            same.removeFirst();
        }
        return (same.isEmpty() ? from : same.getFirst()) + length;
    }

    /** Where runs of backticks are, by their length. */
    private Map<Integer, Deque<Integer>> runs(int from, int end) {
        Map<Integer, Deque<Integer>> runs = new HashMap<>();
        for (int i = text.indexOf('`', from, end); i >= 0; i = text.indexOf('`', i, end)) {
            int length = run('`', i, end);
            runs.computeIfAbsent(length, _ -> new ArrayDeque<>()).addLast(i);
            i += length;
        }
        return runs;
    }

    private int run(char sign, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) == sign) {
            i++;
        }
        return i - from;
    }

    private boolean opensFence(int at, int end) {
        char sign = text.charAt(at);
        int length = sign == '`' || sign == '~' ? run(sign, at, end) : 0;
        if (length < SHORTEST_FENCE || (sign == '`' && contains('`', at + length, end))) {
            return false;
        }
        fence = sign;
        fenceLength = length;
        return true;
    }

    private boolean closesFence(int at, int end) {
        int length = run(fence, at, end);
        return length >= fenceLength && skipBlanks(at + length, end) == end;
    }

    private boolean contains(char sign, int from, int end) {
        return text.indexOf(sign, from, end) >= 0;
    }

    private int afterQuote(int at, int end) {
        int sign = at;
        while (sign < end && sign - at < CODE_INDENT && text.charAt(sign) == ' ') {
            sign++;
        }
        if (sign == end || sign - at >= CODE_INDENT || text.charAt(sign) != '>') {
            return at;
        }
        return sign + 1 < end && text.charAt(sign + 1) == ' ' ? sign + 2 : sign + 1;
    }

    /** After a bullet or a number, and what separates it from the item; the same place if there is none. */
    private int afterListMark(int at, int end) {
        int mark = at;
        while (mark < end && mark - at < 9 && Character.isDigit(text.charAt(mark))) {
            mark++;
        }
        String signs = mark == at ? "-*+" : ".)";
        if (mark == end || signs.indexOf(text.charAt(mark)) < 0) {
            return at;
        }
        int content = skipBlanks(mark + 1, end);
        return content > mark + 1 && content < end ? content : at;
    }

    /** A line of nothing but one sign: it parts what is above from what is below. */
    private boolean isRule(int at, int end) {
        char sign = text.charAt(at);
        if ("-*_=".indexOf(sign) < 0) {
            return false;
        }
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if (c != sign && !isBlank(c)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeading(int at, int end) {
        int length = run('#', at, end);
        return length >= 1 && length <= 6 && (at + length == end || isBlank(text.charAt(at + length)));
    }

    private int skipBlanks(int from, int end) {
        int i = from;
        while (i < end && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private int columns(int from, int end) {
        int columns = 0;
        for (int i = from; i < end; i++) {
            columns += text.charAt(i) == '\t' ? CODE_INDENT - columns % CODE_INDENT : 1;
        }
        return columns;
    }
}
