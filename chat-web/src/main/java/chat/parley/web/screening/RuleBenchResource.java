package chat.parley.web.screening;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.message.MessageBody;
import chat.parley.ejb.screening.Passage;
import chat.parley.ejb.screening.TryingRules;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What the rules of one's organization would do with a text, or one rule that is not set yet. */
@Path("/admin/screening/test")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RuleBenchResource {

    @Inject
    CurrentActor current;

    @Inject
    TryingRules trying;

    /** A text to be tried out, by a rule that is not set yet perhaps. */
    public record Sample(@Nullable String text, @Nullable RuleForm rule) {}

    /** A rule that is met; without a number, if it is not set yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetRule(@Nullable Long rule, String name, String kind, String verdict, List<Passage> matches) {

        static MetRule of(TryingRules.Met met) {
            return new MetRule(
                    met.rule().id() == 0 ? null : met.rule().id(),
                    met.rule().name(),
                    RuleForm.lower(met.rule().kind()),
                    RuleForm.lower(met.rule().verdict()),
                    met.passages());
        }
    }

    /** What would become of it; {@code text} is what would be posted at last, if anything. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(String verdict, @Nullable String text, List<MetRule> rules) {}

    /** Tries a text out. */
    @POST
    public Result test(@Nullable Sample body) {
        Sample sample = RequestBody.required(body);
        String text = MessageBody.check(RequestBody.required(sample.text(), "text"));
        RuleForm rule = sample.rule();
        TryingRules.Outcome outcome = trying.tryOut(current.get(), text, rule == null ? null : rule.wish());
        return new Result(
                RuleForm.lower(outcome.verdict()),
                outcome.posted(),
                outcome.rules().stream().map(MetRule::of).toList());
    }
}
