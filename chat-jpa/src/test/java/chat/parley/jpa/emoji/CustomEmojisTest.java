package chat.parley.jpa.emoji;

import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class CustomEmojisTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MANY = 500;

    private final Database database;
    private final Sequences sequences;
    private final CustomEmojis emojis;
    private final OrganizationId ours;

    CustomEmojisTest(Database database, Sequences sequences) {
        this.database = database;
        this.sequences = sequences;
        emojis = new CustomEmojis(database);
        ours = organization();
    }

    @Test
    void an_organization_sees_its_own_by_name() {
        CustomEmoji parrot = add("parrot");
        CustomEmoji bear = add("bear");

        assertThat(emojis.of(ours)).containsExactly(bear, parrot);
        assertThat(emojis.has(ours, "bear")).isTrue();
        assertThat(emojis.of(organization())).isEmpty();
        assertThat(emojis.has(organization(), "bear")).isFalse();
    }

    @Test
    void the_picture_is_under_its_key() {
        CustomEmoji parrot = add("parrot");

        assertThat(emojis.picture(parrot.key())).hasValueSatisfying(picture -> {
            assertThat(picture.type()).isEqualTo("image/gif");
            assertThat(picture.bytes()).containsExactly(1, 2, 3);
        });
        assertThat(emojis.picture(UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_name_is_of_one_until_it_is_taken_away() {
        add("parrot");

        assertThat(emojis.add(ours, emoji("parrot"), picture(), MANY)).isFalse();
        assertThat(emojis.remove(ours, "parrot")).isTrue();
        assertThat(emojis.remove(ours, "parrot")).isFalse();
        assertThat(emojis.add(ours, emoji("parrot"), picture(), MANY)).isTrue();
    }

    @Test
    void there_is_an_end_to_them() {
        add("bear");

        assertThat(emojis.add(ours, emoji("parrot"), picture(), 1)).isFalse();
    }

    private CustomEmoji add(String name) {
        CustomEmoji emoji = emoji(name);
        assertThat(emojis.add(ours, emoji, picture(), MANY)).isTrue();
        return emoji;
    }

    private static CustomEmoji emoji(String name) {
        return new CustomEmoji(name, UUID.randomUUID(), new AccountId(1), NOON);
    }

    private static EmojiPicture picture() {
        return new EmojiPicture("image/gif", new byte[] {1, 2, 3});
    }

    private OrganizationId organization() {
        OrganizationId id = new OrganizationId(sequences.next("organization_id"));
        database.update(
                "insert into organization (id, name, created_at) values (?, ?, ?)", id.value(), "emoji " + id, NOON);
        return id;
    }
}
