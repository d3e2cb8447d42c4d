package chat.parley.ejb.identity;

/** A password as it is kept: Argon2id in the usual encoded form, with its parameters and salt. */
public record PasswordHash(String encoded) {

    /** Not in logs. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
