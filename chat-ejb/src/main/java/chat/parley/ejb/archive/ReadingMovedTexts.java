package chat.parley.ejb.archive;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/** Tells the database at the start of a node where the texts are that have moved. */
@Singleton
@Startup
public class ReadingMovedTexts {

    @Inject
    Database database;

    @Inject
    ArchivedTexts texts;

    @PostConstruct
    void start() {
        database.readMovedFrom(texts);
    }
}
