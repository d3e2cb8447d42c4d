package chat.parley.web.supervision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.screening.Lexicon;
import chat.parley.ejb.supervision.SetSupervision;
import chat.parley.ejb.supervision.SigningOff.Verdict;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItems.Period;
import chat.parley.jpa.supervision.SupervisionRule.Reach;
import chat.parley.web.matter.MatterWishes;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads what REST says of supervision into what the use cases understand. */
public final class SupervisionWishes {

    private static final Instant EVER_SINCE = Instant.EPOCH;
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

    private SupervisionWishes() {}

    /** What is to be reviewed, and by whom. */
    public record RuleForm(
            @Nullable String name,
            @Nullable Long group,
            @Nullable Long segment,
            @Nullable List<String> kinds,
            @Nullable BigDecimal share,
            @Nullable List<String> words,
            @Nullable List<String> patterns,
            @Nullable Integer dueDays,
            @Nullable List<Long> reviewers) {

        SetSupervision wish() {
            return new SetSupervision(
                    name,
                    new Reach(
                            group == null ? null : new UserGroupId(positive(group, "group")),
                            segment == null ? null : new SegmentId(positive(segment, "segment")),
                            list(kinds, "kinds").stream()
                                    .map(kind -> RequestBody.constant(ConversationKind.class, "kinds", kind))
                                    .distinct()
                                    .toList()),
                    Objects.requireNonNullElse(share, BigDecimal.ZERO),
                    new Lexicon(list(words, "words"), list(patterns, "patterns")),
                    RequestBody.required(dueDays, "dueDays"),
                    accounts(reviewers));
        }
    }

    /** Who is to review. */
    public record ReviewersForm(@Nullable List<Long> reviewers) {

        List<AccountId> wish() {
            return accounts(reviewers);
        }
    }

    /** What is to become of a message. */
    public record SignOffForm(
            @Nullable String state,
            @Nullable String comment,
            @Nullable Long matter) {

        Verdict wish() {
            return new Verdict(
                    RequestBody.constant(State.class, "state", state),
                    comment,
                    matter == null ? null : MatterWishes.matter(matter));
        }
    }

    /** From when on, and until when. */
    static Period period(@Nullable String from, @Nullable String until) {
        return new Period(
                from == null ? EVER_SINCE : MessageWishes.moment("from", from),
                until == null ? FOR_EVER : MessageWishes.moment("until", until));
    }

    private static List<AccountId> accounts(@Nullable List<Long> numbers) {
        return list(numbers, "reviewers").stream()
                .map(number -> new AccountId(positive(number, "reviewers")))
                .toList();
    }

    private static <T> List<T> list(@Nullable List<T> given, String field) {
        return given == null
                ? List.of()
                : given.stream().map(each -> RequestBody.required(each, field)).toList();
    }

    private static long positive(long number, String field) {
        if (number < 1) {
            throw new Rejected("request.malformed", "The field " + field + " has a number that nothing has.");
        }
        return number;
    }
}
