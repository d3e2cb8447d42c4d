package chat.parley.it.architecture.broken.ejb.problem;

import chat.parley.it.architecture.broken.ejb.message.SqlBreaker;

/** The first feature, using a later one that uses it. */
public record FeatureBreaker(SqlBreaker later) {}
