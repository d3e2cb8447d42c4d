package chat.parley.it.architecture.broken.ejb.message;

import java.sql.SQLException;

import chat.parley.it.architecture.broken.ejb.problem.FeatureBreaker;

/** A use case that speaks SQL. */
public record SqlBreaker(SQLException sql, FeatureBreaker feature) {}
