package chat.parley.web.supervision;

import java.util.List;
import java.util.Locale;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.supervision.KeepingSupervision.Known;
import chat.parley.ejb.supervision.SigningOff.Opened;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.supervision.SupervisionItem;
import chat.parley.jpa.supervision.SupervisionItem.Selected;
import chat.parley.jpa.supervision.SupervisionItem.SignOff;
import chat.parley.jpa.supervision.SupervisionItem.Words;
import chat.parley.jpa.supervision.SupervisionItems.Figures;
import chat.parley.jpa.supervision.SupervisionItems.Waiting;
import chat.parley.jpa.supervision.SupervisionRule;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.matter.MatterViews.Done;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Supervision as REST shows it. */
public final class SupervisionViews {

    private static final double HUNDREDTHS = 100.0;

    private SupervisionViews() {}

    /** A rule; {@code ended} and {@code seed} are there when it has ended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleView(
            long id,
            String name,
            @Nullable Long group,
            @Nullable Long segment,
            List<String> kinds,
            double share,
            List<String> words,
            List<String> patterns,
            long dueDays,
            List<Long> reviewers,
            long considered,
            String commitment,
            @Nullable String seed,
            Done set,
            @Nullable Done ended) {

        static RuleView of(Known known) {
            SupervisionRule rule = known.rule();
            SupervisionRule.Reach reach = rule.reach();
            return new RuleView(
                    rule.id(),
                    rule.name(),
                    reach.group() == null ? null : reach.group().value(),
                    reach.segment() == null ? null : reach.segment().value(),
                    reach.kinds().stream().map(SupervisionViews::small).toList(),
                    rule.yardstick().share() / HUNDREDTHS,
                    rule.yardstick().words(),
                    rule.yardstick().patterns(),
                    rule.due().toDays(),
                    rule.reviewers().stream().map(AccountId::value).toList(),
                    rule.considered(),
                    known.commitment(),
                    known.seed(),
                    Done.of(rule.set()),
                    Done.orNull(rule.ended()));
        }
    }

    /** All of them. */
    public record RuleViews(List<RuleView> rules) {}

    /** What is to be reviewed, or was; {@code signedOff} is there when it was. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemView(
            long id,
            long rule,
            long conversation,
            long seq,
            long sender,
            String posted,
            String selected,
            String due,
            boolean drawn,
            boolean worded,
            String state,
            @Nullable Done signedOff,
            @Nullable String comment,
            @Nullable Long matter) {

        static ItemView of(SupervisionItem item) {
            Selected selected = item.selected();
            SignOff signOff = item.signOff();
            return new ItemView(
                    item.id(),
                    item.rule(),
                    selected.conversation().value(),
                    selected.seq(),
                    selected.sender().value(),
                    ServerFrames.time(selected.posted()),
                    ServerFrames.time(item.at()),
                    ServerFrames.time(item.due()),
                    selected.drawn(),
                    selected.worded(),
                    small(item.state()),
                    signOff == null ? null : Done.of(signOff.mark()),
                    signOff == null ? null : signOff.comment(),
                    signOff == null || signOff.matter() == null
                            ? null
                            : signOff.matter().value());
        }
    }

    /** One page; {@code next} is there when there are more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemViews(List<ItemView> items, @Nullable Long next) {

        static ItemViews of(Page<SupervisionItem> page) {
            return new ItemViews(page.items().stream().map(ItemView::of).toList(), page.next());
        }
    }

    /** How much waits to be reviewed. */
    public record WaitingView(long waiting, long overdue) {

        static WaitingView of(Waiting waiting) {
            return new WaitingView(waiting.waiting(), waiting.overdue());
        }
    }

    /** What a message says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WordsView(
            String body,
            List<String> earlier,
            @Nullable String edited,
            @Nullable String deleted) {

        static @Nullable WordsView orNull(@Nullable Words words) {
            return words == null
                    ? null
                    : new WordsView(
                            words.body(),
                            words.earlier(),
                            ServerFrames.timeOrNull(words.edited()),
                            ServerFrames.timeOrNull(words.deleted()));
        }
    }

    /** An item with its message, which is not there if it was destroyed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenedView(ItemView item, @Nullable WordsView message) {

        static OpenedView of(Opened opened) {
            return new OpenedView(ItemView.of(opened.item()), WordsView.orNull(opened.words()));
        }
    }

    /** How a rule was kept to by a reviewer; without one: of what nobody has reviewed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FiguresView(
            long rule, @Nullable Long reviewer, long selected, long reviewed, long overdue, long escalated) {

        static FiguresView of(Figures figures) {
            return new FiguresView(
                    figures.rule(),
                    figures.reviewer() == null ? null : figures.reviewer().value(),
                    figures.selected(),
                    figures.reviewed(),
                    figures.overdue(),
                    figures.escalated());
        }
    }

    /** All rows. */
    public record FiguresViews(List<FiguresView> figures) {}

    private static String small(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
