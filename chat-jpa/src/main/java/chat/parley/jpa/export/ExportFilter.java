package chat.parley.jpa.export;

import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.matter.LegalMatterId;
import org.jspecify.annotations.Nullable;

/** Which exports; null is whichever. */
public record ExportFilter(@Nullable State state, @Nullable LegalMatterId matter) {

    /** All of them. */
    public static final ExportFilter ALL = new ExportFilter(null, null);
}
