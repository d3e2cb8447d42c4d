package chat.parley.jpa.identity;

/** Who is behind an account. Programs have other rate limits than people. */
public enum AccountKind {
    PERSON,
    SERVICE
}
