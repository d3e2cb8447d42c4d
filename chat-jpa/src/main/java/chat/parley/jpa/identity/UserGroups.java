package chat.parley.jpa.identity;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;

/**
 * The user groups, to be changed: table {@code user_group}. Upper and lower case of handles are the same. Who is in them is
 * in {@link UserGroupMembers}.
 */
@Dependent
public class UserGroups {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Sequences sequences;

    /** Adds one of nobody yet; that no other has its handle is for the caller to see to. */
    public UserGroup add(OrganizationId organization, String handle, String name, Instant at) {
        UserGroup added =
                new UserGroup(new UserGroupId(sequences.next("user_group_id")), organization, handle, name, at);
        entities.persist(added);
        entities.flush();
        return added;
    }

    /** The one of this number, to be changed; nobody else changes it until the end of the transaction. */
    public Optional<UserGroup> lock(OrganizationId organization, UserGroupId id) {
        return Optional.ofNullable(entities.find(UserGroup.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(group -> group.organization().equals(organization));
    }

    /** Writes what was changed in groups now, ahead of the end of the transaction. */
    public void flush() {
        entities.flush();
    }

    /** It is gone, and nobody is in it any more. */
    public void remove(UserGroup group) {
        entities.remove(group);
        entities.flush();
    }

    /** How many an organization has. */
    public long count(OrganizationId organization) {
        return database.first(
                        "select count(*) from user_group where organization_id = ?",
                        row -> row.getLong(1),
                        organization.value())
                .orElse(0L);
    }

    /** The one of this handle. */
    public Optional<UserGroupId> named(OrganizationId organization, String handle) {
        return database.first(
                "select id from user_group where organization_id = ? and lower(handle) = lower(?)",
                row -> new UserGroupId(row.getLong(1)),
                organization.value(),
                handle);
    }
}
