package chat.parley.web.matter;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.matter.Discovering.Found;
import chat.parley.ejb.matter.Holding.Shown;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.Finding;
import chat.parley.jpa.matter.Finding.NoMore;
import chat.parley.jpa.matter.Finding.Remark;
import chat.parley.jpa.matter.HoldNotice;
import chat.parley.jpa.matter.LegalHold;
import chat.parley.jpa.matter.LegalMatter;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.MatterContents.Sample;
import chat.parley.web.delivery.ServerFrames;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Matters, holds and what is found, as REST shows them. */
public final class MatterViews {

    private MatterViews() {}

    /** Who did something, and when. */
    public record Done(long by, String at) {

        /** As REST writes it. */
        public static Done of(Mark mark) {
            return new Done(mark.by().value(), ServerFrames.time(mark.at()));
        }

        /** The same, if there is one. */
        public static @Nullable Done orNull(@Nullable Mark mark) {
            return mark == null ? null : of(mark);
        }
    }

    /** A matter; {@code closed} is there when it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            long id,
            String name,
            @Nullable String description,
            List<String> keywords,
            Done opened,
            @Nullable Done closed) {

        static View of(LegalMatter matter) {
            return new View(
                    matter.id().value(),
                    matter.name(),
                    matter.description(),
                    matter.keywords(),
                    Done.of(matter.opened()),
                    Done.orNull(matter.closed()));
        }
    }

    /** A page of them; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Views(List<View> matters, @Nullable Long next) {

        static Views of(Page<LegalMatter> page) {
            return new Views(page.items().stream().map(View::of).toList(), page.next());
        }
    }

    /** A hold; {@code notice} is there unless it is silent, {@code released} when it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HoldView(
            long id,
            String name,
            List<Long> custodians,
            List<Long> conversations,
            @Nullable String from,
            @Nullable String until,
            @Nullable String notice,
            List<Done> acknowledged,
            Done placed,
            @Nullable Done released) {

        static HoldView of(Shown shown) {
            LegalHold hold = shown.hold();
            return new HoldView(
                    hold.id().value(),
                    hold.name(),
                    sorted(hold.scope().custodians(), AccountId::value),
                    sorted(hold.scope().conversations(), ConversationId::value),
                    ServerFrames.timeOrNull(hold.scope().from()),
                    ServerFrames.timeOrNull(hold.scope().until()),
                    hold.notice(),
                    shown.acknowledged().stream().map(Done::of).toList(),
                    Done.of(hold.placed()),
                    Done.orNull(hold.released()));
        }

        private static <T> List<Long> sorted(Set<T> ids, ToLongFunction<T> number) {
            return ids.stream().mapToLong(number).sorted().boxed().toList();
        }
    }

    /** All of a matter's. */
    public record HoldViews(List<HoldView> holds) {

        static HoldViews of(List<Shown> holds) {
            return new HoldViews(holds.stream().map(HoldView::of).toList());
        }
    }

    /** What a custodian is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(
            long hold,
            String text,
            String placed,
            @Nullable String released,
            @Nullable String acknowledged) {

        static Notice of(HoldNotice notice) {
            return new Notice(
                    notice.hold().value(),
                    notice.text(),
                    ServerFrames.time(notice.placedAt()),
                    ServerFrames.timeOrNull(notice.releasedAt()),
                    ServerFrames.timeOrNull(notice.acknowledgedAt()));
        }
    }

    /** What a message said until somebody changed it. */
    public record Before(String body, Done replaced) {}

    /** What somebody answered and took back; {@code choices} by their numbers, where it is told whose they are. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TakenBack(
            String kind,
            long by,
            @Nullable String emoji,
            List<Integer> choices,
            @Nullable String given,
            String taken) {

        static TakenBack of(NoMore noMore) {
            return new TakenBack(
                    noMore.what().label(),
                    noMore.by().value(),
                    noMore.emoji(),
                    noMore.choices(),
                    ServerFrames.timeOrNull(noMore.given()),
                    ServerFrames.time(noMore.gone()));
        }
    }

    /** What a reviewer says of a message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reviewed(List<String> tags, @Nullable String note, Done marked) {

        static Reviewed of(Remark remark) {
            return new Reviewed(remark.tags(), remark.note(), Done.of(remark.mark()));
        }
    }

    /** A message that was found; {@code earlier} from the first, {@code takenBack} as it went. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            long conversation,
            long seq,
            long sender,
            String at,
            String format,
            String body,
            @Nullable String edited,
            @Nullable String deleted,
            List<Before> earlier,
            List<TakenBack> takenBack,
            @Nullable Reviewed review) {

        static Item of(Finding finding) {
            Remark remark = finding.remark();
            return new Item(
                    finding.conversation().value(),
                    finding.seq(),
                    finding.sender().value(),
                    ServerFrames.time(finding.at()),
                    finding.format().name().toLowerCase(Locale.ROOT),
                    finding.body(),
                    ServerFrames.timeOrNull(finding.editedAt()),
                    ServerFrames.timeOrNull(finding.deletedAt()),
                    finding.earlier().stream()
                            .map(earlier -> new Before(earlier.body(), Done.of(earlier.replaced())))
                            .toList(),
                    finding.noMore().stream().map(TakenBack::of).toList(),
                    remark == null ? null : Reviewed.of(remark));
        }
    }

    /** Where the next page begins. */
    public record Next(long conversation, long seq) {}

    /** A sample of what was found, of how much, and by which seed. */
    public record Drawn(List<Item> found, long of, long seed) {

        static Drawn of(Sample sample, long seed) {
            return new Drawn(sample.findings().stream().map(Item::of).toList(), sample.of(), seed);
        }
    }

    /** What was found; {@code next} is there when there is more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<Item> found, @Nullable Next next) {

        static Items of(Found found) {
            Finding last = found.more() ? found.findings().getLast() : null;
            return new Items(
                    found.findings().stream().map(Item::of).toList(),
                    last == null ? null : new Next(last.conversation().value(), last.seq()));
        }
    }
}
