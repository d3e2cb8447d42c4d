package chat.parley.launcher;

/** A role of a database, and its password. */
public record DatabaseLogin(String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
