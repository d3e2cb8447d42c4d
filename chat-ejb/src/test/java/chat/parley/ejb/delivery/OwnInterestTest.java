package chat.parley.ejb.delivery;

import java.util.List;
import java.util.stream.LongStream;

import chat.parley.ejb.delivery.OwnInterest.Subject;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnInterestTest {

    private static final Subject ROOM = new Subject.Conversation(new ConversationId(51));
    private static final Subject ANNA = new Subject.Account(new AccountId(7));

    private final OwnInterest own = new OwnInterest();

    @Test
    void wants_nothing_but_what_everybody_has_to_know_to_begin_with() {
        assertThat(wants(typed(51))).isFalse();
        assertThat(wants(new ChatEvent.AccountDisabled(new AccountId(7)))).isTrue();
    }

    @Test
    void wants_what_it_began_and_has_not_ended_as_often() {
        own.begin(ROOM);
        own.begin(ROOM);
        own.end(ROOM);
        assertThat(wants(typed(51))).isTrue();

        own.end(ROOM);
        assertThat(wants(typed(51))).isFalse();
    }

    @Test
    void tells_accounts_from_conversations() {
        own.begin(ANNA);

        assertThat(wants(new ChatEvent.ReadMoved(new AccountId(7), List.of(), 1)))
                .isTrue();
        assertThat(wants(typed(7))).isFalse();
    }

    @Test
    void survives_the_way_over_the_bus() {
        own.begin(ROOM);

        Interest there = Interest.parse(own.snapshot().interest().text());

        assertThat(there.includes(typed(51))).isTrue();
        assertThat(there.includes(typed(52))).isFalse();
    }

    @Test
    void a_few_thousand_conversations_bring_few_others_along() {
        LongStream.rangeClosed(1, 4_000).forEach(id -> own.begin(new Subject.Conversation(new ConversationId(id))));

        assertThat(LongStream.rangeClosed(1, 4_000)).allMatch(id -> wants(typed(id)));
        assertThat(LongStream.rangeClosed(4_001, 14_000).filter(id -> wants(typed(id))))
                .hasSizeLessThan(3_000);
    }

    @Test
    void keeps_in_mind_what_began_until_all_others_know() {
        own.known(own.snapshot().version());
        own.begin(ROOM);
        long first = own.snapshot().version();
        own.begin(ANNA);

        assertThat(own.known(first)).containsExactly(ROOM);
        assertThat(own.known(own.snapshot().version())).containsExactly(ANNA);
        assertThat(own.known(own.snapshot().version())).isEmpty();
    }

    @Test
    void has_nothing_to_keep_in_mind_where_all_others_know_already() {
        own.known(own.snapshot().version());
        own.begin(ROOM);
        own.known(own.snapshot().version());

        own.begin(ROOM);

        assertThat(own.known(own.snapshot().version())).isEmpty();
    }

    @Test
    void keeps_in_mind_what_shares_its_place_with_something_the_others_do_not_know_yet() {
        own.known(own.snapshot().version());
        own.begin(ROOM);
        own.begin(ROOM);

        assertThat(own.known(own.snapshot().version())).isEqualTo(List.of(ROOM, ROOM));
    }

    private boolean wants(ChatEvent event) {
        return own.snapshot().interest().includes(event);
    }

    private static ChatEvent typed(long conversation) {
        return new ChatEvent.Typed(new ConversationId(conversation), new AccountId(1));
    }
}
