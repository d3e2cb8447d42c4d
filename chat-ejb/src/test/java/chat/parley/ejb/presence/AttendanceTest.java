package chat.parley.ejb.presence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import chat.parley.ejb.presence.Attendance.News;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import org.junit.jupiter.api.Test;

import static chat.parley.ejb.presence.Activity.ACTIVE;
import static chat.parley.ejb.presence.Activity.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

class AttendanceTest {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final AccountId ANNA = new AccountId(1);
    private static final DeviceId LAPTOP = new DeviceId(7);
    private static final DeviceId PHONE = new DeviceId(8);
    private static final DevicesHere AT_LAPTOP = new DevicesHere(Map.of(LAPTOP, ACTIVE));

    private final MovableClock clock = MovableClock.atNoon();
    private final Attendance attendance = new Attendance(GRACE);

    @Test
    void whoever_comes_is_news_once() {
        attendance.arrive(ANNA, "laptop", LAPTOP);

        assertThat(news().here()).containsExactly(Map.entry(ANNA, AT_LAPTOP));
        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void whoever_comes_back_idle_is_never_told_to_be_active() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        attendance.turn(ANNA, "laptop", IDLE);
        news();
        attendance.leave(ANNA, "laptop", clock.instant());

        attendance.arrive(ANNA, "laptop again", LAPTOP);
        assertThat(attendance.news(clock.instant()).isEmpty()).isTrue();
        attendance.turn(ANNA, "laptop again", IDLE);

        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void a_second_connection_of_a_device_is_no_news_and_another_device_is() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        news();

        attendance.arrive(ANNA, "laptop again", LAPTOP);
        attendance.leave(ANNA, "laptop", clock.instant());
        assertThat(news().isEmpty()).isTrue();
        attendance.arrive(ANNA, "phone", PHONE);

        assertThat(news().here()).containsEntry(ANNA, new DevicesHere(Map.of(LAPTOP, ACTIVE, PHONE, ACTIVE)));
    }

    @Test
    void whoever_goes_is_gone_after_the_grace_and_since_they_went() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
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
        attendance.arrive(ANNA, "laptop", LAPTOP);
        news();
        attendance.leave(ANNA, "laptop", clock.instant());
        clock.pass(GRACE.dividedBy(2));

        attendance.arrive(ANNA, "laptop again", LAPTOP);
        clock.pass(GRACE);

        assertThat(news().isEmpty()).isTrue();
    }

    @Test
    void the_grace_begins_anew_with_every_going() {
        attendance.arrive(ANNA, "one", LAPTOP);
        attendance.leave(ANNA, "one", clock.instant());
        clock.pass(GRACE.dividedBy(2));
        attendance.arrive(ANNA, "two", LAPTOP);
        attendance.leave(ANNA, "two", clock.instant());

        clock.pass(GRACE.dividedBy(2));

        assertThat(news().gone()).isEmpty();
    }

    @Test
    void an_account_is_idle_when_all_its_devices_are() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        attendance.arrive(ANNA, "phone", PHONE);
        news();

        attendance.turn(ANNA, "laptop", IDLE);
        assertThat(active()).isTrue();
        attendance.turn(ANNA, "phone", IDLE);
        assertThat(active()).isFalse();
        attendance.turn(ANNA, "laptop", ACTIVE);
        assertThat(active()).isTrue();
    }

    @Test
    void the_last_active_device_that_goes_leaves_an_idle_account_after_the_grace() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        attendance.arrive(ANNA, "phone", PHONE);
        attendance.turn(ANNA, "laptop", IDLE);
        news();

        attendance.leave(ANNA, "phone", clock.instant());
        assertThat(news().isEmpty()).isTrue();
        clock.pass(GRACE);

        assertThat(news()).isEqualTo(new News(Map.of(ANNA, new DevicesHere(Map.of(LAPTOP, IDLE))), Map.of()));
    }

    @Test
    void of_whom_nobody_was_told_is_told_again_if_they_are_here() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        news();

        attendance.again(Set.of(ANNA, new AccountId(2)));

        assertThat(news().here()).containsExactly(Map.entry(ANNA, AT_LAPTOP));
    }

    @Test
    void everything_is_told_again_when_it_may_have_been_forgotten() {
        attendance.arrive(ANNA, "laptop", LAPTOP);
        news();

        attendance.again();

        assertThat(news().here()).containsEntry(ANNA, AT_LAPTOP);
    }

    private boolean active() {
        return Objects.requireNonNull(news().here().get(ANNA)).active();
    }

    /** What is told now and the next time. */
    private News news() {
        News now = attendance.news(clock.instant());
        News next = attendance.news(clock.instant());
        Map<AccountId, DevicesHere> here = new HashMap<>(now.here());
        here.putAll(next.here());
        return new News(here, now.gone());
    }
}
