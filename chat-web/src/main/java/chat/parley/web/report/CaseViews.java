package chat.parley.web.report;

import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.report.CaseFile;
import chat.parley.jpa.report.CaseLine;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Answer;
import chat.parley.jpa.report.ModerationCase.Appeal;
import chat.parley.jpa.report.ModerationCase.Ruling;
import chat.parley.jpa.report.ModerationCase.Taken;
import chat.parley.web.delivery.ServerFrames;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Cases as those see them who decide. */
public final class CaseViews {

    private CaseViews() {}

    /**
     * A case.
     *
     * @param conversation where the message is; not there if a person was reported
     * @param level {@code conversation} or {@code organization}: whose moderators or administrators decide
     * @param state how far it has come: {@link ModerationCase.State} in small letters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            long id,
            @Nullable Long conversation,
            @Nullable Long seq,
            @Nullable String name,
            @Nullable Boolean direct,
            long account,
            String level,
            String state,
            String at,
            @Nullable Held taken,
            @Nullable Ruled decision,
            @Nullable Contested appeal) {}

    /** Who has taken it, and when. */
    public record Held(long by, String at) {}

    /** What was decided. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ruled(
            String decision,
            long by,
            String at,
            @Nullable String why,
            @Nullable String until,
            @Nullable Long conversation) {}

    /** What the one it concerns says against it, and what became of that. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contested(
            String text,
            String at,
            @Nullable Boolean reversed,
            @Nullable Long by,
            @Nullable String answeredAt,
            @Nullable String why) {}

    /** A case in a list; {@code words} is the beginning of what was reported. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            View about,
            long reports,
            List<String> reasons,
            @Nullable String words) {}

    /** A case with all that belongs to it. */
    public record File(View about, List<Reported> reports, List<Kept> messages) {}

    /** Why it was reported. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reported(String reason, @Nullable String text, String at) {}

    /** A message in the words it had. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kept(
            long seq,
            long sender,
            String at,
            String format,
            String body,
            @Nullable String edited) {}

    static Line line(CaseLine line) {
        return new Line(
                view(line.about()),
                line.reports(),
                line.reasons().stream().map(ReportWishes::lower).toList(),
                line.words());
    }

    static File file(CaseFile file) {
        return new File(
                view(file.about()),
                file.reports().stream()
                        .map(report -> new Reported(
                                ReportWishes.lower(report.reason()), report.text(), ServerFrames.time(report.at())))
                        .toList(),
                file.messages().stream().map(CaseViews::kept).toList());
    }

    private static Kept kept(CaseFile.Kept message) {
        return new Kept(
                message.seq(),
                message.sender().value(),
                ServerFrames.time(message.at()),
                ReportWishes.lower(message.format()),
                message.body(),
                ServerFrames.timeOrNull(message.editedAt()));
    }

    static View view(ModerationCase about) {
        var place = about.place();
        return new View(
                about.id().value(),
                place == null ? null : place.conversation().value(),
                place == null ? null : place.seq(),
                place == null ? null : place.name(),
                place == null ? null : place.direct(),
                about.accused().value(),
                ReportWishes.lower(about.level()),
                ReportWishes.lower(about.state()),
                ServerFrames.time(about.at()),
                held(about.taken()),
                ruled(about.ruling()),
                contested(about.appeal()));
    }

    private static @Nullable Held held(@Nullable Taken taken) {
        return taken == null ? null : new Held(taken.by().value(), ServerFrames.time(taken.at()));
    }

    private static @Nullable Ruled ruled(@Nullable Ruling ruling) {
        if (ruling == null) {
            return null;
        }
        var sanction = ruling.sanction();
        ConversationId where = sanction == null ? null : sanction.conversation();
        return new Ruled(
                ReportWishes.lower(ruling.decision()),
                ruling.by().value(),
                ServerFrames.time(ruling.at()),
                ruling.why(),
                ServerFrames.timeOrNull(ruling.until()),
                where == null ? null : where.value());
    }

    private static @Nullable Contested contested(@Nullable Appeal appeal) {
        if (appeal == null) {
            return null;
        }
        Answer answer = appeal.answer();
        return new Contested(
                appeal.text(),
                ServerFrames.time(appeal.at()),
                answer == null ? null : answer.reversed(),
                answer == null ? null : answer.by().value(),
                answer == null ? null : ServerFrames.time(answer.at()),
                answer == null ? null : answer.why());
    }
}
