package chat.parley.jpa.message;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;

/**
 * What a device says it has applied. It may say anything; what is kept of it is decided by {@link
 * DeviceCheckpoints#keep}.
 */
public record DeviceCheckpoint(DeviceId device, AccountId account, Checkpoint checkpoint) {}
