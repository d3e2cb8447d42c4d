package chat.parley.web.identity;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.HidingReceipts;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.identity.ChangingPassword;
import chat.parley.ejb.identity.Directory;
import chat.parley.ejb.identity.SigningOut;
import chat.parley.ejb.message.Checkpoints;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.SignedInDevice;
import chat.parley.web.message.CheckpointForm;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ClientFrame;
import org.jspecify.annotations.Nullable;

/** Oneself, and the devices one is signed in on. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Inject
    CurrentActor current;

    @Inject
    Directory directory;

    @Inject
    Administration administration;

    @Inject
    SigningOut signingOut;

    @Inject
    ChangingPassword changingPassword;

    @Inject
    HidingReceipts hiding;

    @Inject
    Checkpoints checkpoints;

    /** Oneself; {@code duties} is one's part in administrating the organization, {@code actions} what they let one do. */
    public record Me(
            long id,
            String username,
            String displayName,
            String organization,
            boolean administrator,
            List<Duty> duties,
            List<String> actions) {}

    /** What one is signed in on. */
    public record DeviceList(List<ListedDevice> devices) {}

    /** One device; {@code current} is the one that asks, {@code checkpointAt} when its checkpoint was kept. */
    public record ListedDevice(
            long id,
            String name,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable Instant checkpointAt,
            boolean current) {

        static ListedDevice of(SignedInDevice device, Actor actor) {
            return new ListedDevice(
                    device.id().value(),
                    device.name(),
                    device.createdAt(),
                    device.lastSeenAt(),
                    device.checkpointAt(),
                    device.id().equals(actor.device()));
        }
    }

    /** Whether one shows others how far one has come, and is shown how far they have. */
    public record ReceiptsSetting(@Nullable Boolean shown) {}

    /** Another password for oneself. */
    public record PasswordChange(
            @Nullable String current, @Nullable String next) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    /** Who one is. */
    @GET
    @BeforeTerms
    public Me me() {
        Actor actor = current.get();
        AccountProfile account = directory.account(actor, actor.account());
        List<Duty> duties = administration.duties(actor);
        return new Me(
                account.id().value(),
                account.username(),
                account.displayName(),
                directory.organization(actor),
                duties.contains(Duty.SYSTEM),
                duties,
                Administration.actions(duties).stream()
                        .map(AdministrativeAction::label)
                        .toList());
    }

    /** What one is signed in on, last seen first. */
    @GET
    @Path("devices")
    public DeviceList devices() {
        Actor actor = current.get();
        return new DeviceList(directory.devices(actor).stream()
                .map(device -> ListedDevice.of(device, actor))
                .toList());
    }

    /** Signs out on a device. */
    @DELETE
    @Path("devices/{id}")
    public void revoke(@PathParam("id") long id) {
        signingOut.signOut(current.get(), device(id));
    }

    /** What a device has last said it has applied, as {@code hello} takes it. */
    @GET
    @Path("devices/{id}/checkpoint")
    public ClientFrame.Checkpoint checkpoint(@PathParam("id") long id) {
        return CheckpointForm.write(checkpoints.of(current.get(), device(id)));
    }

    private static DeviceId device(long id) {
        if (id < 1) {
            throw new Missing("device.missing", "There is no such device.");
        }
        return new DeviceId(id);
    }

    /** Whether one shows others how far one has come. */
    @GET
    @Path("receipts")
    public ReceiptsSetting receipts() {
        return new ReceiptsSetting(!hiding.hidden(current.get()));
    }

    /** Shows it to others from now on, or hides it. */
    @PUT
    @Path("receipts")
    @Consumes(MediaType.APPLICATION_JSON)
    public void showReceipts(@Nullable ReceiptsSetting body) {
        hiding.hide(
                current.get(), !RequestBody.required(RequestBody.required(body).shown(), "shown"));
    }

    /** Changes one's password, and signs out on all other devices. */
    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void password(@Nullable PasswordChange body) {
        PasswordChange change = RequestBody.required(body);
        changingPassword.change(
                current.get(),
                RequestBody.required(change.current(), "current"),
                RequestBody.required(change.next(), "next"));
    }
}
