package chat.parley.ejb.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import chat.parley.ejb.conversation.Founding.Founded;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class FoundingTest {

    private final Company company;
    private final Company rival;
    private final Actor anna;
    private final Actor ben;

    FoundingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
    }

    @Test
    void two_people_have_one_direct_conversation_whoever_begins_it() {
        Founded first = found(anna, direct(ben));
        Founded again = found(anna, direct(ben));
        Founded other = found(ben, direct(anna));

        assertThat(first.anew()).isTrue();
        assertThat(again.anew()).isFalse();
        assertThat(other.anew()).isFalse();
        assertThat(List.of(again.conversation().id(), other.conversation().id()))
                .containsOnly(first.conversation().id());
        assertThat(first.conversation().with()).isEqualTo(ben.account());
        assertThat(other.conversation().with()).isEqualTo(anna.account());
    }

    @Test
    void two_people_who_begin_at_once_get_the_same_conversation() throws Exception {
        for (int round = 0; round < 10; round++) {
            Actor cleo = company.hire("cleo");
            Actor dora = company.hire("dora");

            List<Founded> both = atOnce(() -> found(cleo, direct(dora)), () -> found(dora, direct(cleo)));

            assertThat(both).extracting(Founded::anew).containsExactlyInAnyOrder(true, false);
            assertThat(both.getFirst().conversation().id())
                    .isEqualTo(both.getLast().conversation().id());
            assertThat(company.mine.page(cleo, null, 10).items()).hasSize(1);
        }
    }

    @Test
    void both_of_a_direct_conversation_are_members_with_nothing_unread() {
        ConversationId direct = company.direct(anna, ben);

        for (Actor actor : List.of(anna, ben)) {
            ConversationSummary seen = company.mine.one(actor, direct);
            assertThat(seen.role()).isEqualTo(Role.MEMBER);
            assertThat(seen.unread()).isZero();
            assertThat(seen.lastSeq()).isEqualTo(1);
        }
    }

    @Test
    void one_can_have_a_conversation_with_oneself() {
        Founded notes = found(anna, direct(anna));

        assertThat(notes.conversation().with()).isEqualTo(anna.account());
        assertThat(company.story(notes.conversation().id()))
                .containsExactly(new SystemEvent.Created(List.of(anna.account().value())));
    }

    @Test
    void the_founder_of_a_group_owns_it_and_the_first_message_names_everybody() {
        Founded group = found(anna, group("Lunch", ben.account()));

        ConversationId id = group.conversation().id();
        assertThat(group.anew()).isTrue();
        assertThat(company.roleOf(anna, id)).isEqualTo(Role.OWNER);
        assertThat(company.roleOf(ben, id)).isEqualTo(Role.MEMBER);
        assertThat(company.story(id))
                .containsExactly(new SystemEvent.Created(
                        List.of(anna.account().value(), ben.account().value())));
        assertThat(company.mine.one(anna, id).unread()).isZero();
        assertThat(company.mine.one(ben, id).unread()).isEqualTo(1);
    }

    @Test
    void everybody_is_told_and_the_state_of_each_moves_on() {
        long before = company.stateOf(ben);

        Founded group = found(anna, group("Lunch", ben.account()));

        assertThat(company.stateOf(ben)).isEqualTo(before + 1);
        assertThat(company.news()).singleElement().isInstanceOfSatisfying(ChatEvent.Posted.class, posted -> {
            assertThat(posted.message().conversation())
                    .isEqualTo(group.conversation().id());
            assertThat(posted.message().seq()).isEqualTo(1);
        });
    }

    @Test
    void many_members_come_in_by_messages_of_at_most_500() {
        List<AccountId> many = company.hire(1_000);

        ConversationId id = found(anna, group("All hands", many.toArray(AccountId[]::new)))
                .conversation()
                .id();

        assertThat(company.story(id)).hasSize(3);
        assertThat(company.memberList.page(anna, id, many.get(799).value(), 200).items())
                .hasSize(200);
        assertThat(company.memberList.page(anna, id, null, 1).items().getFirst().account())
                .isEqualTo(anna.account());
    }

    @Test
    void the_number_of_statements_does_not_grow_with_the_members_of_a_message() {
        AccountId[] few = company.hire(3).toArray(AccountId[]::new);
        AccountId[] many = company.hire(400).toArray(AccountId[]::new);

        int forFew = company.statements.of(() -> found(anna, group("Few", few)));
        int forMany = company.statements.of(() -> found(anna, group("Many", many)));

        assertThat(forMany).isEqualTo(forFew);
    }

    @Test
    void whoever_does_not_exist_is_elsewhere_or_was_disabled_cannot_be_named_and_nothing_is_left() {
        Actor spy = rival.hire("spy");
        Actor gone = company.hire("gone");
        company.disable(gone);
        company.news();

        for (AccountId nobody : List.of(spy.account(), gone.account(), new AccountId(Long.MAX_VALUE))) {
            refused(() -> found(anna, group("Lunch", ben.account(), nobody)), Missing.class, "account.missing");
            refused(() -> found(anna, direct(nobody)), Missing.class, "account.missing");
        }
        assertThat(company.mine.page(anna, null, 10).items()).isEmpty();
    }

    @Test
    void a_public_channel_has_its_name_for_itself_in_its_organization() {
        found(anna, channel("General", Visibility.PUBLIC));

        refused(() -> found(ben, channel("general", Visibility.PUBLIC)), Conflict.class, "name.taken");
        assertThat(found(ben, channel("general", Visibility.PRIVATE)).anew()).isTrue();
        assertThat(rival.done(() -> rival.founding.found(rival.hire("spy"), channel("General", Visibility.PUBLIC)))
                        .anew())
                .isTrue();
    }

    @Test
    void of_two_who_take_a_name_at_once_one_gets_it() throws Exception {
        Callable<@Nullable Founded> attempt = () -> {
            try {
                return found(anna, channel("Rush", Visibility.PUBLIC));
            } catch (Conflict taken) {
                return null;
            }
        };

        List<@Nullable Founded> both = atOnce(attempt, attempt);

        assertThat(both).containsOnlyOnce((Founded) null);
    }

    @Test
    void wishes_that_make_no_sense_are_refused() {
        for (Runnable wish : List.<Runnable>of(
                () -> wish(ConversationKind.DIRECT, null, Visibility.PRIVATE),
                () -> wish(ConversationKind.DIRECT, null, Visibility.PRIVATE, anna.account(), ben.account()),
                () -> wish(ConversationKind.DIRECT, "Us", Visibility.PRIVATE, ben.account()),
                () -> wish(ConversationKind.GROUP, "Lunch", Visibility.PUBLIC),
                () -> wish(ConversationKind.GROUP, " ", Visibility.PRIVATE),
                () -> wish(ConversationKind.CHANNEL, null, Visibility.PRIVATE))) {
            refused(wish::run, Rejected.class, "request.malformed");
        }
    }

    private Founded found(Actor actor, FoundConversation wish) {
        return company.done(() -> company.founding.found(actor, wish));
    }

    private static FoundConversation direct(Actor other) {
        return direct(other.account());
    }

    private static FoundConversation direct(AccountId other) {
        return wish(ConversationKind.DIRECT, null, Visibility.PRIVATE, other);
    }

    private static FoundConversation group(String name, AccountId... members) {
        return wish(ConversationKind.GROUP, name, Visibility.PRIVATE, members);
    }

    private static FoundConversation channel(String name, Visibility visibility) {
        return wish(ConversationKind.CHANNEL, name, visibility);
    }

    private static FoundConversation wish(
            ConversationKind kind, @Nullable String name, Visibility visibility, AccountId... members) {
        return new FoundConversation(kind, name, null, visibility, HistoryVisibility.ALL, List.of(members));
    }

    private static <T extends @Nullable Object> List<T> atOnce(Callable<T> one, Callable<T> other)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : List.of(one, other)) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
