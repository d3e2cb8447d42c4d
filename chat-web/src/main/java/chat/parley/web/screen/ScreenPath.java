package chat.parley.web.screen;

/** What a path of this web application stands for, and how long a browser may keep it. */
enum ScreenPath {
    /** REST and sockets. */
    INTERFACE("no-store"),
    /** A place within the client, like {@code /c/17}: all of them are the one page. */
    PLACE("no-cache"),
    /** A file with the hash of its content in its name: it never changes. */
    HASHED_FILE("public, max-age=31536000, immutable"),
    /** A file with a lasting name. */
    FILE("no-cache");

    private final String cacheControl;

    ScreenPath(String cacheControl) {
        this.cacheControl = cacheControl;
    }

    static ScreenPath of(String path) {
        if (path.equals("/api") || path.startsWith("/api/")) {
            return INTERFACE;
        }
        if (path.startsWith("/assets/")) {
            return HASHED_FILE;
        }
        return path.indexOf('.', path.lastIndexOf('/')) < 0 ? PLACE : FILE;
    }

    String cacheControl() {
        return cacheControl;
    }
}
