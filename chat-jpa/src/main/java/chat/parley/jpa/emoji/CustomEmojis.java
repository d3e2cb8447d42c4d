package chat.parley.jpa.emoji;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/** The emoji of organizations' own. */
@Dependent
public final class CustomEmojis {

    private final Database database;

    /** Works on this database. */
    @Inject
    public CustomEmojis(Database database) {
        this.database = database;
    }

    /** Those of an organization, by name. */
    public List<CustomEmoji> of(OrganizationId organization) {
        return database.query(
                "select name, key, added_by, added_at from custom_emoji where organization_id = ? order by name",
                row -> new CustomEmoji(
                        row.getString("name"),
                        row.getObject("key", UUID.class),
                        new AccountId(row.getLong("added_by")),
                        Database.instant(row, "added_at")),
                organization.value());
    }

    /** Whether an organization has one of this name. */
    public boolean has(OrganizationId organization, String name) {
        return database.first(
                        "select 1 from custom_emoji where organization_id = ? and name = ?",
                        row -> true,
                        organization.value(),
                        name)
                .isPresent();
    }

    /** Adds one, unless the organization has one of this name, or as many as it may have: whether it did. */
    public boolean add(OrganizationId organization, CustomEmoji emoji, EmojiPicture picture, int most) {
        return database.update(
                        """
                        insert into custom_emoji (organization_id, name, key, type, picture, added_by, added_at)
                        select o.id, ?, ?, ?, ?, ?, ? from organization o
                        where o.id = ? and (select count(*) from custom_emoji c where c.organization_id = o.id) < ?
                        on conflict (organization_id, name) do nothing
                        """,
                        emoji.name(),
                        emoji.key(),
                        picture.type(),
                        picture.bytes(),
                        emoji.addedBy().value(),
                        emoji.addedAt(),
                        organization.value(),
                        most)
                > 0;
    }

    /** Takes one away: whether there was one. */
    public boolean remove(OrganizationId organization, String name) {
        return database.update(
                        "delete from custom_emoji where organization_id = ? and name = ?", organization.value(), name)
                > 0;
    }

    /** The picture under a key. */
    public Optional<EmojiPicture> picture(UUID key) {
        return database.first(
                "select type, picture from custom_emoji where key = ?",
                row -> new EmojiPicture(row.getString("type"), row.getBytes("picture")),
                key);
    }
}
