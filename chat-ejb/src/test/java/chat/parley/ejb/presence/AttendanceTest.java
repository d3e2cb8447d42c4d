package chat.parley.ejb.presence;

import java.time.Duration;
import java.util.Map;

import chat.parley.ejb.presence.Attendance.News;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;

import static chat.parley.ejb.presence.Activity.ACTIVE;
import static chat.parley.ejb.presence.Activity.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

class AttendanceTest {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final AccountId ANNA = new AccountId(1);

    private final MovableClock clock = MovableClock.atNoon();
    private final Attendance attendance = new Attendance(GRACE);

    @Test
    void whoever_comes_is_news_once() {
        attendance.arrive(ANNA, "laptop");

        assertThat(news().here()).containsExactly(Map.entry(ANNA, ACTIVE));
        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void a_second_connection_is_no_news() {
        attendance.arrive(ANNA, "laptop");
        news();

        attendance.arrive(ANNA, "phone");
        attendance.leave(ANNA, "laptop", clock.instant());

        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void whoever_goes_is_gone_after_the_grace_and_since_they_went() {
        attendance.arrive(ANNA, "laptop");
        news();
        attendance.leave(ANNA, "laptop", clock.instant());
        var left = clock.instant();

        clock.pass(GRACE.minusMillis(1));
        assertThat(news().isEmpty()).isTrue();
        clock.pass(Duration.ofMillis(1));

        assertThat(news().gone()).containsExactly(Map.entry(ANNA, left));
        assertThat(attendance.holds(ANNA)).isFalse();
    }

    @Test
    void whoever_is_back_within_the_grace_was_never_gone() {
        attendance.arrive(ANNA, "laptop");
        news();
        attendance.leave(ANNA, "laptop", clock.instant());
        clock.pass(GRACE.dividedBy(2));

        attendance.arrive(ANNA, "laptop again");
        clock.pass(GRACE);

        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void the_grace_begins_anew_with_every_going() {
        attendance.arrive(ANNA, "one");
        attendance.leave(ANNA, "one", clock.instant());
        clock.pass(GRACE.dividedBy(2));
        attendance.arrive(ANNA, "two");
        attendance.leave(ANNA, "two", clock.instant());

        clock.pass(GRACE.dividedBy(2));

        assertThat(news().gone()).isEmpty();
    }

    @Test
    void an_account_is_idle_when_all_its_connections_are() {
        attendance.arrive(ANNA, "laptop");
        attendance.arrive(ANNA, "phone");
        news();

        attendance.turn(ANNA, "laptop", IDLE);
        assertThat(news().isEmpty()).isTrue();
        attendance.turn(ANNA, "phone", IDLE);
        assertThat(news().here()).containsEntry(ANNA, IDLE);
        attendance.turn(ANNA, "laptop", ACTIVE);
        assertThat(news().here()).containsEntry(ANNA, ACTIVE);
    }

    @Test
    void the_last_active_connection_that_goes_leaves_an_idle_account() {
        attendance.arrive(ANNA, "laptop");
        attendance.arrive(ANNA, "phone");
        attendance.turn(ANNA, "laptop", IDLE);
        news();

        attendance.leave(ANNA, "phone", clock.instant());

        assertThat(news().here()).containsEntry(ANNA, IDLE);
    }

    @Test
    void what_could_not_be_told_is_told_again() {
        attendance.arrive(ANNA, "laptop");

        attendance.again(news());

        assertThat(news().here()).containsEntry(ANNA, ACTIVE);
    }

    @Test
    void a_going_that_could_not_be_told_is_told_again_unless_they_are_back() {
        attendance.arrive(ANNA, "laptop");
        news();
        attendance.leave(ANNA, "laptop", clock.instant());
        clock.pass(GRACE);
        News gone = news();

        attendance.again(gone);
        assertThat(news().gone()).containsKey(ANNA);
        attendance.arrive(ANNA, "laptop again");
        attendance.again(gone);

        assertThat(news().gone()).isEmpty();
    }

    @Test
    void everything_is_told_again_when_it_may_have_been_forgotten() {
        attendance.arrive(ANNA, "laptop");
        news();

        attendance.again();

        assertThat(news().here()).containsEntry(ANNA, ACTIVE);
    }

    private News news() {
        return attendance.news(clock.instant());
    }
}
