package chat.parley.web.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import chat.parley.ejb.export.CsvCell;
import chat.parley.web.supervision.SupervisionViews.FiguresView;
import chat.parley.web.supervision.SupervisionViews.ItemView;
import org.jspecify.annotations.Nullable;

/** A table for a spreadsheet; what there is none of is an empty cell. */
final class SupervisionTable {

    private final Writer out;

    private SupervisionTable(OutputStream target, Object... columns) throws IOException {
        out = new OutputStreamWriter(target, StandardCharsets.UTF_8);
        row(columns);
    }

    static SupervisionTable ofFigures(OutputStream target) throws IOException {
        return new SupervisionTable(target, "rule", "reviewer", "selected", "reviewed", "overdue", "escalated");
    }

    static SupervisionTable ofRecords(OutputStream target) throws IOException {
        return new SupervisionTable(
                target,
                "id",
                "rule",
                "conversation",
                "seq",
                "sender",
                "posted",
                "selected",
                "due",
                "drawn",
                "worded",
                "state",
                "reviewer",
                "signedOff",
                "comment",
                "matter");
    }

    void write(FiguresView row) throws IOException {
        row(row.rule(), row.reviewer(), row.selected(), row.reviewed(), row.overdue(), row.escalated());
    }

    void write(ItemView row) throws IOException {
        row(
                row.id(),
                row.rule(),
                row.conversation(),
                row.seq(),
                row.sender(),
                row.posted(),
                row.selected(),
                row.due(),
                row.drawn(),
                row.worded(),
                row.state(),
                row.signedOff() == null ? null : row.signedOff().by(),
                row.signedOff() == null ? null : row.signedOff().at(),
                row.comment(),
                row.matter());
    }

    /** Nothing comes any more. */
    void end() throws IOException {
        out.flush();
    }

    private void row(@Nullable Object... cells) throws IOException {
        out.write(Arrays.stream(cells)
                .map(cell -> CsvCell.of(cell == null ? "" : cell.toString()))
                .collect(Collectors.joining(",")));
        out.write("\r\n");
    }
}
