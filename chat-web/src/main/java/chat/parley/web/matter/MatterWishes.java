package chat.parley.web.matter;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

import chat.parley.ejb.matter.DescribeMatter;
import chat.parley.ejb.matter.PlaceHold;
import chat.parley.ejb.matter.RequestClearance;
import chat.parley.ejb.matter.SearchMatter;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.Clearance.Scope;
import chat.parley.jpa.matter.ClearanceId;
import chat.parley.jpa.matter.HoldScope;
import chat.parley.jpa.matter.LegalHoldId;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads what REST says of matters into what the use cases understand. */
public final class MatterWishes {

    private MatterWishes() {}

    /** What a matter is to be called and about. */
    public record MatterForm(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> keywords) {

        DescribeMatter wish() {
            return new DescribeMatter(name, description, list(keywords, "keywords"));
        }
    }

    /** What is to be held. */
    public record HoldForm(
            @Nullable String name,
            @Nullable List<Long> custodians,
            @Nullable List<Long> conversations,
            @Nullable String from,
            @Nullable String until,
            @Nullable String notice) {

        PlaceHold wish() {
            HoldScope scope = new HoldScope(
                    ids(custodians, "custodians", AccountId::new),
                    ids(conversations, "conversations", ConversationId::new),
                    moment("from", from),
                    moment("until", until));
            return new PlaceHold(name, scope, notice);
        }
    }

    /** What is looked for, and why. */
    public record SearchForm(
            @Nullable String reason,
            @Nullable List<String> words,
            @Nullable Boolean keywords,
            @Nullable Long sender,
            @Nullable Long conversation,
            @Nullable String from,
            @Nullable String until,
            @Nullable String tag,
            @Nullable After after,
            @Nullable Integer limit,
            @Nullable Long clearance) {

        /** As the use cases understand it. */
        public SearchMatter wish() {
            SearchTerms terms = new SearchTerms(
                    list(words, "words"),
                    List.of(),
                    sender == null ? null : id(sender, "sender", AccountId::new),
                    conversation == null ? null : id(conversation, "conversation", ConversationId::new),
                    moment("from", from),
                    moment("until", until),
                    tag);
            return new SearchMatter(
                    reason,
                    terms,
                    Boolean.TRUE.equals(keywords),
                    after == null ? Position.START : after.position(),
                    Objects.requireNonNullElse(limit, MessageWishes.USUAL_PAGE),
                    clearance == null ? null : MatterWishes.clearance(clearance));
        }
    }

    /** What one wants to be cleared for, and why. */
    public record ClearanceForm(
            @Nullable String reason,
            @Nullable Long conversation,
            @Nullable String from,
            @Nullable String until,
            @Nullable Integer hours) {

        RequestClearance wish() {
            Scope scope = new Scope(
                    conversation == null ? null : id(conversation, "conversation", ConversationId::new),
                    moment("from", from),
                    moment("until", until));
            return new RequestClearance(reason, scope, Objects.requireNonNullElse(hours, RequestClearance.USUAL_HOURS));
        }
    }

    /** Of what a sample is taken, which is as large as a page would be. */
    public record SampleForm(
            @Nullable SearchForm search, @Nullable Long seed) {

        private static final long MOST_SEEDS = 1_000_000;

        long seedOr(RandomGenerator random) {
            return seed == null ? random.nextLong(MOST_SEEDS) : seed;
        }
    }

    /** After which message the next page begins. */
    public record After(
            @Nullable Long conversation, @Nullable Long seq) {

        Position position() {
            return new Position(
                    RequestBody.required(conversation, "after.conversation"), RequestBody.required(seq, "after.seq"));
        }
    }

    /** A matter by its number; one that cannot be is as missing as any other. */
    public static LegalMatterId matter(long id) {
        if (id < 1) {
            throw new Missing("matter.missing", "There is no such matter.");
        }
        return new LegalMatterId(id);
    }

    /** A hold by its number. */
    static LegalHoldId hold(long id) {
        if (id < 1) {
            throw new Missing("hold.missing", "There is no such hold.");
        }
        return new LegalHoldId(id);
    }

    /** A clearance by its number. */
    static ClearanceId clearance(long id) {
        if (id < 1) {
            throw new Missing("clearance.missing", "There is no such clearance.");
        }
        return new ClearanceId(id);
    }

    static <T> List<T> list(@Nullable List<T> given, String field) {
        return given == null
                ? List.of()
                : given.stream().map(each -> RequestBody.required(each, field)).toList();
    }

    private static <T> Set<T> ids(@Nullable List<Long> numbers, String field, LongFunction<T> id) {
        Set<T> ids = new HashSet<>();
        list(numbers, field).forEach(number -> ids.add(id(number, field, id)));
        return ids;
    }

    private static <T> T id(long number, String field, LongFunction<T> id) {
        if (number < 1) {
            throw new Rejected("request.malformed", "The field " + field + " has a number that nothing has.");
        }
        return id.apply(number);
    }

    private static @Nullable Instant moment(String field, @Nullable String given) {
        return given == null ? null : MessageWishes.moment(field, given);
    }
}
