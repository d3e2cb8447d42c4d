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

/** The tenants: table {@code organization}. Upper and lower case of their names are the same. */
@Dependent
public class Organizations {

    /** The one that is meant where none is named; it is always there. */
    public static final String DEFAULT = "parley";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Sequences sequences;

    /** The organization of this name. */
    public Optional<Organization> named(String name) {
        return entities.createQuery(
                        "select o from Organization o where lower(o.name) = lower(:name)", Organization.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The organization of this name; nobody else changes what belongs to it until the end of the transaction. */
    public Optional<Organization> lock(String name) {
        Optional<Organization> found = named(name);
        found.ifPresent(organization -> entities.lock(organization, LockModeType.PESSIMISTIC_WRITE));
        return found;
    }

    /** Whoever changes what an organization has of its own waits here for each other, until the end of the transaction. */
    public void hold(OrganizationId id) {
        database.query("select id from organization where id = ? for no key update", row -> row.getLong(1), id.value());
    }

    /** What people call it. */
    public Optional<String> nameOf(OrganizationId id) {
        return Optional.ofNullable(entities.find(Organization.class, id)).map(Organization::name);
    }

    /** Adds one; that no other has its name is for the caller to see to. */
    public Organization add(String name, Instant at) {
        Organization added = new Organization(new OrganizationId(sequences.next("organization_id")), name, at);
        entities.persist(added);
        entities.flush();
        return added;
    }
}
