package chat.parley.ejb.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Place;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static chat.parley.ejb.conversation.Action.ADMIT;
import static chat.parley.ejb.conversation.Action.ARCHIVE;
import static chat.parley.ejb.conversation.Action.BOOKMARK;
import static chat.parley.ejb.conversation.Action.CHANGE_ROLES;
import static chat.parley.ejb.conversation.Action.CONVERT;
import static chat.parley.ejb.conversation.Action.DELETE_OTHERS;
import static chat.parley.ejb.conversation.Action.DELETE_OWN;
import static chat.parley.ejb.conversation.Action.DESCRIBE;
import static chat.parley.ejb.conversation.Action.EDIT_OWN;
import static chat.parley.ejb.conversation.Action.INVITE;
import static chat.parley.ejb.conversation.Action.LEAVE;
import static chat.parley.ejb.conversation.Action.PIN;
import static chat.parley.ejb.conversation.Action.POST;
import static chat.parley.ejb.conversation.Action.REACT;
import static chat.parley.ejb.conversation.Action.READ;
import static chat.parley.ejb.conversation.Action.REMOVE;
import static chat.parley.ejb.conversation.Action.SANCTION;
import static org.assertj.core.api.Assertions.assertThat;

class PermissionsTest {

    private static final Place DIRECT = place(ConversationKind.DIRECT, Visibility.PRIVATE);
    private static final Place GROUP = place(ConversationKind.GROUP, Visibility.PRIVATE);
    private static final Place PRIVATE_CHANNEL = place(ConversationKind.CHANNEL, Visibility.PRIVATE);
    private static final Place PUBLIC_CHANNEL = place(ConversationKind.CHANNEL, Visibility.PUBLIC);
    private static final List<Place> ROOMS = List.of(GROUP, PRIVATE_CHANNEL, PUBLIC_CHANNEL);

    static Stream<Place> places() {
        return Stream.of(DIRECT, GROUP, PRIVATE_CHANNEL, PUBLIC_CHANNEL)
                .flatMap(place -> Stream.of(place, archived(place)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void every_member_reads_everywhere(Place place) {
        assertThat(allowed(READ, place)).containsExactly(Role.values());
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_guest_reads_but_does_not_post(Place place) {
        assertThat(Permissions.refusal(Role.GUEST, place, READ)).isEmpty();
        assertThat(Permissions.refusal(Role.GUEST, place, POST)).isPresent();
        assertThat(Permissions.refusal(Role.GUEST, place, EDIT_OWN)).isPresent();
        assertThat(Permissions.refusal(Role.GUEST, place, DELETE_OWN)).contains(Refusal.ROLE_TOO_LOW);
    }

    @Test
    void members_post_edit_and_pin_where_it_is_not_archived() {
        for (Place place : List.of(DIRECT, GROUP, PRIVATE_CHANNEL, PUBLIC_CHANNEL)) {
            assertThat(allowed(POST, place)).containsExactlyElementsOf(down(Role.MEMBER));
            assertThat(allowed(EDIT_OWN, place)).containsExactlyElementsOf(down(Role.MEMBER));
            assertThat(allowed(PIN, place)).containsExactlyElementsOf(down(Role.MEMBER));
        }
    }

    @Test
    void every_member_reacts_guests_too_where_it_is_not_archived() {
        for (Place place : List.of(DIRECT, GROUP, PRIVATE_CHANNEL, PUBLIC_CHANNEL)) {
            assertThat(allowed(REACT, place)).containsExactly(Role.values());
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobody_adds_anything_to_an_archived_conversation(Role role) {
        for (Place place : ROOMS) {
            for (Action action : List.of(POST, EDIT_OWN, REACT, PIN, INVITE, ADMIT, DESCRIBE, BOOKMARK, CONVERT)) {
                assertThat(Permissions.refusal(role, archived(place), action)).contains(Refusal.ARCHIVED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void members_take_back_their_own_messages_even_in_an_archived_conversation(Place place) {
        assertThat(allowed(DELETE_OWN, place)).containsExactlyElementsOf(down(Role.MEMBER));
    }

    @ParameterizedTest
    @MethodSource("places")
    void moderators_take_away_the_messages_of_others(Place place) {
        assertThat(allowed(DELETE_OTHERS, place)).containsExactlyElementsOf(down(Role.MODERATOR));
    }

    @Test
    void where_there_are_announcements_only_moderators_post_edit_and_pin() {
        for (Place place : ROOMS) {
            assertThat(allowed(POST, announcing(place))).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(EDIT_OWN, announcing(place))).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(PIN, announcing(place))).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(BOOKMARK, announcing(place))).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(Permissions.refusal(Role.MEMBER, announcing(place), POST))
                    .contains(Refusal.ANNOUNCEMENTS);
            assertThat(Permissions.refusal(Role.GUEST, announcing(place), POST)).contains(Refusal.ROLE_TOO_LOW);
        }
    }

    @Test
    void everything_else_is_the_same_where_there_are_announcements() {
        for (Place place : ROOMS) {
            for (Action action : Action.values()) {
                if (!List.of(POST, EDIT_OWN, PIN, BOOKMARK).contains(action)) {
                    assertThat(allowed(action, announcing(place))).isEqualTo(allowed(action, place));
                }
            }
        }
    }

    @Test
    void whoever_is_muted_adds_nothing_and_does_the_rest() {
        for (Action action : Action.values()) {
            boolean adds = List.of(POST, EDIT_OWN, REACT, PIN, BOOKMARK).contains(action);

            assertThat(Permissions.refusalToMuted(action))
                    .isEqualTo(adds ? Optional.of(Refusal.MUTED) : Optional.empty());
        }
    }

    @Test
    void moderators_do_not_wait_for_one_another() {
        assertThat(Arrays.stream(Role.values()).filter(Permissions::slowed)).containsExactly(Role.MEMBER, Role.GUEST);
    }

    @Test
    void members_add_people_to_a_group_and_to_a_public_channel() {
        assertThat(allowed(INVITE, GROUP)).containsExactlyElementsOf(down(Role.MEMBER));
        assertThat(allowed(INVITE, PUBLIC_CHANNEL)).containsExactlyElementsOf(down(Role.MEMBER));
    }

    @Test
    void administrators_add_people_to_a_private_channel() {
        assertThat(allowed(INVITE, PRIVATE_CHANNEL)).containsExactlyElementsOf(down(Role.ADMINISTRATOR));
    }

    @Test
    void what_a_role_may_do_to_members_and_settings_is_the_same_in_every_room() {
        for (Place place : ROOMS) {
            assertThat(allowed(REMOVE, place)).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(ADMIT, place)).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(SANCTION, place)).containsExactlyElementsOf(down(Role.MODERATOR));
            assertThat(allowed(CHANGE_ROLES, place)).containsExactlyElementsOf(down(Role.ADMINISTRATOR));
            assertThat(allowed(DESCRIBE, place)).containsExactlyElementsOf(down(Role.ADMINISTRATOR));
            assertThat(allowed(BOOKMARK, place)).containsExactlyElementsOf(down(Role.MEMBER));
            assertThat(allowed(CONVERT, place)).containsExactly(Role.OWNER);
            assertThat(allowed(ARCHIVE, place)).containsExactly(Role.OWNER);
            assertThat(allowed(LEAVE, place)).containsExactly(Role.values());
        }
    }

    @Test
    void an_archived_conversation_can_be_left_tidied_and_opened_again() {
        for (Place place : ROOMS) {
            for (Action action :
                    List.of(READ, DELETE_OWN, DELETE_OTHERS, REMOVE, SANCTION, CHANGE_ROLES, ARCHIVE, LEAVE)) {
                assertThat(allowed(action, archived(place))).isEqualTo(allowed(action, place));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nothing_about_a_direct_conversation_can_be_changed(Role role) {
        for (Action action :
                List.of(INVITE, ADMIT, REMOVE, SANCTION, CHANGE_ROLES, DESCRIBE, CONVERT, ARCHIVE, LEAVE)) {
            assertThat(Permissions.refusal(role, DIRECT, action)).contains(Refusal.DIRECT);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_owner_overrules_everybody(Role other) {
        assertThat(Permissions.refusalToOverrule(Role.OWNER, other)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void others_overrule_only_those_below_them(Role role) {
        for (Role other : Role.values()) {
            Optional<Refusal> refusal = Permissions.refusalToOverrule(role, other);

            assertThat(refusal.isEmpty()).isEqualTo(other.compareTo(role) > 0);
        }
    }

    @Test
    void whoever_may_add_people_adds_members_and_guests() {
        for (Role role : down(Role.MEMBER)) {
            assertThat(Permissions.refusalToInviteAs(role, Role.MEMBER)).isEmpty();
            assertThat(Permissions.refusalToInviteAs(role, Role.GUEST)).isEmpty();
        }
    }

    @Test
    void only_administrators_add_people_in_a_higher_role_and_below_their_own() {
        assertThat(Permissions.refusalToInviteAs(Role.MODERATOR, Role.MODERATOR))
                .contains(Refusal.ROLE_TOO_LOW);
        assertThat(Permissions.refusalToInviteAs(Role.ADMINISTRATOR, Role.MODERATOR))
                .isEmpty();
        assertThat(Permissions.refusalToInviteAs(Role.ADMINISTRATOR, Role.ADMINISTRATOR))
                .contains(Refusal.ROLE_TOO_LOW);
        assertThat(Permissions.refusalToInviteAs(Role.ADMINISTRATOR, Role.OWNER))
                .contains(Refusal.ROLE_TOO_LOW);
        assertThat(Permissions.refusalToInviteAs(Role.OWNER, Role.OWNER)).isEmpty();
    }

    private static List<Role> allowed(Action action, Place place) {
        return Arrays.stream(Role.values())
                .filter(role -> Permissions.refusal(role, place, action).isEmpty())
                .toList();
    }

    private static List<Role> down(Role to) {
        return Arrays.stream(Role.values()).filter(role -> role.atLeast(to)).toList();
    }

    private static Place place(ConversationKind kind, Visibility visibility) {
        return new Place(kind, visibility, false, PostingPolicy.EVERYBODY);
    }

    private static Place announcing(Place place) {
        return new Place(place.kind(), place.visibility(), place.archived(), PostingPolicy.MODERATORS);
    }

    private static Place archived(Place place) {
        return new Place(place.kind(), place.visibility(), true, place.posting());
    }
}
