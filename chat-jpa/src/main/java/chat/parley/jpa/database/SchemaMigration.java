package chat.parley.jpa.database;

import java.util.Locale;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date before Hibernate validates it: integrators run while the persistence unit starts, ahead
 * of the validation. Of several nodes that start at once one migrates and the others wait for it; Flyway locks. It is done
 * as the {@link SchemaOwner} where there is one, or else as the role that the application signs in with.
 */
public final class SchemaMigration implements Integrator {

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        DataSource application = sessionFactory
                .getServiceRegistry()
                .requireService(ConnectionProvider.class)
                .unwrap(DataSource.class);
        SchemaOwner.of(SchemaMigration::setting)
                .ifPresentOrElse(owner -> owner.migrateFor(application), () -> migrate(application));
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {}

    /** As MicroProfile Config would find it, which there is none of so early. */
    private static @Nullable String setting(String name) {
        return System.getProperty(
                name, System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')));
    }

    /** Brings the schema behind this data source up to date. */
    public static void migrate(DataSource source) {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
