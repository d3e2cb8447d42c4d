package chat.parley.jpa.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

import chat.parley.jpa.audit.AuditChain;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the application's role may not do, tried with its own credentials. */
@ExtendWith(RealDatabase.class)
class SchemaOwnerTest {

    private static final String OWNER = "schema owner";
    private static final String APPLICATION = "the \"application\"";
    private static final OrganizationId ORGANIZATION = new OrganizationId(1);

    private static DataSource owners = new PGSimpleDataSource();
    private static DataSource applications = new PGSimpleDataSource();
    private static String url = "";

    @BeforeAll
    static void migrate(DataSource server) throws SQLException {
        Database superuser = new Database(server);
        superuser.update("create role \"schema owner\" login password 'o'");
        superuser.update("create role \"the \"\"application\"\"\" login password 'a'");
        superuser.update("create database owned owner \"schema owner\"");
        try (Connection connection = server.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]*\\?.*$|/[^/?]*$", "/owned");
        }
        owners = source(OWNER, "o");
        applications = source(APPLICATION, "a");
        Map<String, String> settings = Map.of("parley.db.owner.user", OWNER, "parley.db.owner.password", "o");
        SchemaOwner owner = SchemaOwner.of(settings::get).orElseThrow();
        owner.migrateFor(applications);
        owner.migrateFor(applications);
    }

    @Test
    void the_application_notes_and_reads_what_was_noted() {
        AuditEntries entries = new AuditEntries(new Database(applications));
        entries.append(note());
        entries.append(note());

        String previous = AuditChain.START;
        for (AuditEntry entry : entries.after(ORGANIZATION, 0, 10)) {
            assertThat(entry.hash()).isEqualTo(AuditChain.link(previous, entry));
            previous = entry.hash();
        }
        assertThat(previous).isNotEqualTo(AuditChain.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set outcome = 'REFUSED'",
                "delete from audit_entry",
                "truncate audit_entry",
                "merge into audit_entry e using organization o on true when matched then delete",
                "alter table audit_entry disable trigger all",
                "drop trigger audit_entry_stays on audit_entry",
                "create trigger mine before insert on audit_entry for each row execute function chain_audit_entry()",
                "alter table audit_entry rename to something",
                "drop table audit_entry",
                "create rule mine as on insert to audit_entry do instead nothing",
                "alter table audit_entry owner to current_user",
                "create or replace function audit_link(previous bytea, entry audit_entry) returns bytea language sql"
                        + " as $$ select previous $$",
                "update audit_checkpoint set number = 2",
                "delete from audit_checkpoint",
                "truncate audit_checkpoint",
                "update audit_stamp set token = ''",
                "delete from audit_stamp",
                "update seal_key set key = ''",
                "delete from seal_key",
                "set session_replication_role = replica",
                "set role \"schema owner\"",
                "update flyway_schema_history set success = false"
            })
    void the_application_cannot_change_what_was_noted(String attempt) {
        assertThatThrownBy(() -> new Database(applications).update(attempt))
                .as(attempt)
                .isInstanceOf(DatabaseException.class)
                .cause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void an_application_that_signs_in_as_the_owner_is_not_started() {
        SchemaOwner owner = new SchemaOwner(OWNER, "o");

        assertThatThrownBy(() -> owner.migrateFor(owners))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("although PARLEY_DB_OWNER_USER is set");
    }

    @Test
    void without_an_owner_nothing_is_parted() {
        assertThat(SchemaOwner.of(name -> " ")).isEmpty();
        assertThat(SchemaOwner.of(name -> null)).isEmpty();
    }

    private static DataSource source(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static AuditNote note() {
        return new AuditNote(
                ORGANIZATION,
                Instant.parse("2026-11-22T12:00:00Z"),
                new AccountId(1),
                null,
                AuditDeed.ROLE,
                "member 1/2",
                AuditNote.Outcome.DONE,
                "{}");
    }
}
