package chat.parley.ejb.export;

/**
 * A cell of a table as RFC 4180 has it. One that a spreadsheet would take for a formula begins with an apostrophe, and so does
 * one that begins with an apostrophe: whoever takes one away has what was there.
 */
public final class CsvCell {

    private static final String DANGEROUS = "=+-@\t\r\n'";

    private CsvCell() {}

    /** A cell, quoted. */
    public static String of(String text) {
        boolean dangerous = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
        return '"' + (dangerous ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
